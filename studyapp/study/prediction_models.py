"""Judgements that learners commit themselves to before the commentary opens, and how they compared afterwards."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice

LINE_LENGTH = 300


class Stance(StrEnum):
    """What the outcome of a case hung on, in the learner's eyes: general enough for success and failure alike."""

    PROBLEM = "problem"
    METHOD = "method"
    PEOPLE = "people"
    RULES = "rules"
    MEANS = "means"
    UNSURE = "unsure"


class Prediction(Model):
    """One learner's judgement of a case within an assignment. It stays as it is once the commentary has opened.

    Organizers see it only when `is_shared`; otherwise it counts in totals alone.
    """

    __tablename__ = "prediction"
    __table_args__ = (UniqueConstraint("enrolment_id", "case_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    stance: Mapped[Stance] = mapped_column(choice(Stance, "stance"))
    line: Mapped[str] = mapped_column(String(LINE_LENGTH))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    compared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_shared: Mapped[bool] = mapped_column(default=False)


class PredictedPoint(Model):
    """A point of the commentary that the learner found in their own judgement, in part offsets of the revision."""

    __tablename__ = "predicted_point"
    __table_args__ = (
        UniqueConstraint("prediction_id", "start"),
        CheckConstraint('"start" >= 0 AND "end" > "start"', "span"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    prediction_id: Mapped[int] = mapped_column(ForeignKey("prediction.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
