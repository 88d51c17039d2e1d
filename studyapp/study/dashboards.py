"""Dashboards from running totals alone: a page costs the same at a hundred and at ten million responses.

Everything here is limited to the units that the actor organizes, and leaves out those who have left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, or_, select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.people.organizations import list_units
from studyapp.study.assignment_people import present
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.counts import Counts, UnitCounts, counts_of, most_behind, rolled_up
from studyapp.study.models import Assignment, Enrolment, EnrolmentState, Module

BANDS = 10
MOST_LINES = 1000
LATELY = timedelta(days=30)  # what is over for longer stands on pages of its own
EARLIER_SIZE = 10
_EDGE = 1e-9  # a score that is 0.6 but for rounding belongs to the band from 0.6


class Phase(StrEnum):
    """Where an assignment stands in time."""

    RUNNING = "running"
    COMING = "coming"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment in the overview, with the counts of the actor's people."""

    id: int
    title: str
    module_title: str
    opens_at: datetime
    closes_at: datetime
    phase: Phase
    counts: Counts

    @property
    def overdue(self) -> int:
        """How many have missed the deadline."""
        return self.counts.unfinished if self.phase is Phase.OVER else 0


def phase_of(assignment: Assignment, now: datetime) -> Phase:
    """Return where an assignment stands in time."""
    return _phase(assignment.opens_at, assignment.closes_at, assignment.withdrawn_at, now)


def overview(actor: Actor, now: datetime, most: int = MOST_LINES) -> list[AssignmentLine]:
    """Return the assignments that reach the actor's people, or that they made: running first, then coming, over.

    Running ones are in the order of their deadlines; withdrawn ones, and those over for longer than `LATELY`, are left
    out; of more than `most` those with the latest deadlines. Two queries.
    """
    return sorted(_lines(actor, now, Assignment.closes_at > now - LATELY, most), key=_urgency)


def earlier(actor: Actor, now: datetime, page: int) -> tuple[list[AssignmentLine], bool]:
    """Return a page of the assignments over for longer than `LATELY`, newest first, and whether more follow."""
    start = (max(1, page) - 1) * EARLIER_SIZE
    lines = _lines(actor, now, Assignment.closes_at <= now - LATELY, EARLIER_SIZE + 1, start)
    return lines[:EARLIER_SIZE], len(lines) > EARLIER_SIZE


def _lines(actor: Actor, now: datetime, when: ColumnElement[bool], most: int, start: int = 0) -> list[AssignmentLine]:
    query = (
        select(Assignment, Module.title)
        .join(Module, Module.id == Assignment.module_id)
        .where(Assignment.organization_id == actor.organization_id, Assignment.withdrawn_at.is_(None), when)
        .order_by(Assignment.closes_at.desc(), Assignment.id)
        .limit(most)
        .offset(start)
    )
    if not actor.is_administrator:
        reaches = exists().where(
            Enrolment.assignment_id == Assignment.id, Enrolment.withdrawn_at.is_(None), in_my_units(actor)
        )
        query = query.where(or_(reaches, Assignment.created_by_id == actor.account_id))
    found = db.session.execute(query).all()
    counts = _counts_by_assignment(actor, [assignment.id for assignment, _ in found])
    return [
        AssignmentLine(
            assignment.id,
            assignment.title,
            module_title,
            assignment.opens_at,
            assignment.closes_at,
            phase_of(assignment, now),
            counts.get(assignment.id, Counts()),
        )
        for assignment, module_title in found
    ]


def unit_counts(actor: Actor, assignment_id: int) -> list[UnitCounts]:
    """Return the actor's units with anybody in the assignment, in the order of the tree; two queries."""
    rows = db.session.execute(
        select(Enrolment.unit_id, Enrolment.state, func.count())
        .where(*present(actor, assignment_id))
        .group_by(Enrolment.unit_id, Enrolment.state)
    )
    by_unit: dict[int, list[tuple[EnrolmentState, int]]] = {}
    for unit_id, state, people in rows:
        by_unit.setdefault(unit_id or 0, []).append((state, people))
    units = [(unit.id, unit.name, unit.path) for unit in list_units(actor)]
    return rolled_up(units, {unit_id: counts_of(found) for unit_id, found in by_unit.items()})


def unit_most_behind(actor: Actor, assignment_id: int) -> list[UnitCounts]:
    """Return the unit in which most of its own people have not started, or failing that, not passed; or nothing.

    What `most_behind` finds among `unit_counts`, without the tree. Two queries.
    """
    rows = db.session.execute(
        select(Enrolment.unit_id, Enrolment.state, func.count())
        .where(*present(actor, assignment_id), Enrolment.state != EnrolmentState.PASSED, Enrolment.unit_id.is_not(None))
        .group_by(Enrolment.unit_id, Enrolment.state)
    )
    found: dict[int, list[tuple[EnrolmentState, int]]] = {}
    for unit_id, state, people in rows:
        found.setdefault(unit_id or 0, []).append((state, people))
    units = [UnitCounts(one, "", 0, counts_of(states), counts_of(states)) for one, states in found.items()]
    worst = most_behind(units)
    name = db.session.scalar(select(Unit.name).where(Unit.id == worst.unit_id)) if worst else None
    return [replace(worst, name=name or "")] if worst else []


def assignment_counts(actor: Actor, assignment_id: int) -> Counts:
    """Return the counts of the actor's people in one assignment."""
    query = select(Enrolment.state, func.count()).where(*present(actor, assignment_id)).group_by(Enrolment.state)
    return counts_of((state, people) for state, people in db.session.execute(query))


def score_bands(actor: Actor, assignment_id: int) -> list[int]:
    """Return how many people's best score lies in each band of ten points: 0–9, 10–19, … 90–100."""
    score = Enrolment.best_score
    query = select(score, func.count()).where(*present(actor, assignment_id), score.is_not(None)).group_by(score)
    bands = [0] * BANDS
    for reached, people in db.session.execute(query):
        bands[min(BANDS - 1, int((reached or 0.0) * BANDS + _EDGE))] += people
    return bands


def _counts_by_assignment(actor: Actor, assignment_ids: list[int]) -> dict[int, Counts]:
    # The assignments as a list of ids: each is one stretch of the index, while a join would look up every enrolment's.
    query = (
        select(Enrolment.assignment_id, Enrolment.state, func.count())
        .where(Enrolment.assignment_id.in_(assignment_ids), Enrolment.withdrawn_at.is_(None))
        .group_by(Enrolment.assignment_id, Enrolment.state)
    )
    if not actor.is_administrator:
        query = query.where(in_my_units(actor))
    found: dict[int, list[tuple[EnrolmentState, int]]] = {}
    for assignment_id, state, people in db.session.execute(query):
        found.setdefault(assignment_id, []).append((state, people))
    return {assignment_id: counts_of(rows) for assignment_id, rows in found.items()}


def _phase(opens_at: datetime, closes_at: datetime, withdrawn_at: datetime | None, now: datetime) -> Phase:
    if withdrawn_at is not None:
        return Phase.WITHDRAWN
    if closes_at <= now:
        return Phase.OVER
    return Phase.COMING if opens_at > now else Phase.RUNNING


def _urgency(line: AssignmentLine) -> tuple[int, float]:
    sign = -1 if line.phase is Phase.OVER else 1
    return list(Phase).index(line.phase), sign * line.closes_at.timestamp()
