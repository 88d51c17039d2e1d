"""The minutes of a study session, and what is to be done afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime


class Minutes(Model):
    """What is typed by the recorder; once confirmed, `record` is all that was filed and `sha256` its fingerprint."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("(confirmed_at IS NULL) = (sha256 IS NULL)", "confirmed"),
        CheckConstraint("version > 0", "version"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"), unique=True)
    points: Mapped[str] = mapped_column(Text, default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    record: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    sha256: Mapped[str | None] = mapped_column(String(64))


class ToDo(Model):
    """Something to be done after the study session, by whom and until when."""

    __tablename__ = "to_do"
    __table_args__ = (UniqueConstraint("minutes_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id", ondelete="CASCADE"))
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(300))
    person: Mapped[str] = mapped_column(String(100), default="")
    due_on: Mapped[date | None] = mapped_column(Date)


class SessionPhoto(Model):
    """A photograph of a study session, drawn anew: nothing but its dots. `sha256` is its content's."""

    __tablename__ = "session_photo"
    __table_args__ = (
        UniqueConstraint("study_session_id", "sha256"),
        UniqueConstraint("study_session_id", "position"),
        CheckConstraint("width > 0 AND height > 0", "sides"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    study_session_id: Mapped[int] = mapped_column(ForeignKey("study_session.id", ondelete="CASCADE"))
    position: Mapped[int]
    caption: Mapped[str] = mapped_column(String(100), default="")
    media_type: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
