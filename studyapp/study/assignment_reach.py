"""Whom assignments reach: units with their subtrees and single people, within what an actor organizes."""

from __future__ import annotations

from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import get_unit
from studyapp.study.assignment_plan import Targets
from studyapp.study.models import Assignment, AssignmentTarget, Enrolment

Columns = TypeVarTuple("Columns")


def count_people(actor: Actor, targets: Targets) -> int:
    """Return how many learners the targets reach now. Raises `NotFoundError` for one that is not the actor's."""
    paths = [get_unit(actor, unit_id).path for unit_id in sorted(targets.unit_ids)]
    _check_people(actor, targets.account_ids)
    reached = or_(Membership.account_id.in_(targets.account_ids), *(Unit.path.startswith(path) for path in paths))
    query = _learners(actor, select(func.count(func.distinct(Membership.account_id)))).where(reached)
    return db.session.scalar(query) or 0


def find_people(actor: Actor, names: list[str]) -> tuple[dict[str, int], list[str]]:
    """Look up learners of one's units by sign-in name or full name.

    Returns the account ids found, and the names that fit nobody, or more than one.
    """
    wanted = {name.strip() for name in names if name.strip()}
    query = _learners(actor, select(Account.id, Account.name, Account.sign_in_name)).distinct()
    named = or_(Account.name.in_(wanted), Account.sign_in_name.in_({name.lower() for name in wanted}))
    by_name: dict[str, set[int]] = {}
    for account_id, name, sign_in_name in db.session.execute(query.where(named)):
        by_name.setdefault(name, set()).add(account_id)
        by_name.setdefault(sign_in_name, set()).add(account_id)
    hits = {name: by_name.get(name) or by_name.get(name.lower(), set()) for name in wanted}
    found = {name: min(ids) for name, ids in hits.items() if len(ids) == 1}
    return found, sorted(wanted - set(found))


def targets_of(assignment: Assignment) -> Targets:
    """Return whom an assignment is for."""
    rows = db.session.execute(
        select(AssignmentTarget.unit_id, AssignmentTarget.account_id).where(
            AssignmentTarget.assignment_id == assignment.id
        )
    ).all()
    return Targets(
        frozenset(unit_id for unit_id, _ in rows if unit_id),
        frozenset(account_id for _, account_id in rows if account_id),
    )


def in_my_units(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an enrolment came through a unit the actor organizes."""
    if actor.is_administrator:
        return Enrolment.organization_id == actor.organization_id
    mine = select(Unit.id).where(
        Unit.organization_id == actor.organization_id,
        or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
    )
    return Enrolment.unit_id.in_(mine)


def add_rows(assignment: Assignment, targets: Targets) -> None:
    """Store whom an assignment is for."""
    common = {"organization_id": assignment.organization_id, "assignment_id": assignment.id}
    for unit_id in sorted(targets.unit_ids):
        db.session.add(AssignmentTarget(unit_id=unit_id, **common))
    for account_id in sorted(targets.account_ids):
        db.session.add(AssignmentTarget(account_id=account_id, **common))
    db.session.flush()


def ever_mine_of(actor: Actor, account_ids: frozenset[int]) -> frozenset[int]:
    """Return those of the accounts that learn in the actor's units, or once did."""
    if not account_ids:
        return account_ids
    query = _ever_learners(actor, select(Membership.account_id)).where(Membership.account_id.in_(account_ids))
    return frozenset(db.session.scalars(query))


def _learners(actor: Actor, query: Select[*Columns]) -> Select[*Columns]:
    return _ever_learners(actor, query).where(Membership.left_at.is_(None), Account.is_active)


def _ever_learners(actor: Actor, query: Select[*Columns]) -> Select[*Columns]:
    return (
        query.select_from(Membership)
        .join(Unit, Unit.id == Membership.unit_id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.organization_id == actor.organization_id,
            Membership.role == Role.LEARNER,
            or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
        )
    )


def _check_people(actor: Actor, account_ids: frozenset[int]) -> None:
    if not account_ids:
        return
    query = _learners(actor, select(Membership.account_id)).where(Membership.account_id.in_(account_ids))
    if frozenset(db.session.scalars(query)) != account_ids:
        raise NotFoundError("account-not-found")
