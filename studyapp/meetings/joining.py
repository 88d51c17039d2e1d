"""Checking in by oneself: the number on the projector proves that one is in the room; the account says who."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from studyapp.db import db
from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.meetings.access import check_not_over, get_managed, invites
from studyapp.meetings.events import announce
from studyapp.meetings.models import ArrivalWay, Attendance, AttendanceState, StudySession, StudySessionState
from studyapp.meetings.planning import free_number
from studyapp.people import throttle
from studyapp.people.actor import Actor

EARLIEST = timedelta(hours=1)
GRACE = timedelta(minutes=5)


def check_tries(actor: Actor, now: datetime) -> None:
    """Raise `ThrottledError` sign-in-throttled for somebody who has typed too many wrong numbers."""
    throttle.check([_counter(actor)], now)


def find_by_number(actor: Actor, number: str) -> StudySession | None:
    """Return the study session of the actor's organization with that number, or None."""
    wanted = "".join(one for one in number if one.isdecimal())
    return db.session.scalar(
        select(StudySession).where(
            StudySession.join_number == wanted, StudySession.organization_id == actor.organization_id
        )
    )


def note_wrong_number(actor: Actor, now: datetime) -> None:
    """Count a wrong number against the person who typed it."""
    throttle.count_failure([_counter(actor)], now)


def check_in(actor: Actor, study_session_id: int, now: datetime) -> Attendance:
    """Write down that the actor came by their own phone; twice is once. Whoever comes late is marked so.

    Raises `NotFoundError` study-session-not-found, `ForbiddenError` not-invited, `ConflictError` check-in-early
    (`hours`), or as `check_not_over`.
    """
    found = db.session.get(StudySession, study_session_id)
    if found is None or found.organization_id != actor.organization_id:
        raise NotFoundError("study-session-not-found")
    check_not_over(found)
    if found.state is StudySessionState.PLANNED and now < found.starts_at - EARLIEST:
        raise ConflictError("check-in-early")
    is_invited = is_expected(actor, found)
    if not is_invited and not found.guests_allowed:
        raise ForbiddenError("not-invited")
    row = find_attendance(actor, found)
    if row is None:
        row = Attendance(
            organization_id=found.organization_id,
            study_session_id=found.id,
            account_id=actor.account_id,
            unit_id=actor.unit_ids[0] if actor.unit_ids else None,
            is_guest=not is_invited,
        )
    elif row.state is AttendanceState.PRESENT:
        return row
    row.state, row.way, row.arrived_at = AttendanceState.PRESENT, ArrivalWay.PHONE, now
    row.is_late, row.left_at = now > found.starts_at + GRACE, None
    db.session.add(row)
    db.session.flush()
    return row


def find_attendance(actor: Actor, found: StudySession) -> Attendance | None:
    """Return the actor's line on the roll, or None."""
    return db.session.scalar(
        select(Attendance).where(Attendance.study_session_id == found.id, Attendance.account_id == actor.account_id)
    )


def get_expected(actor: Actor, study_session_id: int) -> StudySession:
    """Return a study session that the actor is invited to, hosts, records or has come to.

    Raises `NotFoundError` study-session-not-found.
    """
    found = db.session.get(StudySession, study_session_id)
    is_own = found is not None and found.organization_id == actor.organization_id
    if found is None or not is_own or not (is_expected(actor, found) or find_attendance(actor, found)):
        raise NotFoundError("study-session-not-found")
    return found


def is_expected(actor: Actor, found: StudySession) -> bool:
    """Say whether the actor is invited through a unit, or hosts or records."""
    if actor.account_id in {found.host_id, found.recorder_id}:
        return True
    query = select(StudySession.id).where(StudySession.id == found.id, invites(actor.unit_ids))
    return db.session.scalar(query) is not None


def renew_number(actor: Actor, study_session_id: int, now: datetime, random: Random) -> str:
    """Give the study session another number, where the old one has got out; the old one is then wrong."""
    found = get_managed(actor, study_session_id)
    check_not_over(found)
    found.join_number = free_number(random)
    db.session.flush()
    announce(found, "number", now, actor.account_id)
    return found.join_number


def _counter(actor: Actor) -> str:
    return throttle.key("join", str(actor.account_id))
