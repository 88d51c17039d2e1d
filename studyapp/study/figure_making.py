"""Gathering an organization's figures: read outside any writing transaction, and only what differs is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Float, and_, case, cast, delete, exists, extract, func, insert, or_, select

from studyapp.db import Model, db
from studyapp.people.models import Membership, Organization, Role
from studyapp.study.figure_models import FigureBatch, HelpFigure, RetentionFigure, WeeklyFigure
from studyapp.study.models import Assignment, Enrolment, EnrolmentState
from studyapp.study.review_models import Review

WEEKS = 26
RETAINED_AFTER = (7, 30)
REVIEWS_OF = timedelta(days=365)
LOOKED_BACK = timedelta(days=60)  # for those who need help: assignments that ended longer ago are past helping
IDLE = timedelta(days=7)
MOST_HELP = 2000
WEIGHTS = {"used_up": 8, "failed": 4, "overdue": 3, "idle": 1}
AT_A_TIME = 500
DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
Row = dict[str, Any]
Keys = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was read: rows of each model by their primary keys."""

    weekly: Mapping[Keys, Row]
    retention: Mapping[Keys, Row]
    help_needed: Mapping[Keys, Row]


def weeks_until(now: datetime, zone: str) -> list[date]:
    """Return the Mondays of the last `WEEKS` weeks by the wall clock of `zone`, the present one last."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    return [monday - n * _WEEK for n in reversed(range(WEEKS))]


def is_stale(organization_id: int, now: datetime, after: timedelta) -> bool:
    """Say whether something happened since the figures were gathered, and that was longer than `after` ago."""
    batch = db.session.get(FigureBatch, organization_id)
    if batch is None:
        return True
    if now - batch.made_at < after:
        return False
    if now - batch.made_at >= DAY:  # whatever else has changed, as units that were merged
        return True
    worked = exists().where(Enrolment.organization_id == organization_id, Enrolment.last_activity_at > batch.made_at)
    reviewed = exists().where(Review.organization_id == organization_id, Review.reviewed_at > batch.made_at)
    # A deadline that passes makes people overdue, and a week that ends moves every column.
    passed = exists().where(
        Assignment.organization_id == organization_id,
        Assignment.closes_at > batch.made_at,
        Assignment.closes_at <= now,
    )
    zone = _zone(organization_id)
    is_new_week = weeks_until(batch.made_at, zone)[-1] != weeks_until(now, zone)[-1]
    return is_new_week or bool(db.session.scalar(select(or_(worked, reviewed, passed))))


def gather(organization_id: int, now: datetime) -> Gathered:
    """Read an organization's figures; as many queries as there are kinds of figures."""
    return Gathered(
        weekly=_weekly(organization_id, weeks_until(now, _zone(organization_id))),
        retention=_retention(organization_id, now),
        help_needed=_help(organization_id, now),
    )


def publish(organization_id: int, gathered: Gathered, now: datetime) -> int:
    """Write what differs from the stored figures, and the moment; return how many rows were touched."""
    touched = (
        _store(WeeklyFigure, organization_id, gathered.weekly)
        + _store(RetentionFigure, organization_id, gathered.retention)
        + _store(HelpFigure, organization_id, gathered.help_needed)
    )
    batch = db.session.get(FigureBatch, organization_id) or FigureBatch(organization_id=organization_id)
    batch.made_at = now
    db.session.add(batch)
    db.session.flush()
    return touched


def _zone(organization_id: int) -> str:
    query = select(Organization.zone).where(Organization.id == organization_id)
    return db.session.scalar(query) or "Asia/Shanghai"


def _weekly(organization_id: int, weeks: list[date]) -> dict[Keys, Row]:
    zone = ZoneInfo(_zone(organization_id))
    starts = [datetime.combine(week, time(), zone).astimezone(UTC) for week in weeks]
    found: dict[Keys, Row] = {}
    for name, column in (("started", Enrolment.started_at), ("passed", Enrolment.passed_at)):
        place = case(*((column < start, n) for n, start in enumerate(starts[1:])), else_=len(weeks) - 1)
        query = (
            select(Enrolment.unit_id, place, func.count())
            .where(Enrolment.organization_id == organization_id, Enrolment.unit_id.is_not(None), column >= starts[0])
            .group_by(Enrolment.unit_id, place)
        )
        for unit_id, week, count in db.session.execute(query):
            key = (unit_id, weeks[week])
            row = found.setdefault(
                key,
                {
                    "unit_id": unit_id,
                    "week": weeks[week],
                    "organization_id": organization_id,
                    "started": 0,
                    "passed": 0,
                },
            )
            row[name] = count
    return found


def _retention(organization_id: int, now: datetime) -> dict[Keys, Row]:
    apart = _days_between(Review.met_before_at, Review.reviewed_at)
    units = (
        select(Membership.account_id, func.min(Membership.unit_id).label("unit_id"))
        .where(
            Membership.organization_id == organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
        )
        .group_by(Membership.account_id)
        .subquery()
    )
    kinds = [
        (
            func.sum(case((apart >= days, 1), else_=0)),
            func.sum(case((and_(apart >= days, Review.score >= 1), 1), else_=0)),
        )
        for days in RETAINED_AFTER
    ]
    query = (
        select(units.c.unit_id, *(one for pair in kinds for one in pair))
        .select_from(Review)
        .join(units, units.c.account_id == Review.account_id)
        .where(Review.organization_id == organization_id, Review.reviewed_at > now - REVIEWS_OF)
        .group_by(units.c.unit_id)
    )
    found: dict[Keys, Row] = {}
    for unit_id, *counts in db.session.execute(query):
        for place, days in enumerate(RETAINED_AFTER):
            reviews, recalled = counts[2 * place], counts[2 * place + 1]
            if reviews:
                own = {"unit_id": unit_id, "days": days, "organization_id": organization_id}
                found[unit_id, days] = own | {"reviews": reviews, "recalled": recalled}
    return found


def _help(organization_id: int, now: datetime) -> dict[Keys, Row]:
    used_up = and_(Enrolment.state == EnrolmentState.NOT_PASSED, Enrolment.attempts_used >= Assignment.attempts_allowed)
    failed = and_(~used_up, Enrolment.state == EnrolmentState.NOT_PASSED, Enrolment.attempts_used >= 2)
    overdue = and_(~used_up, ~failed, Assignment.closes_at <= now)
    is_open = Assignment.closes_at > now
    idle = and_(~used_up, ~failed, is_open, Enrolment.last_activity_at < now - IDLE)
    sums = {
        name: func.sum(case((condition, 1), else_=0))
        for name, condition in (("used_up", used_up), ("failed", failed), ("overdue", overdue), ("idle", idle))
    }
    weight: ColumnElement[int] = sum((sums[name] * WEIGHTS[name] for name in sums), start=func.sum(0))
    query = (
        select(Enrolment.account_id, Enrolment.unit_id, *sums.values(), weight)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(
            Assignment.organization_id == organization_id,
            Assignment.withdrawn_at.is_(None),
            Assignment.opens_at <= now,
            Assignment.closes_at > now - LOOKED_BACK,
            Enrolment.withdrawn_at.is_(None),
            Enrolment.unit_id.is_not(None),
            Enrolment.state != EnrolmentState.PASSED,
        )
        .group_by(Enrolment.account_id, Enrolment.unit_id)
        .having(weight > WEIGHTS["overdue"])  # a single thing overdue, or left lying, is what reminders are for
        .order_by(weight.desc(), Enrolment.account_id)
        .limit(MOST_HELP)
    )
    names = ("account_id", "unit_id", *sums, "weight")
    rows = [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]
    return {(row["account_id"], row["unit_id"]): row | {"organization_id": organization_id} for row in rows}


def _days_between(earlier: Any, later: Any) -> ColumnElement[Any]:
    if db.engine.dialect.name == "sqlite":
        days: ColumnElement[Any] = func.julianday(later) - func.julianday(earlier)
        return days
    seconds: Any = extract("epoch", later - earlier)
    apart: ColumnElement[Any] = cast(seconds, Float) / 86400.0
    return apart


def _store(model: type[Model], organization_id: int, wanted: Mapping[Keys, Row]) -> int:
    """Bring the organization's rows of a model to what is wanted; rows are small and have no history."""
    table = db.metadata.tables[model.__tablename__]
    keys = [column.name for column in table.primary_key]
    present = {
        tuple(row[key] for key in keys): dict(row)
        for row in db.session.execute(select(table).where(table.c.organization_id == organization_id)).mappings()
    }
    gone = [key for key in present if key not in wanted or present[key] != wanted[key]]
    fresh = [row for key, row in wanted.items() if present.get(key) != row]
    for some in _some(gone):
        is_gone = or_(*(and_(*(table.c[name] == value for name, value in zip(keys, key, strict=True))) for key in some))
        db.session.execute(delete(table).where(is_gone))
    for some in _some(fresh):
        db.session.execute(insert(table), some)
    return len(gone) + len(fresh)


def _some(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), AT_A_TIME // 3):
        yield rows[start : start + AT_A_TIME // 3]
