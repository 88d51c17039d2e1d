"""Merging units: what was given to a unit stays with the people who have it, and nobody else is given it by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.people import merging
from studyapp.people.actor import Actor
from studyapp.people.models import Membership, Role, Unit
from studyapp.study.assignments import get_assignment
from studyapp.study.enrolments import enrol_targets, running_assignments
from studyapp.study.models import Assignment, AssignmentTarget, Enrolment


@dataclass(frozen=True, slots=True)
class MergeForeseen:
    """What a merge would do: who moves, who is in both already, which units move, which assignments are concerned.

    `own` are the titles of assignments given to the unit; `gained` of the running ones that its people come into.
    """

    unit: Unit
    into: Unit
    people: int
    in_both: int
    children: tuple[str, ...]
    own: tuple[str, ...]
    gained: tuple[str, ...]


def foresee_merge(actor: Actor, unit_id: int, into_id: int, now: datetime) -> MergeForeseen:
    """Return what a merge would do; nothing is changed. Raises as `studyapp.people.merging.check_merge`."""
    unit, into, children = merging.check_merge(actor, unit_id, into_id)
    own = _given_to([unit.id])
    running = set(running_assignments(actor.organization_id, now))
    gained = [one for one in _given_to(_ids(into)) if one.id in running and one not in own]
    mine, there = _learners(unit), _learners(into)
    return MergeForeseen(
        unit=unit,
        into=into,
        people=len(mine),
        in_both=len(mine & there),
        children=tuple(one.name for one in children),
        own=tuple(one.title for one in own),
        gained=tuple(one.title for one in gained),
    )


def merge_units(actor: Actor, unit_id: int, into_id: int, now: datetime) -> Unit:
    """Merge a unit into another: people, units below, history. Raises as `merging.merge_into`."""
    unit, into, children = merging.check_merge(actor, unit_id, into_id)
    _keep_with_the_people(unit, into, [one.id for one in children])
    merged = merging.merge_into(actor, unit_id, into_id)
    for assignment_id in running_assignments(actor.organization_id, now):
        enrol_targets(get_assignment(actor, assignment_id), now)
    return merged


def _keep_with_the_people(unit: Unit, into: Unit, children: list[int]) -> None:
    """Turn what was given to the unit into what is given to those who have it, and to the units below it."""
    targets = db.session.scalars(select(AssignmentTarget).where(AssignmentTarget.unit_id == unit.id)).all()
    above = set(_ids(into))
    for target in targets:
        others = db.session.scalars(
            select(AssignmentTarget).where(AssignmentTarget.assignment_id == target.assignment_id)
        ).all()
        units, people = {one.unit_id for one in others}, {one.account_id for one in others}
        if not units & above:
            came = select(Enrolment.account_id).where(
                Enrolment.assignment_id == target.assignment_id,
                Enrolment.unit_id == unit.id,
                Enrolment.withdrawn_at.is_(None),
            )
            names = {"organization_id": target.organization_id, "assignment_id": target.assignment_id}
            db.session.add_all(
                AssignmentTarget(**names, account_id=one) for one in sorted(set(db.session.scalars(came)) - people)
            )
            db.session.add_all(AssignmentTarget(**names, unit_id=one) for one in children if one not in units)
        db.session.delete(target)
    db.session.flush()


def _given_to(unit_ids: list[int]) -> list[Assignment]:
    return list(
        db.session.scalars(
            select(Assignment)
            .where(
                Assignment.id.in_(select(AssignmentTarget.assignment_id).where(AssignmentTarget.unit_id.in_(unit_ids)))
            )
            .order_by(Assignment.id)
        )
    )


def _ids(unit: Unit) -> list[int]:
    return [int(one) for one in unit.path.strip("/").split("/") if one]


def _learners(unit: Unit) -> set[int]:
    return set(
        db.session.scalars(
            select(Membership.account_id).where(
                Membership.unit_id == unit.id, Membership.role == Role.LEARNER, Membership.left_at.is_(None)
            )
        )
    )
