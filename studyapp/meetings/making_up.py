"""Who was not there catches up: an assignment of the same module, through the service that gives all assignments."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.meetings.models import Attendance, AttendanceState, StudySession
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.study.assignment_plan import AssignmentPlan, Targets
from studyapp.study.assignments import create_assignment
from studyapp.study.models import Assignment, Enrolment

TIME_TO_MAKE_UP = timedelta(days=14)


def give_makeup(actor: Actor, found: StudySession, title: str, now: datetime) -> Assignment | None:
    """Give the study session's module to those invited who were not there; None where there is nobody to give it to.

    Raises `DomainError` as `create_assignment` does, with nothing given; makeup-without-module where the module is
    gone.
    """
    people = _missing(actor, found)
    if not people or found.makeup_assignment_id is not None:
        return None
    if found.module_id is None:
        raise DomainError("makeup-without-module")
    plan = AssignmentPlan(module_id=found.module_id, title=title, opens_at=now, closes_at=now + TIME_TO_MAKE_UP)
    made = create_assignment(actor, plan, Targets(account_ids=people), now)
    found.makeup_assignment_id = made.id
    db.session.flush()
    return made


def _missing(actor: Actor, found: StudySession) -> frozenset[int]:
    """Return the learners of the actor's units who were invited and not there."""
    query = (
        select(Membership.account_id)
        .join(Attendance, Attendance.account_id == Membership.account_id)
        .join(Account, Account.id == Membership.account_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Attendance.study_session_id == found.id,
            Attendance.state != AttendanceState.PRESENT,
            ~Attendance.is_guest,
            Membership.organization_id == found.organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
            Account.is_active,
            or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
        )
    )
    return frozenset(db.session.scalars(query))


def passed_since(assignment_ids: Collection[int]) -> dict[tuple[int, int], datetime]:
    """Return when each person passed each of the make-up assignments, by (assignment, account)."""
    rows = db.session.execute(
        select(Enrolment.assignment_id, Enrolment.account_id, Enrolment.passed_at).where(
            Enrolment.assignment_id.in_(assignment_ids), Enrolment.passed_at.is_not(None)
        )
    )
    return {(row[0], row[1]): row[2] for row in rows if row[2] is not None}
