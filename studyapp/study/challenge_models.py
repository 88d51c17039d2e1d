"""What follows from a doubt about a question: the challenge itself, and what a correction did to each attempt."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class ChallengeState(StrEnum):
    """Whether an organizer has decided on a challenge, and how."""

    OPEN = "open"
    UPHELD = "upheld"
    DECLINED = "declined"


class Challenge(Model):
    """A learner's doubt about a question of an ended attempt. `reply` is what the organizer answers.

    `noticed_at` is when the learner put the answer away.
    """

    __tablename__ = "challenge"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        Index(None, "organization_id", "state"),
        Index(
            "ix_challenge_unnoticed",
            "account_id",
            sqlite_where=text("noticed_at IS NULL"),
            postgresql_where=text("noticed_at IS NULL"),
        ),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", "decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    position: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(500))
    state: Mapped[ChallengeState] = mapped_column(choice(ChallengeState, "state"), default=ChallengeState.OPEN)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reply: Mapped[str | None] = mapped_column(String(500))
    noticed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class RemarkedAttempt(Model):
    """What a correction made of an attempt: its totals before and after. Scores are scaled, 0..1.

    `noticed_at` is when the learner put the news away; news there is only where the totals changed.
    """

    __tablename__ = "remarked_attempt"
    __table_args__ = (
        UniqueConstraint("correction_id", "attempt_id"),
        Index(
            "ix_remarked_attempt_unnoticed",
            "account_id",
            sqlite_where=text("noticed_at IS NULL"),
            postgresql_where=text("noticed_at IS NULL"),
        ),
        CheckConstraint("scaled_after >= scaled_before", "nobody_loses"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    correction_id: Mapped[int] = mapped_column(ForeignKey("correction.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    position: Mapped[int]
    points_before: Mapped[float]
    points_after: Mapped[float]
    possible_before: Mapped[float]
    possible_after: Mapped[float]
    scaled_before: Mapped[float]
    scaled_after: Mapped[float]
    was_passed: Mapped[bool]
    is_passed: Mapped[bool]
    remarked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    noticed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
