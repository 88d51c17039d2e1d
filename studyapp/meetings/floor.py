"""Questions from the floor: asked on phones, voted for by others, let onto the projector by the host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import check_not_over, get_attended
from studyapp.meetings.models import Attendance, StudySession, StudySessionState
from studyapp.meetings.people_named import names_of
from studyapp.meetings.room_models import FloorEntry, FloorState, FloorVote
from studyapp.people.actor import Actor

TEXT_LENGTH = 200
MOST_WAITING = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question from the floor with its votes; `by` is told to the host only."""

    id: int
    text: str
    state: FloorState
    votes: int
    by: str
    attendance_id: int


def ask(actor: Actor, study_session_id: int, text: str, now: datetime) -> FloorEntry:
    """Put a question to the floor.

    Raises `ConflictError` not-checked-in, not-running, floor-many (`most` still waiting), or as `check_not_over`;
    `DomainError` floor-empty or floor-long (`most` characters).
    """
    found, attendance = _present(actor, study_session_id)
    words = " ".join(text.split())
    if not words:
        raise DomainError("floor-empty")
    if len(words) > TEXT_LENGTH:
        raise DomainError("floor-long", most=TEXT_LENGTH)
    waiting = select(func.count()).where(
        FloorEntry.study_session_id == found.id,
        FloorEntry.attendance_id == attendance.id,
        FloorEntry.state.in_([FloorState.WAITING, FloorState.HIDDEN]),
    )
    if (db.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise ConflictError("floor-many", most=MOST_WAITING)
    entry = FloorEntry(
        organization_id=found.organization_id,
        study_session_id=found.id,
        attendance_id=attendance.id,
        text=words,
        state=FloorState.WAITING,
        created_at=now,
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def vote(actor: Actor, study_session_id: int, entry_id: int) -> None:
    """Want a question answered too, or no longer. Raises as `ask`, and `NotFoundError` floor-not-found."""
    found, attendance = _present(actor, study_session_id)
    entry = get_entry(found, entry_id)
    if entry.state is FloorState.HIDDEN:
        raise NotFoundError("floor-not-found")
    mine = (FloorVote.entry_id == entry.id) & (FloorVote.attendance_id == attendance.id)
    if db.session.scalar(select(FloorVote.id).where(mine)) is not None:
        db.session.execute(delete(FloorVote).where(mine))
    else:
        db.session.add(FloorVote(organization_id=found.organization_id, entry_id=entry.id, attendance_id=attendance.id))
    db.session.flush()


def list_asked(study_session_id: int, *, with_hidden: bool = False) -> list[Asked]:
    """Return the questions from the floor, most wanted first; hidden ones only for the host."""
    votes = select(func.count()).where(FloorVote.entry_id == FloorEntry.id).scalar_subquery()
    query = (
        select(FloorEntry, votes, Attendance.account_id)
        .join(Attendance, Attendance.id == FloorEntry.attendance_id)
        .where(FloorEntry.study_session_id == study_session_id)
        .order_by(votes.desc(), FloorEntry.id)
    )
    if not with_hidden:
        query = query.where(FloorEntry.state != FloorState.HIDDEN)
    rows = db.session.execute(query).all()
    names = names_of([row[2] for row in rows])
    return [
        Asked(row[0].id, row[0].text, row[0].state, row[1], names.get(row[2], ""), row[0].attendance_id) for row in rows
    ]


def get_entry(found: StudySession, entry_id: int) -> FloorEntry:
    """Return a question from the floor. Raises `NotFoundError` floor-not-found."""
    entry = db.session.get(FloorEntry, entry_id)
    if entry is None or entry.study_session_id != found.id:
        raise NotFoundError("floor-not-found")
    return entry


def _present(actor: Actor, study_session_id: int) -> tuple[StudySession, Attendance]:
    found, attendance = get_attended(actor, study_session_id)
    check_not_over(found)
    if attendance is None:
        raise ConflictError("not-checked-in")
    if found.state is not StudySessionState.RUNNING:
        raise ConflictError("not-running")
    return found, attendance
