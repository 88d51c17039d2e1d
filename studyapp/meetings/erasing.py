"""Deleting a person from studies and study sessions: figures stay, minutes stay as they were filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.meetings.minutes_models import Minutes
from studyapp.meetings.models import Attendance
from studyapp.meetings.reflection_models import Reflection
from studyapp.meetings.room_models import FloorEntry
from studyapp.people import erasing as people
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.study import erasing as study


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What deleting a person would do, in figures."""

    account: Account
    memberships: int
    enrolments: int
    attempts: int
    notes: int
    meetings: int
    filed: int


def foresee(actor: Actor, account_id: int) -> Foreseen:
    """Return what would go and what would stay; nothing is changed.

    Raises as `studyapp.people.erasing.get_erasable`.
    """
    account = people.get_erasable(actor, account_id)
    attended = select(Attendance.study_session_id).where(Attendance.account_id == account.id)
    filed = select(func.count()).where(Minutes.study_session_id.in_(attended), Minutes.confirmed_at.is_not(None))
    return Foreseen(
        account=account,
        memberships=people.count_memberships(account),
        meetings=db.session.scalar(select(func.count()).select_from(attended.subquery())) or 0,
        filed=db.session.scalar(filed) or 0,
        **study.count_results(account),
    )


def erase_person(actor: Actor, account_id: int, typed: str, now: datetime) -> Account:
    """Empty a person’s account and traces for good; `typed` is their sign-in name, as the proof that this one is meant.

    Raises `ConflictError` erase-not-confirmed, or as `studyapp.people.erasing.get_erasable`.
    """
    account = people.get_erasable(actor, account_id)
    if typed.strip().lower() != account.sign_in_name:
        raise ConflictError("erase-not-confirmed")
    study.erase_traces(account, people.NAME, now)
    mine = select(Attendance.id).where(Attendance.account_id == account.id)
    for statement in (
        update(FloorEntry).where(FloorEntry.attendance_id.in_(mine)).values(text="–"),
        update(Attendance).where(Attendance.account_id == account.id).values(reason=""),
        delete(Reflection).where(Reflection.account_id == account.id),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    people.erase_account(account, now)
    return account
