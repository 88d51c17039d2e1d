"""What happens in the room: rounds and ballots, questions from the floor, raised hands, and the room's events."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class RoundKind(StrEnum):
    """How a round is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    TEXT = "text"
    SCALE = "scale"
    RANKING = "ranking"


class RoundState(StrEnum):
    """A prepared round opens once, closes once, and is revealed once: its key and totals may then leave the server."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class FloorState(StrEnum):
    """A question from the floor waits, stands on the projector, was answered, or was hidden by the host."""

    WAITING = "waiting"
    SHOWN = "shown"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class Round(Model):
    """One vote; numbers count from 1. `options` = [{"text", "is_key"}] (a scale's are its two ends).

    `repeats_id` is the round that asks the same before the discussion. `closes_at` is set while a timer runs.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("study_session_id", "number"),
        CheckConstraint("seconds BETWEEN 5 AND 3600", "seconds"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_step.id", ondelete="SET NULL"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("question_version.id", ondelete="SET NULL"), index=True)
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("round.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    kind: Mapped[RoundKind] = mapped_column(choice(RoundKind, "kind"))
    prompt: Mapped[str] = mapped_column(Text)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    is_anonymous: Mapped[bool] = mapped_column(default=True)
    seconds: Mapped[int | None]
    state: Mapped[RoundState] = mapped_column(choice(RoundState, "state"), default=RoundState.PREPARED)
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Ballot(Model):
    """One person's answer to a round; saving again replaces it and raises its version.

    `voter_key` tells one person from another within a round and those that repeat it, and nothing else: it is a keyed
    hash. `attendance_id` and `saved_at` are set in named rounds only, so that an anonymous ballot leads to nobody.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("round_id", "voter_key"), CheckConstraint("version > 0", "version"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    voter_key: Mapped[str] = mapped_column(String(64))
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class HandCount(Model):
    """How many people without a phone raised their hand for an option, by its index."""

    __tablename__ = "hand_count"
    __table_args__ = (UniqueConstraint("round_id", "option"), CheckConstraint("hands BETWEEN 0 AND 10000", "hands"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    option: Mapped[int]
    hands: Mapped[int]


class FloorEntry(Model):
    """A question from the floor. Who asked it is told to the host, to nobody else."""

    __tablename__ = "floor_entry"
    __table_args__ = (Index(None, "study_session_id", "state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(200))
    state: Mapped[FloorState] = mapped_column(choice(FloorState, "state"), default=FloorState.WAITING)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class FloorVote(Model):
    """That somebody wants a question from the floor answered too."""

    __tablename__ = "floor_vote"
    __table_args__ = (UniqueConstraint("entry_id", "attendance_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("floor_entry.id", ondelete="CASCADE"))
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)


class RoomEvent(Model):
    """A change of the room that phones and projector must hear of; numbers count from 1 within a study session."""

    __tablename__ = "room_event"
    __table_args__ = (UniqueConstraint("study_session_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
