"""What reading leaves behind for the reader alone: the place, the time, marked passages with notes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime

NOTE_LENGTH = 2000
QUOTE_LENGTH = 500


class ReadingPlace(Model):
    """Where a person last stood in a case, and for how many seconds in all they visibly read it.

    `offset` is that of the topmost paragraph in the body of the revision; `seen_at` is the last sign of reading.
    """

    __tablename__ = "reading_place"
    __table_args__ = (
        UniqueConstraint("account_id", "case_id"),
        CheckConstraint('"offset" >= 0 AND seconds >= 0', "amounts"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    offset: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Highlight(Model):
    """A passage of a case's body that a reader marked, with a note of their own: seen by nobody else.

    `quote` equals the body of the revision from `start` to `end`.
    """

    __tablename__ = "highlight"
    __table_args__ = (
        UniqueConstraint("account_id", "revision_id", "start", "end"),
        Index(None, "account_id", "case_id"),
        CheckConstraint('"start" >= 0 AND "end" > "start"', "span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
