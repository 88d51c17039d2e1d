"""By what a module's papers are drawn."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from studyapp.db import Model, UTCDateTime, choice
from studyapp.study.models import QuizMode


class Dimension(StrEnum):
    """What numbers can be asked for: kinds of questions, Bloom levels, cases (their ids)."""

    KIND = "kind"
    BLOOM = "bloom"
    CASE = "case"


class PaperBlueprint(Model):
    """How the papers of a module are drawn in practice, or in an exam; without one they are drawn evenly.

    `easiest` and `hardest` bound the expected share correct of every question (1 easy, 0 hard). Where
    `is_exam_pool_only`, only questions marked for exams are asked.
    """

    __tablename__ = "paper_blueprint"
    __table_args__ = (
        UniqueConstraint("module_id", "mode"),
        CheckConstraint("question_count > 0", "question_count"),
        CheckConstraint("hardest >= 0 AND easiest <= 1 AND hardest < easiest", "difficulty"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    mode: Mapped[QuizMode] = mapped_column(choice(QuizMode, "mode"))
    question_count: Mapped[int]
    hardest: Mapped[float] = mapped_column(default=0.0)
    easiest: Mapped[float] = mapped_column(default=1.0)
    is_exam_pool_only: Mapped[bool] = mapped_column(default=False)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    numbers: Mapped[list[BlueprintNumber]] = relationship(
        order_by="BlueprintNumber.dimension, BlueprintNumber.value",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class BlueprintNumber(Model):
    """How many questions of one kind, Bloom level or case a blueprint asks for at least."""

    __tablename__ = "blueprint_number"
    __table_args__ = (CheckConstraint("count > 0", "count"),)
    blueprint_id: Mapped[int] = mapped_column(ForeignKey("paper_blueprint.id", ondelete="CASCADE"), primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(choice(Dimension, "dimension"), primary_key=True)
    value: Mapped[str] = mapped_column(String(32), primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    count: Mapped[int]
