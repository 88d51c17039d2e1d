"""The roll: who is expected, who came and how, and what everybody is credited with when it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import false, func, or_, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import get_recorded, unit_paths
from studyapp.meetings.making_up import passed_since
from studyapp.meetings.models import ArrivalWay, Attendance, AttendanceState, StudySession, StudySessionState
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit

NAME_LENGTH = 100
REASON_LENGTH = 200
MOST_GUESTS = 300


class Mark(StrEnum):
    """What is tapped on the list; cleared takes back what was tapped."""

    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    EXCUSED = "excused"
    CLEARED = "cleared"
    MADE_UP = "made_up"


@dataclass(frozen=True, slots=True)
class RollEntry:
    """One line of the roll: an invited person, or somebody who came; `attendance` is None while nothing is known."""

    account_id: int | None
    name: str
    unit_name: str
    attendance: Attendance | None
    unit_id: int | None = None
    passed_at: datetime | None = None

    @property
    def made_up_at(self) -> datetime | None:
        """Return when somebody who was not there has caught up, by the make-up assignment or as was written down."""
        return (self.attendance.made_up_at if self.attendance else None) or self.passed_at

    @property
    def is_present(self) -> bool:
        """Say whether the person came."""
        return self.attendance is not None and self.attendance.state is AttendanceState.PRESENT

    @property
    def is_guest(self) -> bool:
        """Say whether the person came without being invited."""
        return self.attendance is not None and self.attendance.is_guest


@dataclass(frozen=True, slots=True)
class RollNumbers:
    """The figures of a roll; late and left early are among the present, guests are counted apart."""

    expected: int
    present: int
    late: int
    left_early: int
    excused: int
    absent: int
    guests: int


def list_roll(found: StudySession) -> list[RollEntry]:
    """Return everybody who is invited now or was there, by unit and name, guests last."""
    attendances = list(db.session.scalars(select(Attendance).where(Attendance.study_session_id == found.id)))
    by_account = {one.account_id: one for one in attendances if one.account_id is not None}
    entries = list_invited(found, by_account)
    invited = {one.account_id for one in entries}
    others = [account_id for account_id in by_account if account_id not in invited]
    query = select(Account.id, Account.name).where(Account.id.in_(others)).order_by(Account.name, Account.id)
    known = [RollEntry(row[0], row[1], "", by_account[row[0]]) for row in db.session.execute(query)]
    guests = [RollEntry(None, one.guest_name or "", "", one) for one in attendances if one.account_id is None]
    guests.sort(key=lambda one: one.name)
    if found.makeup_assignment_id is not None:
        passed = passed_since([found.makeup_assignment_id])
        entries = [
            replace(one, passed_at=passed.get((found.makeup_assignment_id, one.account_id or 0))) for one in entries
        ]
    return [*entries, *sorted(known, key=lambda one: one.is_guest), *guests]


def list_invited(found: StudySession, by_account: Mapping[int, Attendance]) -> list[RollEntry]:
    """Return the present learners of the invited units, each once, with what is known of them.

    Where the last invited unit was removed, nobody is invited any more.
    """
    rows = db.session.execute(
        select(Account.id, Account.name, Unit.id, Unit.name)
        .join(Membership, Membership.account_id == Account.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Membership.organization_id == found.organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
            Account.is_active,
            or_(false(), *(Unit.path.startswith(path) for path in unit_paths(found))),
        )
        .order_by(Unit.path, Account.name, Account.id)
    )
    entries: dict[int, RollEntry] = {}
    for account_id, name, unit_id, unit_name in rows:
        entries.setdefault(account_id, RollEntry(account_id, name, unit_name, by_account.get(account_id), unit_id))
    return list(entries.values())


def count_roll(entries: Sequence[RollEntry]) -> RollNumbers:
    """Return the figures of a roll; nobody's silence is called absence before the end."""
    invited = [one for one in entries if not one.is_guest]
    there = [one.attendance for one in invited if one.attendance and one.is_present]
    states = [one.attendance.state for one in invited if one.attendance]
    return RollNumbers(
        expected=len(invited),
        present=len(there),
        late=sum(one.is_late for one in there),
        left_early=sum(one.left_at is not None for one in there),
        excused=states.count(AttendanceState.EXCUSED),
        absent=states.count(AttendanceState.ABSENT),
        guests=sum(one.is_guest for one in entries),
    )


def get_entry(found: StudySession, account_id: int) -> RollEntry:
    """Return the line of one person. Raises `NotFoundError` not-on-the-roll."""
    entry = next((one for one in list_roll(found) if one.account_id == account_id), None)
    if entry is None:
        raise NotFoundError("not-on-the-roll")
    return entry


def mark(
    actor: Actor, study_session_id: int, account_id: int, what: Mark, now: datetime, reason: str = ""
) -> RollEntry:
    """Write on the roll what was seen of a person.

    Raises `NotFoundError` not-on-the-roll, `ConflictError` roll-closed, not-there-yet for somebody who leaves before
    having come, or was-there for one who has nothing to make up.
    """
    found = get_recorded(actor, study_session_id)
    check_roll_open(found, what)
    entry = get_entry(found, account_id)
    row = entry.attendance
    if what is Mark.CLEARED:
        if row is not None:
            _clear(found, row)
    else:
        if row is None:
            if what is Mark.LEFT:
                raise ConflictError("not-there-yet")
            row = new_row(found, entry, now)
            if what is Mark.MADE_UP:
                row.state, row.arrived_at = AttendanceState.ABSENT, None
        _apply(row, what, now if found.state is not StudySessionState.ENDED else found.starts_at, reason)
        if found.state is StudySessionState.ENDED:
            row.credited_minutes = credit(found, row)
        db.session.add(row)
    db.session.flush()
    return get_entry(found, account_id)


def add_guest(actor: Actor, study_session_id: int, name: str, now: datetime) -> Attendance:
    """Write down a guest by name. Raises `DomainError` guest-name, `ConflictError` guests-not-allowed, guests-many."""
    found = get_recorded(actor, study_session_id)
    check_roll_open(found, Mark.PRESENT)
    if not found.guests_allowed:
        raise ConflictError("guests-not-allowed")
    if not name.strip() or len(name.strip()) > NAME_LENGTH:
        raise DomainError("guest-name", most=NAME_LENGTH)
    guests = select(func.count()).where(Attendance.study_session_id == found.id, Attendance.is_guest)
    if (db.session.scalar(guests) or 0) >= MOST_GUESTS:
        raise ConflictError("guests-many", most=MOST_GUESTS)
    row = Attendance(
        organization_id=found.organization_id,
        study_session_id=found.id,
        guest_name=name.strip(),
        is_guest=True,
        state=AttendanceState.PRESENT,
        way=ArrivalWay.LIST,
        arrived_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def remove_guest(actor: Actor, study_session_id: int, attendance_id: int) -> None:
    """Take a guest without an account off the roll. Raises `NotFoundError` not-on-the-roll."""
    found = get_recorded(actor, study_session_id)
    check_roll_open(found, Mark.PRESENT)
    row = db.session.get(Attendance, attendance_id)
    if row is None or row.study_session_id != found.id or row.guest_name is None:
        raise NotFoundError("not-on-the-roll")
    db.session.delete(row)
    db.session.flush()


def close_roll(found: StudySession, now: datetime) -> None:
    """Write down who did not come, and credit everybody who did with the minutes they were there."""
    for entry in list_roll(found):
        row = entry.attendance
        if row is None:
            row = new_row(found, entry, now)
            row.state, row.way, row.arrived_at = AttendanceState.ABSENT, ArrivalWay.CLOSING, None
            db.session.add(row)
        row.credited_minutes = credit(found, row)
    db.session.flush()


def credit(found: StudySession, row: Attendance) -> int:
    """Return the study time of one person in whole minutes: from coming, or the beginning, to leaving, or the end."""
    if row.state is not AttendanceState.PRESENT or row.arrived_at is None or found.began_at is None:
        return 0
    end = found.ended_at or found.ends_at
    begin = max(found.began_at, row.arrived_at) if row.is_late else found.began_at
    return max(0, int((min(row.left_at or end, end) - begin).total_seconds() // 60))


def check_roll_open(found: StudySession, what: Mark) -> None:
    """Raise `ConflictError` roll-closed where the roll is filed; making up is written down afterwards."""
    closed = {StudySessionState.CANCELLED, StudySessionState.CONFIRMED}
    if what is Mark.MADE_UP:
        closed = {StudySessionState.CANCELLED, StudySessionState.PLANNED, StudySessionState.RUNNING}
    if found.state in closed:
        raise ConflictError("roll-closed")


def new_row(found: StudySession, entry: RollEntry, now: datetime) -> Attendance:
    """Return a row for a line of the roll, not yet stored: as if the person came now."""
    return Attendance(
        organization_id=found.organization_id,
        study_session_id=found.id,
        account_id=entry.account_id,
        unit_id=entry.unit_id,
        is_guest=False,
        is_late=False,
        reason="",
        state=AttendanceState.PRESENT,
        way=ArrivalWay.LIST,
        arrived_at=now,
    )


def _clear(found: StudySession, row: Attendance) -> None:
    """Take back that somebody came; once the room is open their votes and questions hang on the row, so it stays."""
    if found.state is StudySessionState.PLANNED:
        db.session.delete(row)
        return
    row.state, row.arrived_at, row.left_at, row.is_late = AttendanceState.ABSENT, None, None, False


def _apply(row: Attendance, what: Mark, now: datetime, reason: str) -> None:
    if what in {Mark.PRESENT, Mark.LATE}:
        row.state, row.is_late, row.left_at = AttendanceState.PRESENT, what is Mark.LATE, None
        row.arrived_at = row.arrived_at or now
    elif what is Mark.LEFT:
        if row.state is not AttendanceState.PRESENT:
            raise ConflictError("not-there-yet")
        row.left_at = now
    elif what is Mark.EXCUSED:
        row.state, row.is_late, row.left_at, row.arrived_at = AttendanceState.EXCUSED, False, None, None
    elif row.state is AttendanceState.PRESENT:
        raise ConflictError("was-there")
    else:
        row.made_up_at = now
    if reason.strip():
        row.reason = reason.strip()[:REASON_LENGTH]
