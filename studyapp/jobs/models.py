"""The truth about work outside the request: one row per job."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class JobState(StrEnum):
    """How far a job has come. A queued or running job is still to be waited for."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Model):
    """Work asked for in one transaction and done after it, perhaps more than once.

    `kind` names the handler, `payload` is what it is given and `result` what it returned. `progress` runs from 0 to 1,
    `note` is a code that says what is being done. A running job belongs to one worker until `lease_until`; after that
    any worker may take it again. `due_at` is the earliest moment to run it. `error` is {"code": …, "parameters": {…}}.
    `organization_id` is empty only for work of the whole installation.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("progress >= 0 AND progress <= 1", "progress"),
        CheckConstraint("attempts >= 0", "attempts"),
        Index(None, "state", "due_at"),
        Index(None, "organization_id", "created_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[JobState] = mapped_column(choice(JobState, "state"), default=JobState.QUEUED)
    progress: Mapped[float] = mapped_column(default=0.0)
    note: Mapped[str] = mapped_column(String(64), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def is_open(self) -> bool:
        """Return whether the job is still to be waited for."""
        return self.state in {JobState.QUEUED, JobState.RUNNING}
