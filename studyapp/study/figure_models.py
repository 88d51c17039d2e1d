"""Figures gathered now and then from what people did, so that no page adds it all up again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime


class FigureBatch(Model):
    """When an organization's figures were gathered last; they tell of that moment."""

    __tablename__ = "figure_batch"
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class WeeklyFigure(Model):
    """How many enrolments of a unit's own people were begun and passed in the week from the Monday `week`."""

    __tablename__ = "weekly_figure"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    started: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)


class RetentionFigure(Model):
    """Reviews of a unit's own people at least `days` (7 or 30) after the question was last met: how many, and right."""

    __tablename__ = "retention_figure"
    __table_args__ = (CheckConstraint("recalled <= reviews", "recalled"),)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    reviews: Mapped[int] = mapped_column(default=0)
    recalled: Mapped[int] = mapped_column(default=0)


class HelpFigure(Model):
    """A learner who needs help, and the reasons: in how many assignments attempts are used up, failed twice, overdue.

    `weight` orders them: what can no longer be mended without help weighs most.
    """

    __tablename__ = "help_figure"
    __table_args__ = (Index(None, "organization_id", "weight"),)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    used_up: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    overdue: Mapped[int] = mapped_column(default=0)
    idle: Mapped[int] = mapped_column(default=0)
    weight: Mapped[int] = mapped_column(default=0)
