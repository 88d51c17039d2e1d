"""Reminders: their schedule, the ways they take, and what was told whom."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from studyapp.db import Model, UTCDateTime, choice

NAME_LENGTH = 100
ADDRESS_LENGTH = 500
KEY_LENGTH = 120


class RobotKind(StrEnum):
    """Whose group robot it is: 企业微信, 钉钉 or 飞书."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


class RunKind(StrEnum):
    """Why a run goes out: the schedule says so, somebody asked, the leads' digest is due, or a robot is tried."""

    SCHEDULED = "scheduled"
    BY_HAND = "by_hand"
    DIGEST = "digest"
    TRIAL = "trial"


class DeliveryState(StrEnum):
    """How far a message outside the product is.

    One that was handed over and whose answer never came is `unknown`: it may have arrived, so nothing sends it again
    but a person's word. `skipped` is one that was no longer due when its turn came.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class ReminderSchedule(Model):
    """When an organization reminds by itself; without a row, or switched off, nothing goes out unasked.

    `days_before` are working days before the deadline. Times of day are minutes after midnight in the organization's
    zone; nothing leaves between `quiet_from` and `quiet_until`, a span that may run over midnight.
    """

    __tablename__ = "reminder_schedule"
    __table_args__ = (
        CheckConstraint("send_at BETWEEN 0 AND 1439", "send_at"),
        CheckConstraint("quiet_from BETWEEN 0 AND 1439", "quiet_from"),
        CheckConstraint("quiet_until BETWEEN 0 AND 1439", "quiet_until"),
    )
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True)
    is_on: Mapped[bool] = mapped_column(default=False)
    days_before: Mapped[list[int]] = mapped_column(JSON, default=lambda: [3, 1])
    send_at: Mapped[int] = mapped_column(default=9 * 60)
    quiet_from: Mapped[int] = mapped_column(default=21 * 60)
    quiet_until: Mapped[int] = mapped_column(default=8 * 60)
    sends_digest: Mapped[bool] = mapped_column(default=True)
    sends_mail: Mapped[bool] = mapped_column(default=False)


class Workday(Model):
    """What an organization says about a day itself: at work, or off; it stands above the library's calendar."""

    __tablename__ = "workday"
    __table_args__ = (UniqueConstraint("organization_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)
    is_at_work: Mapped[bool]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), default="")


class Robot(Model):
    """A group's robot, told about the people of one unit's subtree. `address` and `secret` are never shown again."""

    __tablename__ = "robot"
    __table_args__ = (UniqueConstraint("organization_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RobotKind] = mapped_column(choice(RobotKind, "kind"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    address: Mapped[str] = deferred(mapped_column(String(ADDRESS_LENGTH), nullable=False))
    secret: Mapped[str] = deferred(mapped_column(String(ADDRESS_LENGTH), default="", nullable=False))
    names_people: Mapped[bool] = mapped_column(default=False)
    is_on: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class NotificationPreference(Model):
    """How one person wants to be told outside the product; without a row, not at all."""

    __tablename__ = "notification_preference"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    mail_address: Mapped[str] = mapped_column(String(254), default="")
    wants_mail: Mapped[bool] = mapped_column(default=True)
    wants_digest: Mapped[bool] = mapped_column(default=True)


class ReminderRun(Model):
    """One time that people are reminded. `key` names the occasion, so that it happens once.

    `chosen` is the dashboard's filter of a run by hand, `words` what its author added. Who gets what is decided at
    `due_at`, not before; `planned_at` says that it is.
    """

    __tablename__ = "reminder_run"
    __table_args__ = (
        UniqueConstraint("organization_id", "key"),
        Index(None, "organization_id", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    kind: Mapped[RunKind] = mapped_column(choice(RunKind, "kind"))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    words: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    planned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Notice(Model):
    """What one person is told inside the product. `key` makes it once: one reminder of an assignment to a day."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ix_notice_unread",
            "account_id",
            "organization_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(None, "account_id", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("reminder_run.id", ondelete="CASCADE"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Delivery(Model):
    """One message to one address outside the product: by mail to an account, or through a robot.

    It is claimed in a transaction of its own before anything is sent, and `key` is unique: the same message cannot be
    written twice. `problem` is a code; `attempts` counts the tries.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) <> (robot_id IS NULL)", "one_address"),
        CheckConstraint("attempts >= 0", "attempts"),
        Index(None, "state", "next_try_at"),
        Index(None, "run_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("reminder_run.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    robot_id: Mapped[int | None] = mapped_column(ForeignKey("robot.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[DeliveryState] = mapped_column(choice(DeliveryState, "state"), default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UTCDateTime)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    problem: Mapped[str] = mapped_column(String(64), default="")
    problem_details: Mapped[str] = mapped_column(String(200), default="")
