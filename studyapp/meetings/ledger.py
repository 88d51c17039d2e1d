"""The ledger: a unit's study sessions of a year, and how often each of its people was there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.meetings.making_up import passed_since
from studyapp.meetings.models import Attendance, AttendanceState, StudySession, StudySessionState
from studyapp.meetings.reflection_models import Reflection, ReflectionState
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.people.organizations import get_unit


@dataclass
class PersonYear:
    """One person's year: how often, and how many minutes."""

    name: str
    unit_name: str
    present: int = 0
    late: int = 0
    left_early: int = 0
    excused: int = 0
    absent: int = 0
    made_up: int = 0
    minutes: int = 0
    reflections: int = 0


@dataclass
class HeldSession:
    """One study session with how many of the unit were expected and came."""

    id: int
    title: str
    place: str
    began_at: datetime
    expected: int = 0
    present: int = 0


@dataclass
class Ledger:
    """A unit's year."""

    unit: Unit
    year: int
    sessions: list[HeldSession] = field(default_factory=list)
    people: list[PersonYear] = field(default_factory=list)


def make_ledger(actor: Actor, unit_id: int, year: int) -> Ledger:
    """Return the ledger of a unit with those below it, for a year of the organization's calendar.

    Raises `NotFoundError` unit-not-found.
    """
    unit = get_unit(actor, unit_id)
    zone = ZoneInfo(actor.zone)
    begin, end = (datetime(one, 1, 1, tzinfo=zone).astimezone(UTC) for one in (year, year + 1))
    rows = db.session.execute(
        select(Attendance, StudySession, Account.name, Unit.name, Account.id)
        .join(StudySession, StudySession.id == Attendance.study_session_id)
        .join(Account, Account.id == Attendance.account_id)
        .join(Unit, Unit.id == Attendance.unit_id)
        .where(
            StudySession.organization_id == actor.organization_id,
            StudySession.state.in_([StudySessionState.ENDED, StudySessionState.CONFIRMED]),
            StudySession.starts_at >= begin,
            StudySession.starts_at < end,
            Unit.path.startswith(unit.path),
            ~Attendance.is_guest,
        )
        .order_by(StudySession.starts_at, StudySession.id, Unit.path, Account.name, Account.id)
    ).all()
    passed = passed_since({row[1].makeup_assignment_id for row in rows if row[1].makeup_assignment_id})
    sessions: dict[int, HeldSession] = {}
    people: dict[int, PersonYear] = {}
    for attendance, found, name, unit_name, account_id in rows:
        held = sessions.setdefault(
            found.id, HeldSession(found.id, found.title, found.place, found.began_at or found.starts_at)
        )
        held.expected += 1
        held.present += attendance.state is AttendanceState.PRESENT
        person = people.setdefault(account_id, PersonYear(name, unit_name))
        is_made_up = attendance.made_up_at or (found.makeup_assignment_id, account_id) in passed
        _add(person, attendance, is_made_up=bool(is_made_up))
    for account_id, count in _reflections(list(sessions)).items():
        if account_id in people:
            people[account_id].reflections = count
    return Ledger(unit, year, list(sessions.values()), list(people.values()))


def _reflections(study_session_ids: list[int]) -> dict[int, int]:
    """Return how many reflections each person has handed in."""
    query = (
        select(Reflection.account_id, func.count())
        .where(Reflection.study_session_id.in_(study_session_ids), Reflection.state != ReflectionState.DRAFT)
        .group_by(Reflection.account_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _add(person: PersonYear, attendance: Attendance, *, is_made_up: bool) -> None:
    person.present += attendance.state is AttendanceState.PRESENT
    person.late += attendance.is_late
    person.left_early += attendance.left_at is not None
    person.excused += attendance.state is AttendanceState.EXCUSED
    person.absent += attendance.state is AttendanceState.ABSENT
    person.made_up += is_made_up
    person.minutes += attendance.credited_minutes or 0
