"""A programme and its assignments in their order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime

TITLE_LENGTH = 300


class Programme(Model):
    """Modules over weeks. Whom it is for, and by which rules, stands in its assignments alone."""

    __tablename__ = "programme"
    __table_args__ = (Index(None, "organization_id", "created_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ProgrammeStep(Model):
    """An assignment's place in a programme, from 1."""

    __tablename__ = "programme_step"
    __table_args__ = (UniqueConstraint("programme_id", "position"), UniqueConstraint("assignment_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    position: Mapped[int]
