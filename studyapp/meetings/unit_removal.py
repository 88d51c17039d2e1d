"""Removing a unit: one that a study session invited stays, so that its list of units and its roll stay whole."""

from __future__ import annotations

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.meetings.models import Attendance, StudySessionUnit
from studyapp.people import organizations
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.study import unit_removal


def remove_unit(actor: Actor, unit_id: int) -> None:
    """Remove an empty unit.

    Raises `ConflictError` unit-has-study-sessions (`count` of them), or as `study.unit_removal.remove_unit`.
    """
    unit = organizations.get_unit(actor, unit_id)
    # Locked first: nobody can invite it between the look and the removal.
    db.session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())
    invited = select(StudySessionUnit.study_session_id).where(StudySessionUnit.unit_id == unit.id)
    came = select(Attendance.study_session_id).where(Attendance.unit_id == unit.id)
    count = db.session.scalar(select(func.count()).select_from(invited.union(came).subquery())) or 0
    if count:
        raise ConflictError("unit-has-study-sessions", name=unit.name, count=count)
    unit_removal.remove_unit(actor, unit_id)
