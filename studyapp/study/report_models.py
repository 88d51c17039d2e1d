"""Reports made of an assignment, kept as they were handed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class ReportKind(StrEnum):
    """What is made: the workbook of all figures, or the briefing as a document or for print."""

    WORKBOOK = "xlsx"
    BRIEFING = "docx"
    BRIEFING_PDF = "pdf"


class Report(Model):
    """A report of an assignment over the units of who asked for it. `content` is empty until its job is done."""

    __tablename__ = "report"
    __table_args__ = (
        Index(None, "organization_id", "created_at"),
        Index(None, "assignment_id", "created_by_id"),
        CheckConstraint("size >= 0", "size"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    kind: Mapped[ReportKind] = mapped_column(choice(ReportKind, "kind"))
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
