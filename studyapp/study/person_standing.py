"""One learner in an organizer's eyes: where they stand in every assignment they came to through the actor's units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.dashboards import Phase, phase_of
from studyapp.study.models import Assignment, Enrolment

SHOWN = 200


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """One assignment of a person."""

    assignment_id: int
    title: str
    closes_at: datetime
    phase: Phase
    enrolment: Enrolment
    attempts_allowed: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person with the names of those of their units that are the actor's."""

    account_id: int
    name: str
    units: tuple[str, ...]
    lines: list[PersonStanding]


def find_person_view(actor: Actor, account_id: int, now: datetime) -> PersonView:
    """Return a present learner of the actor's units. Raises `NotFoundError` account-not-found for anybody else."""
    rows = db.session.execute(
        select(Account.name, Unit.name, Unit.path)
        .join(Membership, Membership.account_id == Account.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Account.id == account_id,
            Membership.organization_id == actor.organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
        )
        .order_by(Unit.path)
    ).all()
    mine = [(name, unit_name) for name, unit_name, path in rows if actor.organizes(path)]
    if not mine:
        raise NotFoundError("account-not-found")
    query = (
        select(Enrolment, Assignment)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(
            Enrolment.account_id == account_id,
            Enrolment.organization_id == actor.organization_id,
            Enrolment.withdrawn_at.is_(None),
            Assignment.withdrawn_at.is_(None),
            in_my_units(actor),
        )
        .order_by(Assignment.closes_at.desc(), Assignment.id)
        .limit(SHOWN)
    )
    lines = [
        PersonStanding(
            assignment.id,
            assignment.title,
            assignment.closes_at,
            phase_of(assignment, now),
            enrolment,
            assignment.attempts_allowed,
        )
        for enrolment, assignment in db.session.execute(query)
    ]
    return PersonView(account_id, mine[0][0], tuple(unit_name for _, unit_name in mine), lines)
