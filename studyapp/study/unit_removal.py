"""Removing a unit: only one that no assignment rests on, so that nobody loses an assignment, or its history, unseen."""

from __future__ import annotations

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people import organizations
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.study.models import AssignmentTarget, Enrolment


def remove_unit(actor: Actor, unit_id: int) -> None:
    """Remove an empty unit.

    Raises `ConflictError` unit-has-assignments (`count` of them), or as `organizations.remove_unit`.
    """
    unit = organizations.get_unit(actor, unit_id)
    # Locked first: nobody can give it an assignment between the look and the removal.
    db.session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())
    given = select(AssignmentTarget.assignment_id).where(AssignmentTarget.unit_id == unit.id)
    came = select(Enrolment.assignment_id).where(Enrolment.unit_id == unit.id)
    count = db.session.scalar(select(func.count()).select_from(given.union(came).subquery())) or 0
    if count:
        raise ConflictError("unit-has-assignments", name=unit.name, count=count)
    organizations.remove_unit(actor, unit_id)
