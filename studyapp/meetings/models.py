"""A study session as it is planned, its agenda, and who was there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class StudySessionState(StrEnum):
    """Planned, then running, then ended, then confirmed with its minutes; or called off before that."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Scene(StrEnum):
    """The one thing that the projector and every phone show now."""

    ARRIVING = "arriving"
    STEP = "step"
    ROUND = "round"
    RESULT = "result"
    SHIFT = "shift"
    COMMENTARY = "commentary"
    FLOOR = "floor"


class StepKind(StrEnum):
    """What is done in a step of the agenda."""

    READING = "reading"
    FIRST_VOTE = "first_vote"
    DISCUSSION = "discussion"
    SECOND_VOTE = "second_vote"
    COMMENTARY = "commentary"
    FLOOR = "floor"
    SUMMING_UP = "summing_up"
    OTHER = "other"


class AttendanceState(StrEnum):
    """Whether somebody came; excused and absent are written down too."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class ArrivalWay(StrEnum):
    """How an attendance came about: tapped on the list, by one's own phone, or written down when all was over."""

    LIST = "list"
    PHONE = "phone"
    CLOSING = "closing"


class StudySession(Model):
    """A held meeting. Where the room is stands here and nowhere else, so that every process and phone agrees.

    `scene`, `step_position` (0 before the first step) and `round_number` say what is shown; `event_number` is the
    number of the last change of the room. `join_number` is what people type to check in.
    """

    __tablename__ = "study_session"
    __table_args__ = (
        Index(None, "organization_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", "times"),
        CheckConstraint("step_position >= 0", "step_position"),
        CheckConstraint("event_number >= 0", "event_number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id", ondelete="SET NULL"), index=True)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    makeup_assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(200), default="")
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    guests_allowed: Mapped[bool] = mapped_column(default=False)
    join_number: Mapped[str] = mapped_column(String(6), unique=True)
    state: Mapped[StudySessionState] = mapped_column(
        choice(StudySessionState, "state"), default=StudySessionState.PLANNED
    )
    scene: Mapped[Scene] = mapped_column(choice(Scene, "scene"), default=Scene.ARRIVING)
    step_position: Mapped[int] = mapped_column(default=0)
    round_number: Mapped[int | None]
    event_number: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    began_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class StudySessionUnit(Model):
    """A unit that is invited, with all units below it."""

    __tablename__ = "study_session_unit"
    __table_args__ = (UniqueConstraint("study_session_id", "unit_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)


class StudySessionCase(Model):
    """A case that is studied, in the text that it had when the study session was planned."""

    __tablename__ = "study_session_case"
    __table_args__ = (
        UniqueConstraint("study_session_id", "position"),
        UniqueConstraint("study_session_id", "case_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    commentary_revealed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class AgendaStep(Model):
    """One step of the agenda; positions count from 1. An empty title stands for the usual name of its kind."""

    __tablename__ = "agenda_step"
    __table_args__ = (
        UniqueConstraint("study_session_id", "position"),
        CheckConstraint("minutes BETWEEN 1 AND 600", "minutes"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="SET NULL"), index=True)
    position: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(choice(StepKind, "kind"))
    title: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[int]
    began_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Attendance(Model):
    """One person at a study session: by account, or a guest by name alone.

    `left_at` is set for one who left early; `credited_minutes` when the study session has ended; `made_up_at` when
    somebody who was not there has caught up.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("study_session_id", "account_id"),
        CheckConstraint("(account_id IS NULL) = (guest_name IS NOT NULL)", "person_or_guest"),
        CheckConstraint("state <> 'present' OR arrived_at IS NOT NULL", "arrival"),
        CheckConstraint("credited_minutes >= 0", "credited_minutes"),
        Index(None, "account_id", "study_session_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="SET NULL"))
    guest_name: Mapped[str | None] = mapped_column(String(100))
    is_guest: Mapped[bool] = mapped_column(default=False)
    state: Mapped[AttendanceState] = mapped_column(choice(AttendanceState, "state"))
    way: Mapped[ArrivalWay] = mapped_column(choice(ArrivalWay, "way"))
    arrived_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_late: Mapped[bool] = mapped_column(default=False)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(200), default="")
    credited_minutes: Mapped[int | None]
    made_up_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
