"""A roster handed in, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class RosterState(StrEnum):
    """How far a roster has come."""

    UPLOADED = "uploaded"
    PREVIEW = "preview"
    CONFIRMED = "confirmed"
    DONE = "done"
    FAILED = "failed"
    DISCARDED = "discarded"


class RosterImport(Model):
    """A file of people: its bytes until read, its lines as understood, what was chosen, and the counts at the end.

    `options` is what `studyapp.people.roster.judging.Options` writes; `error` is {"code": …, "parameters": {…}}.
    """

    __tablename__ = "roster_import"
    __table_args__ = (Index(None, "organization_id", "created_at"), CheckConstraint("size >= 0", "size"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    state: Mapped[RosterState] = mapped_column(choice(RosterState, "state"), default=RosterState.UPLOADED)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    roster: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON))
