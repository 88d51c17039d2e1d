"""Who is in an assignment: enrolments are made when it is given, and when somebody joins one of its units later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, insert, or_, select, update

from studyapp.db import db
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.study.models import Assignment, AssignmentTarget, Enrolment, EnrolmentState

AT_A_TIME = 500  # ids in one statement


def enrol_targets(assignment: Assignment, now: datetime) -> int:
    """Enrol every present learner the assignment is for; returns how many came in, or came back, by this.

    Nobody comes into an assignment that is over or withdrawn.
    """
    if assignment.withdrawn_at is not None or assignment.closes_at <= now:
        return 0
    target = select(AssignmentTarget).where(AssignmentTarget.assignment_id == assignment.id)
    targets = list(db.session.scalars(target))
    unit_ids = [one.unit_id for one in targets if one.unit_id]
    account_ids = [one.account_id for one in targets if one.account_id]
    paths = list(db.session.scalars(select(Unit.path).where(Unit.id.in_(unit_ids))))
    rows = db.session.execute(
        select(Membership.account_id, Membership.unit_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.organization_id == assignment.organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
            Account.is_active,
            or_(Membership.account_id.in_(account_ids), *(Unit.path.startswith(path) for path in paths)),
        )
        .order_by(Membership.id)
    )
    return _enrol(assignment, rows)


def enrol_newcomer(membership: Membership, now: datetime) -> int:
    """Enrol somebody who joined a unit in its running assignments; returns in how many. Call it on joining."""
    if membership.role is not Role.LEARNER:
        return 0
    path = db.session.scalar(select(Unit.path).where(Unit.id == membership.unit_id)) or ""
    ancestors = [int(one) for one in path.strip("/").split("/") if one]
    assignments = db.session.scalars(
        select(Assignment)
        .join(AssignmentTarget, AssignmentTarget.assignment_id == Assignment.id)
        .where(
            Assignment.organization_id == membership.organization_id,
            Assignment.withdrawn_at.is_(None),
            Assignment.closes_at > now,
            or_(AssignmentTarget.unit_id.in_(ancestors), AssignmentTarget.account_id == membership.account_id),
        )
        .distinct()
    ).all()
    return sum(_enrol(one, [(membership.account_id, membership.unit_id)]) for one in assignments)


def withdraw_leaver(membership: Membership, now: datetime) -> int:
    """Take somebody who left a unit out of its running assignments; what they did stays. Returns of how many.

    One who is still in another unit of the same assignment goes on through that unit.
    """
    mine = and_(Enrolment.account_id == membership.account_id, Enrolment.unit_id == membership.unit_id)
    rows = db.session.execute(
        select(Enrolment, Assignment)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(mine, Enrolment.withdrawn_at.is_(None), Assignment.closes_at > now)
    ).all()
    for enrolment, _assignment in rows:
        enrolment.withdrawn_at = now
    db.session.flush()
    came_back = 0
    for enrolment, assignment in rows:
        enrol_targets(assignment, now)
        db.session.refresh(enrolment)
        came_back += enrolment.withdrawn_at is None
    return len(rows) - came_back


def withdraw_leavers(left: Iterable[tuple[int, int]], now: datetime) -> None:
    """Take (account, unit) pairs out of the running assignments they came to through that unit.

    Whoever is still in another unit of the same assignment comes back by `enrol_targets`.
    """
    running = select(Assignment.id).where(Assignment.closes_at > now)
    by_unit: dict[int, list[int]] = {}
    for account_id, unit_id in left:
        by_unit.setdefault(unit_id, []).append(account_id)
    for unit_id, account_ids in by_unit.items():
        for start in range(0, len(account_ids), AT_A_TIME):
            some = account_ids[start : start + AT_A_TIME]
            mine = and_(Enrolment.unit_id == unit_id, Enrolment.account_id.in_(some), Enrolment.withdrawn_at.is_(None))
            leave = update(Enrolment).where(mine, Enrolment.assignment_id.in_(running)).values(withdrawn_at=now)
            db.session.execute(leave, execution_options={"synchronize_session": False})


def running_assignments(organization_id: int, now: datetime) -> list[int]:
    """Return the ids of the organization's assignments that are neither over nor withdrawn."""
    query = select(Assignment.id).where(
        Assignment.organization_id == organization_id, Assignment.withdrawn_at.is_(None), Assignment.closes_at > now
    )
    return list(db.session.scalars(query.order_by(Assignment.id)))


def _enrol(assignment: Assignment, people: Iterable[tuple[int, int]]) -> int:
    units: dict[int, int] = {}
    for account_id, unit_id in people:
        units.setdefault(account_id, unit_id)
    known = db.session.execute(
        select(Enrolment.id, Enrolment.account_id, Enrolment.withdrawn_at).where(
            Enrolment.assignment_id == assignment.id
        )
    ).all()
    returning = {row.account_id: row.id for row in known if row.withdrawn_at and row.account_id in units}
    for account_id, enrolment_id in returning.items():
        back = {"withdrawn_at": None, "unit_id": units[account_id]}
        db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(**back))
    fresh = sorted(set(units) - {row.account_id for row in known})
    if fresh:
        db.session.execute(insert(Enrolment), [_row(assignment, one, units[one]) for one in fresh])
    return len(fresh) + len(returning)


def _row(assignment: Assignment, account_id: int, unit_id: int) -> dict[str, object]:
    return {
        "organization_id": assignment.organization_id,
        "assignment_id": assignment.id,
        "account_id": account_id,
        "unit_id": unit_id,
        "state": EnrolmentState.NOT_STARTED,
        "attempts_used": 0,
        "cases_read": 0,
    }
