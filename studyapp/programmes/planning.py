"""Making a programme, looking at it, and moving what has not begun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from studyapp.chasing.schedules import rules_of
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.programmes.models import TITLE_LENGTH, Programme, ProgrammeStep
from studyapp.programmes.weeks import StudyWeek, study_weeks
from studyapp.study.assignment_plan import AssignmentPlan, Targets, plan_of
from studyapp.study.assignments import change_assignment, create_assignment
from studyapp.study.models import Assignment, Module, ModuleState

MOST_MODULES = 60
MOST_WEEKS = 8


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """What an organizer chooses: modules in their order, the day to begin, how many weeks each takes."""

    title: str
    module_ids: tuple[int, ...]
    start: date
    weeks_each: int = 1
    pass_mark: int = 60
    attempts_allowed: int = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One module of a programme with its assignment."""

    position: int
    assignment: Assignment
    module_title: str


def list_modules_in_order(actor: Actor) -> list[Module]:
    """Return the published modules in the order of their books."""
    query = select(Module).where(Module.organization_id == actor.organization_id, Module.state == ModuleState.PUBLISHED)
    return list(db.session.scalars(query.order_by(Module.casebook_id, Module.id)))


def weeks_of(actor: Actor, plan: ProgrammePlan, now: datetime) -> list[StudyWeek]:
    """Return the weeks a plan comes to.

    Raises `DomainError` programme-modules-missing, programme-too-long, programme-weeks-range, programme-start-past.
    """
    if not plan.module_ids:
        raise DomainError("programme-modules-missing")
    if len(plan.module_ids) > MOST_MODULES:
        raise DomainError("programme-too-long", most=MOST_MODULES)
    if not 1 <= plan.weeks_each <= MOST_WEEKS:
        raise DomainError("programme-weeks-range", most=MOST_WEEKS)
    if plan.start < now.astimezone(ZoneInfo(actor.zone)).date():
        raise DomainError("programme-start-past")
    return study_weeks(rules_of(actor.organization_id), plan.start, len(plan.module_ids), plan.weeks_each)


def create_programme(actor: Actor, plan: ProgrammePlan, targets: Targets, now: datetime) -> Programme:
    """Give every module of the plan in its week to the targets, those who join later included.

    Raises what `weeks_of` and `create_assignment` raise, and `DomainError` programme-title-missing,
    programme-without-weeks.
    """
    if not plan.title.strip():
        raise DomainError("programme-title-missing")
    weeks = weeks_of(actor, plan, now)
    if len(weeks) < len(plan.module_ids):
        raise DomainError("programme-without-weeks")
    titles = {one.id: one.title for one in list_modules_in_order(actor)}
    programme = Programme(
        organization_id=actor.organization_id,
        title=plan.title.strip()[:TITLE_LENGTH],
        created_by_id=actor.account_id,
        created_at=now,
    )
    db.session.add(programme)
    db.session.flush()
    for position, (module_id, week) in enumerate(zip(plan.module_ids, weeks, strict=True), start=1):
        given = AssignmentPlan(
            module_id=module_id,
            title=titles.get(module_id, plan.title),
            opens_at=week.opens_at,
            closes_at=week.closes_at,
            pass_mark=plan.pass_mark,
            attempts_allowed=plan.attempts_allowed,
        )
        assignment = create_assignment(actor, given, targets, now)
        db.session.add(
            ProgrammeStep(
                organization_id=actor.organization_id,
                programme_id=programme.id,
                assignment_id=assignment.id,
                position=position,
            )
        )
    db.session.flush()
    return programme


def list_programmes(actor: Actor) -> list[tuple[Programme, int]]:
    """Return the programmes the actor made, or all for an administrator, newest first, with how many modules each."""
    query = (
        select(Programme, func.count(ProgrammeStep.id))
        .outerjoin(ProgrammeStep, ProgrammeStep.programme_id == Programme.id)
        .where(Programme.organization_id == actor.organization_id)
        .group_by(Programme.id)
        .order_by(Programme.created_at.desc(), Programme.id.desc())
    )
    if not actor.is_administrator:
        query = query.where(Programme.created_by_id == actor.account_id)
    return [(programme, count) for programme, count in db.session.execute(query)]


def get_programme(actor: Actor, programme_id: int) -> tuple[Programme, list[Step]]:
    """Return a programme with its steps. Raises `NotFoundError` programme-not-found for one of somebody else's."""
    programme = db.session.get(Programme, programme_id)
    if programme is None or programme.organization_id != actor.organization_id:
        raise NotFoundError("programme-not-found")
    if not actor.is_administrator and programme.created_by_id != actor.account_id:
        raise NotFoundError("programme-not-found")
    rows = db.session.execute(
        select(ProgrammeStep.position, Assignment, Module.title)
        .join(Assignment, Assignment.id == ProgrammeStep.assignment_id)
        .join(Module, Module.id == Assignment.module_id)
        .where(ProgrammeStep.programme_id == programme_id)
        .order_by(ProgrammeStep.position)
    )
    return programme, [Step(*row) for row in rows]


def move_rest(actor: Actor, programme_id: int, start: date, now: datetime) -> int:
    """Let the modules that have not opened begin in the week of `start`, one after the other; return how many.

    Raises `ConflictError` programme-nothing-to-move, `DomainError` programme-start-past, programme-without-weeks, and
    what `change_assignment` raises.
    """
    _, steps = get_programme(actor, programme_id)
    rest = [one.assignment for one in steps if one.assignment.opens_at > now and one.assignment.withdrawn_at is None]
    if not rest:
        raise ConflictError("programme-nothing-to-move")
    if start < now.astimezone(ZoneInfo(actor.zone)).date():
        raise DomainError("programme-start-past")
    weeks = study_weeks(rules_of(actor.organization_id), start, len(rest), _length(rest[0]))
    if len(weeks) < len(rest):
        raise DomainError("programme-without-weeks")
    for assignment, week in zip(rest, weeks, strict=True):
        moved = replace(plan_of(assignment), opens_at=week.opens_at, closes_at=week.closes_at)
        change_assignment(actor, assignment.id, moved, now)
    return len(rest)


def _length(assignment: Assignment) -> int:
    """Return how many weeks an assignment runs, at least one."""
    return max(1, -(-(assignment.closes_at - assignment.opens_at) // timedelta(days=7)))
