"""The people of an assignment with their standing: filtered, in order, a page at a time, or all of them for export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.models import Assignment, Enrolment, EnrolmentState

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people are listed: of one state, or overdue or unfinished; of a unit's subtree; by part of a name."""

    state: str = ""
    unit_id: int | None = None
    name: str = ""
    order: str = "unit"
    page: int = 1


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person's standing; scores 0..1, moments aware."""

    account_id: int
    name: str
    sign_in_name: str
    unit_name: str | None
    state: EnrolmentState
    attempts_used: int
    best_score: float | None
    last_score: float | None
    cases_read: int
    started_at: datetime | None
    passed_at: datetime | None
    last_activity_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One page of people, and how many there are in all."""

    people: list[PersonLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_people(actor: Actor, assignment: Assignment, chosen: PersonFilter, now: datetime) -> PersonPage:
    """Return one page of the people who fit the filter. Three queries at most, however many people there are."""
    conditions = [*present(actor, assignment.id), *fitting(assignment, chosen, now)]
    counts = _people_by_unit(conditions, chosen)
    total = sum(counts.values())
    page = min(max(1, chosen.page), max(1, -(-total // PAGE_SIZE)))
    start = (page - 1) * PAGE_SIZE
    order = chosen.order if chosen.order in _ORDERS else "unit"
    query = _people().where(*conditions).order_by(*_ORDERS[order])
    if order == "unit" and None not in counts:
        # Only the people of the units on this page need to be put in order by name.
        units, before = _units_of_page(counts, start)
        query, start = query.where(Enrolment.unit_id.in_(units)), start - before
    rows = db.session.execute(query.limit(PAGE_SIZE).offset(start))
    return PersonPage([PersonLine(*row) for row in rows], total, page)


def _people_by_unit(conditions: list[ColumnElement[bool]], chosen: PersonFilter) -> dict[int | None, int]:
    """Return how many people fit the conditions, by unit; None stands for a unit that was removed."""
    query = select(Enrolment.unit_id, func.count()).where(*conditions).group_by(Enrolment.unit_id)
    if chosen.name.strip():
        query = query.join(Account, Account.id == Enrolment.account_id)
    if chosen.unit_id is not None:
        query = query.join(Unit, Unit.id == Enrolment.unit_id)
    return dict(db.session.execute(query).all())


def _units_of_page(counts: dict[int | None, int], start: int) -> tuple[list[int], int]:
    """Return the units whose people fill the page from `start`, and how many people come before them."""
    units: list[int] = []
    before = passed = 0
    for unit_id in db.session.scalars(select(Unit.id).where(Unit.id.in_(counts)).order_by(Unit.path)):
        if passed + counts[unit_id] > start and passed < start + PAGE_SIZE:
            before = before if units else passed
            units.append(unit_id)
        passed += counts[unit_id]
    return units, before


def all_people(actor: Actor, assignment_id: int) -> list[PersonLine]:
    """Return everybody of one assignment, in the order of the units: for export. One query."""
    query = _people().where(*present(actor, assignment_id)).order_by(*_ORDERS["unit"])
    return [PersonLine(*row) for row in db.session.execute(query)]


_ORDERS = {
    "unit": (Unit.path, Account.name, Enrolment.id),
    "name": (Account.name, Enrolment.id),
    "score": (Enrolment.best_score.is_(None), Enrolment.best_score, Account.name, Enrolment.id),
    "activity": (Enrolment.last_activity_at.is_not(None), Enrolment.last_activity_at, Account.name, Enrolment.id),
    "state": (
        case({state: place for place, state in enumerate(EnrolmentState)}, value=Enrolment.state),
        Unit.path,
        Account.name,
        Enrolment.id,
    ),
}


def _people() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Account.id,
            Account.name,
            Account.sign_in_name,
            Unit.name,
            Enrolment.state,
            Enrolment.attempts_used,
            Enrolment.best_score,
            Enrolment.last_score,
            Enrolment.cases_read,
            Enrolment.started_at,
            Enrolment.passed_at,
            Enrolment.last_activity_at,
        )
        .select_from(Enrolment)
        .join(Account, Account.id == Enrolment.account_id)
        .outerjoin(Unit, Unit.id == Enrolment.unit_id)
    )


def present(actor: Actor, assignment_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on enrolments: in the assignment now, and among the actor's people."""
    there = (Enrolment.assignment_id == assignment_id, Enrolment.withdrawn_at.is_(None))
    # The assignment is already known to be the organization's: an administrator's count needs nothing else.
    return there if actor.is_administrator else (*there, in_my_units(actor))


def fitting(assignment: Assignment, chosen: PersonFilter, now: datetime) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter on enrolments joined with their accounts and units."""
    conditions: list[ColumnElement[bool]] = []
    if chosen.state == "unfinished":
        conditions.append(Enrolment.state != EnrolmentState.PASSED)
    elif chosen.state == "overdue":
        conditions.append(Enrolment.state != EnrolmentState.PASSED)
        conditions.append(literal(assignment.closes_at <= now))
    elif chosen.state == "under_way":
        conditions.append(Enrolment.state.in_([EnrolmentState.READING, EnrolmentState.ANSWERING]))
    elif chosen.state in set(EnrolmentState):
        conditions.append(Enrolment.state == EnrolmentState(chosen.state))
    if chosen.unit_id is not None:
        conditions.append(Unit.path.contains(f"/{chosen.unit_id}/", autoescape=True))
    if chosen.name.strip():
        name = chosen.name.strip()
        conditions.append(
            or_(Account.name.contains(name, autoescape=True), Account.sign_in_name.contains(name, autoescape=True))
        )
    return conditions
