"""Over weeks: how many began and passed, what is retained, and who needs help; from gathered figures alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.study.figure_making import RETAINED_AFTER, weeks_until
from studyapp.study.figure_models import FigureBatch, HelpFigure, RetentionFigure, WeeklyFigure

HELP_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Week:
    """One week from its Monday on: how many enrolments were begun and passed in it."""

    monday: date
    started: int
    passed: int


@dataclass(frozen=True, slots=True)
class Retained:
    """Reviews at least `days` after the question was last met, and how many of them were right."""

    days: int
    reviews: int
    recalled: int

    @property
    def share(self) -> float | None:
        """The share right, 0..1; None where there were no such reviews."""
        return self.recalled / self.reviews if self.reviews else None


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A learner who needs help: in how many assignments, and for which reasons."""

    account_id: int
    name: str
    unit_name: str
    used_up: int
    failed: int
    overdue: int
    idle: int


def gathered_at(actor: Actor) -> datetime | None:
    """Return the moment of which the figures tell; None where they have not been gathered yet."""
    return db.session.scalar(select(FigureBatch.made_at).where(FigureBatch.organization_id == actor.organization_id))


def weekly(actor: Actor, now: datetime, unit_id: int | None = None) -> list[Week]:
    """Return the weeks of the actor's units, or of one unit's subtree, without those before the first figure."""
    query = (
        select(WeeklyFigure.week, func.sum(WeeklyFigure.started), func.sum(WeeklyFigure.passed))
        .join(Unit, Unit.id == WeeklyFigure.unit_id)
        .where(*_mine(actor, unit_id))
        .group_by(WeeklyFigure.week)
    )
    found = {week: (started, passed) for week, started, passed in db.session.execute(query)}
    weeks = [Week(monday, *found.get(monday, (0, 0))) for monday in weeks_until(now, actor.zone)]
    first = next((place for place, one in enumerate(weeks) if one.started or one.passed), len(weeks))
    return weeks[first:]


def retained(actor: Actor, unit_id: int | None = None) -> list[Retained]:
    """Return what the actor's people still know after a week and after a month."""
    query = (
        select(RetentionFigure.days, func.sum(RetentionFigure.reviews), func.sum(RetentionFigure.recalled))
        .join(Unit, Unit.id == RetentionFigure.unit_id)
        .where(*_mine(actor, unit_id))
        .group_by(RetentionFigure.days)
    )
    found = {days: (reviews, recalled) for days, reviews, recalled in db.session.execute(query)}
    return [Retained(days, *found.get(days, (0, 0))) for days in RETAINED_AFTER]


def help_needed(actor: Actor, unit_id: int | None = None) -> list[HelpLine]:
    """Return those of the actor's people who need help most."""
    query = (
        select(
            HelpFigure.account_id,
            Account.name,
            Unit.name,
            HelpFigure.used_up,
            HelpFigure.failed,
            HelpFigure.overdue,
            HelpFigure.idle,
        )
        .join(Account, Account.id == HelpFigure.account_id)
        .join(Unit, Unit.id == HelpFigure.unit_id)
        .where(HelpFigure.organization_id == actor.organization_id, *_mine(actor, unit_id), Account.is_active)
        .order_by(HelpFigure.weight.desc(), Account.name, HelpFigure.account_id)
        .limit(HELP_SHOWN)
    )
    return [HelpLine(*row) for row in db.session.execute(query)]


def _mine(actor: Actor, unit_id: int | None) -> list[ColumnElement[bool]]:
    conditions = [
        Unit.organization_id == actor.organization_id,
        or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
    ]
    if unit_id is not None:
        conditions.append(Unit.path.contains(f"/{unit_id}/", autoescape=True))
    return conditions
