"""Whose study session it is: who is invited, who sees it among the organizers, who may change it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from studyapp.db import db
from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.meetings.models import Attendance, AttendanceState, StudySession, StudySessionState, StudySessionUnit
from studyapp.people.actor import Actor
from studyapp.people.models import Unit


def get_study_session(actor: Actor, study_session_id: int) -> StudySession:
    """Return a study session that concerns the actor as an organizer, host or recorder.

    Raises `NotFoundError` study-session-not-found.
    """
    found = db.session.scalar(select(StudySession).where(StudySession.id == study_session_id, concerns(actor)))
    if found is None:
        raise NotFoundError("study-session-not-found")
    return found


def get_managed(actor: Actor, study_session_id: int) -> StudySession:
    """Return a study session that the actor may change.

    Raises `NotFoundError` study-session-not-found, `ForbiddenError` study-session-not-yours.
    """
    found = get_study_session(actor, study_session_id)
    if not may_manage(actor, found):
        raise ForbiddenError("study-session-not-yours")
    return found


def get_recorded(actor: Actor, study_session_id: int) -> StudySession:
    """Return a study session whose roll and minutes the actor may write: its recorder's, or one they may change."""
    found = get_study_session(actor, study_session_id)
    if found.recorder_id != actor.account_id and not may_manage(actor, found):
        raise ForbiddenError("study-session-not-yours")
    return found


def may_manage(actor: Actor, found: StudySession) -> bool:
    """Say whether the actor may change it: an administrator, who planned or hosts it, who organizes all its units."""
    if actor.is_administrator or actor.account_id in {found.created_by_id, found.host_id}:
        return True
    paths = unit_paths(found)
    return actor.is_organizer and bool(paths) and all(map(actor.organizes, paths))


def concerns(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a study session is shown to the actor among those to plan, host or record."""
    own = StudySession.organization_id == actor.organization_id
    if actor.is_administrator:
        return own
    me = actor.account_id
    named = or_(StudySession.created_by_id == me, StudySession.host_id == me, StudySession.recorder_id == me)
    if not actor.organized_paths:
        return and_(own, named)
    above = [one for path in actor.organized_paths for one in ids_on(path)]
    reached = exists().where(
        StudySessionUnit.study_session_id == StudySession.id,
        Unit.id == StudySessionUnit.unit_id,
        or_(Unit.id.in_(above), *(Unit.path.startswith(path) for path in actor.organized_paths)),
    )
    return and_(own, or_(named, reached))


def invites(unit_ids: tuple[int, ...] | BindParameter[Sequence[int]]) -> ColumnElement[bool]:
    """Return the condition that a study session invites one of the units, itself or by a unit above it."""
    invited, mine = aliased(Unit), aliased(Unit)
    return exists().where(
        StudySessionUnit.study_session_id == StudySession.id,
        invited.id == StudySessionUnit.unit_id,
        mine.id.in_(unit_ids),
        mine.path.startswith(invited.path),
    )


def check_not_over(found: StudySession) -> None:
    """Raise `ConflictError` study-session-cancelled or study-session-over where nothing can be changed any more."""
    check_state(found.state)


def check_state(state: StudySessionState) -> None:
    """Raise as `check_not_over` for a study session in that state."""
    if state is StudySessionState.CANCELLED:
        raise ConflictError("study-session-cancelled")
    if state in {StudySessionState.ENDED, StudySessionState.CONFIRMED}:
        raise ConflictError("study-session-over")


def unit_paths(found: StudySession) -> list[str]:
    """Return the paths of the invited units."""
    query = select(Unit.path).join(StudySessionUnit, StudySessionUnit.unit_id == Unit.id)
    return list(db.session.scalars(query.where(StudySessionUnit.study_session_id == found.id).order_by(Unit.path)))


def ids_on(path: str) -> list[int]:
    """Return the ids on a unit's path, from the root down to the unit itself."""
    return [int(one) for one in path.strip("/").split("/") if one]


def get_attended(actor: Actor, study_session_id: int) -> tuple[StudySession, Attendance | None]:
    """Return a study session with the actor's line on its roll, None where they are not checked in.

    Raises `NotFoundError` study-session-not-found for one of another organization.
    """
    row = db.session.execute(
        select(StudySession, Attendance)
        .outerjoin(
            Attendance,
            and_(Attendance.study_session_id == StudySession.id, Attendance.account_id == actor.account_id),
        )
        .where(StudySession.id == study_session_id, StudySession.organization_id == actor.organization_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("study-session-not-found")
    attendance: Attendance | None = row[1]
    is_there = attendance is not None and attendance.state is AttendanceState.PRESENT
    return row[0], attendance if is_there else None
