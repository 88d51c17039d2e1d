"""What a learner remembers: a card for every question met, its reviews, and practice of weak points."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime

NOTE_LENGTH = 2000


class ReviewCard(Model):
    """One learner's memory of one question. `stability` (days) and `difficulty` are FSRS's; `due_at` is when to ask.

    `misses` counts answers that were not fully right, `streak` those fully right since the last miss. `note` is the
    learner's own.
    """

    __tablename__ = "review_card"
    __table_args__ = (
        UniqueConstraint("account_id", "question_id"),
        Index(None, "account_id", "organization_id", "due_at"),
        CheckConstraint("stability > 0", "stability"),
        CheckConstraint("misses >= 0 AND streak >= 0", "counts"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_met_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    misses: Mapped[int] = mapped_column(default=0)
    streak: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")


class Practice(Model):
    """A paper of a learner's weakest points, put together at once and answered at leisure."""

    __tablename__ = "practice"
    __table_args__ = (Index(None, "account_id", "organization_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)


class PracticeQuestion(Model):
    """A card's place in a practice, from 1."""

    __tablename__ = "practice_question"
    __table_args__ = (UniqueConstraint("practice_id", "position"), UniqueConstraint("practice_id", "card_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    card_id: Mapped[int] = mapped_column(ForeignKey("review_card.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class Review(Model):
    """One recall of a card. `rating` is FSRS's (1 again … 4 easy), derived unless `is_own_rating`.

    `number` counts the card's reviews from 1, so that a repeated sending is the same review. `stability_before`,
    `difficulty_before` and `met_before_at` are the memory it met, from which another rating is reckoned.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("card_id", "number"),
        Index(None, "account_id", "organization_id", "reviewed_at"),
        CheckConstraint("score BETWEEN 0 AND 1", "score"),
        CheckConstraint("rating BETWEEN 1 AND 4", "rating"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    card_id: Mapped[int] = mapped_column(ForeignKey("review_card.id", ondelete="CASCADE"))
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="RESTRICT"), index=True)
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id", ondelete="SET NULL"), index=True)
    reviewed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    score: Mapped[float]
    rating: Mapped[int]
    is_own_rating: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[int | None]
    stability_before: Mapped[float]
    difficulty_before: Mapped[float]
    met_before_at: Mapped[datetime] = mapped_column(UTCDateTime)
