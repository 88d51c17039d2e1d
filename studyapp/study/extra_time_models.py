"""Extra time that was given to papers while they were answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime
from studyapp.study.models import Attempt


class ExtraTime(Model):
    """Minutes by which one attempt was made longer, and why; rows are added, never changed."""

    __tablename__ = "extra_time"
    __table_args__ = (CheckConstraint("minutes > 0", "minutes"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))
    is_for_all: Mapped[bool]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime)


EXTRA_MINUTES = (
    select(func.coalesce(func.sum(ExtraTime.minutes), 0))
    .where(ExtraTime.attempt_id == Attempt.id)
    .correlate(Attempt)
    .scalar_subquery()
)
"""All that was given to the attempt of a row, in a query over attempts; 0 where nothing was."""
