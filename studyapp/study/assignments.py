"""Giving modules to people, and changing or ending what was given.

An organizer gives to units and people they organize. They see an assignment where it reaches into their units; they
change it only where all it is for is theirs.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.questions.models import Question, QuestionState
from studyapp.study.assignment_plan import TITLE_LENGTH, AssignmentPlan, Targets, check_plan, plan_of, unfair_changes
from studyapp.study.assignment_reach import add_rows, count_people, ever_mine_of, in_my_units, targets_of
from studyapp.study.blueprints import check_carried
from studyapp.study.enrolments import enrol_targets
from studyapp.study.extra_time_models import EXTRA_MINUTES
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    Enrolment,
    Module,
    ModuleCase,
    ModuleState,
    QuizMode,
)


def list_modules(actor: Actor) -> list[Module]:
    """Return the organization's published modules, newest first."""
    query = select(Module).where(Module.organization_id == actor.organization_id, Module.state == ModuleState.PUBLISHED)
    return list(db.session.scalars(query.order_by(Module.created_at.desc(), Module.id.desc())))


def get_assignment(actor: Actor, assignment_id: int) -> Assignment:
    """Return an assignment that reaches into the actor's units, or that they made.

    Raises `NotFoundError` assignment-not-found.
    """
    assignment = db.session.get(Assignment, assignment_id)
    if assignment is None or assignment.organization_id != actor.organization_id:
        raise NotFoundError("assignment-not-found")
    if actor.is_administrator or assignment.created_by_id == actor.account_id or _reaches(actor, assignment):
        return assignment
    raise NotFoundError("assignment-not-found")


def may_manage(actor: Actor, assignment: Assignment) -> bool:
    """Say whether everybody the assignment is for is in the actor's units, or once was."""
    if actor.is_administrator:
        return True
    targets = targets_of(assignment)
    paths = db.session.scalars(select(Unit.path).where(Unit.id.in_(targets.unit_ids)))
    return all(map(actor.organizes, paths)) and ever_mine_of(actor, targets.account_ids) == targets.account_ids


def get_managed(actor: Actor, assignment_id: int) -> Assignment:
    """Return an assignment that the actor may change.

    Raises `NotFoundError` assignment-not-found, `ForbiddenError` assignment-not-yours, `ConflictError`
    assignment-withdrawn.
    """
    assignment = get_assignment(actor, assignment_id)
    if not may_manage(actor, assignment):
        raise ForbiddenError("assignment-not-yours")
    if assignment.withdrawn_at is not None:
        raise ConflictError("assignment-withdrawn")
    return assignment


def create_assignment(actor: Actor, plan: AssignmentPlan, targets: Targets, now: datetime) -> Assignment:
    """Give a module to units and people, and enrol them.

    Raises as `check_plan` and `count_people`, and `DomainError` targets-missing, module-without-questions,
    blueprint-short, or `NotFoundError` module-not-found.
    """
    check_plan(plan, now)
    _check_module(actor, plan.module_id, plan.mode)
    if not targets:
        raise DomainError("targets-missing")
    count_people(actor, targets)
    assignment = Assignment(
        organization_id=actor.organization_id, created_by_id=actor.account_id, created_at=now, **_values(plan)
    )
    db.session.add(assignment)
    db.session.flush()
    add_rows(assignment, targets)
    enrol_targets(assignment, now)
    return assignment


def change_assignment(actor: Actor, assignment_id: int, plan: AssignmentPlan, now: datetime) -> Assignment:
    """Change an assignment; what would be unfair once a paper was begun is refused.

    A later deadline carries open papers along, as `extend_deadline` does.
    Raises as `create_assignment`, and `ConflictError` edit-unfair (parameters `fields`, `begun`),
    assignment-withdrawn, or `ForbiddenError` assignment-not-yours.
    """
    assignment = get_managed(actor, assignment_id)
    check_plan(plan, now)
    before = plan_of(assignment)
    if (plan.module_id, plan.mode) != (before.module_id, before.mode):
        _check_module(actor, plan.module_id, plan.mode)
    unfair = unfair_changes(before, plan)
    begun = count_begun(assignment) if unfair else 0
    if begun:
        raise ConflictError("edit-unfair", fields=unfair, begun=begun)
    for name, value in _values(plan).items():
        setattr(assignment, name, value)
    db.session.flush()
    if plan.closes_at != before.closes_at:
        _move_open_attempts(assignment, before.closes_at, now)
        enrol_targets(assignment, now)
    return assignment


def extend_deadline(actor: Actor, assignment_id: int, closes_at: datetime, reason: str, now: datetime) -> Assignment:
    """Move the deadline of everybody to later, saying why; open papers go on with it.

    Raises `DomainError` extension-not-later, extension-reason-missing, or as `change_assignment`.
    """
    assignment = get_managed(actor, assignment_id)
    if not reason.strip():
        raise DomainError("extension-reason-missing")
    if closes_at <= assignment.closes_at or closes_at <= now:
        raise DomainError("extension-not-later")
    before, assignment.closes_at = assignment.closes_at, closes_at
    db.session.flush()
    _move_open_attempts(assignment, before, now)
    enrol_targets(assignment, now)
    return assignment


def add_targets(actor: Actor, assignment_id: int, targets: Targets, now: datetime) -> int:
    """Give a running assignment to further units and people; return how many came in.

    Raises `DomainError` targets-missing, `NotFoundError` for one that is not the actor's, `ConflictError`
    assignment-over.
    """
    assignment = get_managed(actor, assignment_id)
    if assignment.closes_at <= now:
        raise ConflictError("assignment-over")
    known = targets_of(assignment)
    fresh = Targets(targets.unit_ids - known.unit_ids, targets.account_ids - known.account_ids)
    if not fresh:
        raise DomainError("targets-missing")
    count_people(actor, fresh)
    add_rows(assignment, fresh)
    return enrol_targets(assignment, now)


def withdraw_assignment(actor: Actor, assignment_id: int, now: datetime) -> Assignment:
    """Take an assignment back: nobody goes on with it, what was done is kept. Raises as `change_assignment`."""
    assignment = get_managed(actor, assignment_id)
    assignment.withdrawn_at = now
    db.session.flush()
    return assignment


def count_begun(assignment: Assignment) -> int:
    """Return how many people have begun a paper of the assignment."""
    query = select(func.count()).where(Enrolment.assignment_id == assignment.id, Enrolment.attempts_used > 0)
    return db.session.scalar(query) or 0


def _reaches(actor: Actor, assignment: Assignment) -> bool:
    query = exists().where(
        Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None), in_my_units(actor)
    )
    return bool(db.session.scalar(select(query)))


def _check_module(actor: Actor, module_id: int, mode: QuizMode) -> None:
    module = db.session.get(Module, module_id)
    if module is None or module.organization_id != actor.organization_id or module.state is not ModuleState.PUBLISHED:
        raise NotFoundError("module-not-found")
    pool = [~Question.is_for_exams] if mode is QuizMode.PRACTICE else []
    has_questions = exists().where(
        *pool,
        ModuleCase.module_id == module.id,
        Question.case_id == ModuleCase.case_id,
        Question.state == QuestionState.APPROVED,
    )
    if not db.session.scalar(select(has_questions)):
        raise DomainError("module-without-questions", title=module.title)
    check_carried(module, mode)


def _values(plan: AssignmentPlan) -> dict[str, object]:
    values = {one.name: getattr(plan, one.name) for one in fields(plan)}
    return values | {"title": plan.title.strip()[:TITLE_LENGTH]}


def _move_open_attempts(assignment: Assignment, before: datetime, now: datetime) -> None:
    """Let open papers that the old deadline would have ended go on to the new one, or to the end of their own time.

    Extra time comes on top. A paper whose time is over already is over, whether or not the server has come round to
    closing it.
    """
    rows = db.session.execute(
        select(Attempt, EXTRA_MINUTES)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.assignment_id == assignment.id, Attempt.state == AttemptState.OPEN, Attempt.closes_at > now)
    ).all()
    for attempt, minutes in rows:
        given = timedelta(minutes=minutes)
        if attempt.closes_at == before + given:
            attempt.closes_at = _end_of(attempt, assignment) + given
    db.session.flush()


def _end_of(attempt: Attempt, assignment: Assignment) -> datetime:
    if assignment.duration_minutes is None:
        return assignment.closes_at
    return min(assignment.closes_at, attempt.started_at + timedelta(minutes=assignment.duration_minutes))
