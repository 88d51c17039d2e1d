"""Certificates: that somebody passed an assignment, to show to others."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice
from studyapp.study.models import QuizMode


class Certificate(Model):
    """One for each assignment passed. What it says is frozen: names and titles as they were when it was issued.

    `number` is unique and says nothing; with the check code, which is computed from what is stored, it proves itself.
    A revoked one stays, with the reason.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason = '')", "revoked"),
        Index(None, "account_id", "organization_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    organization_name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300))
    module_title: Mapped[str] = mapped_column(String(300))
    mode: Mapped[QuizMode] = mapped_column(choice(QuizMode, "mode"))
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_reason: Mapped[str] = mapped_column(String(300), default="")
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
