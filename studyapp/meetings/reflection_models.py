"""What participants write after a study session, and what the organizer says to it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class ReflectionState(StrEnum):
    """A draft is handed in, then accepted, or returned to be improved and handed in again."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Reflection(Model):
    """One participant's piece. `remark` is the organizer's own commentary on it.

    It is shared when the author consents and the organizer has chosen it; either may take that back.
    """

    __tablename__ = "reflection"
    __table_args__ = (
        UniqueConstraint("study_session_id", "account_id"),
        CheckConstraint("version > 0", "version"),
        CheckConstraint("state = 'draft' OR handed_in_at IS NOT NULL", "handed_in"),
        CheckConstraint("NOT is_shared OR (is_consented AND state = 'accepted')", "shared"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ReflectionState] = mapped_column(choice(ReflectionState, "state"), default=ReflectionState.DRAFT)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    handed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_consented: Mapped[bool] = mapped_column(default=False)
    is_shared: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(Text, default="")
    remarked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    remarked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ReflectionTask(Model):
    """That a study session asks its participants for a reflection, of at least so many characters."""

    __tablename__ = "reflection_task"
    __table_args__ = (CheckConstraint("least BETWEEN 0 AND 3000", "least"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"), unique=True)
    least: Mapped[int]
    hint: Mapped[str] = mapped_column(String(300), default="")
