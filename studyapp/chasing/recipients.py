"""Who is reminded of an assignment: those who have not finished and still can, once a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, literal, select

from studyapp.chasing.models import Notice, NotificationPreference
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.study.assignment_people import PersonFilter, fitting, present
from studyapp.study.models import Assignment, Enrolment, EnrolmentState

USED_UP = "attempts-used-up"
TODAY = "reminded-today"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person who has not finished. `left_out` is the code of why nothing is sent, empty where it is.

    `mail_address` is empty for one who wants no mail, or gave no address.
    """

    account_id: int
    name: str
    unit_id: int | None
    unit_name: str
    unit_path: str
    state: EnrolmentState
    mail_address: str
    left_out: str


def notice_key(assignment_id: int, account_id: int, day: date) -> str:
    """Return the key that makes a reminder once: an assignment, a person, a day."""
    return f"reminder:{assignment_id}:{account_id}:{day}"


def list_recipients(
    assignment: Assignment, chosen: PersonFilter, today: date, now: datetime, actor: Actor | None = None
) -> list[Recipient]:
    """Return who has not finished of the people who fit, by unit and name, those left out among them.

    With an `actor` only that person's people; without one everybody's, as the schedule reminds. One query.
    """
    there: Sequence[ColumnElement[bool]] = (
        present(actor, assignment.id)
        if actor
        else (Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None))
    )
    key = literal(f"reminder:{assignment.id}:") + cast(Enrolment.account_id, String) + literal(f":{today}")
    query: Any = (
        select(
            Enrolment.account_id,
            Account.name,
            Unit.id,
            Unit.name,
            Unit.path,
            Enrolment.state,
            Enrolment.attempts_used,
            NotificationPreference.mail_address,
            NotificationPreference.wants_mail,
            Notice.id,
        )
        .select_from(Enrolment)
        .join(Account, Account.id == Enrolment.account_id)
        .outerjoin(Unit, Unit.id == Enrolment.unit_id)
        .outerjoin(NotificationPreference, NotificationPreference.account_id == Enrolment.account_id)
        .outerjoin(Notice, and_(Notice.key == key))
        .where(*there, *fitting(assignment, chosen, now), Enrolment.state != EnrolmentState.PASSED, Account.is_active)
        .order_by(Unit.path, Account.name, Enrolment.id)
    )
    return [_recipient(assignment, *row) for row in db.session.execute(query)]


def _recipient(  # noqa: PLR0913, PLR0917 - one row of the query above
    assignment: Assignment,
    account_id: int,
    name: str,
    unit_id: int | None,
    unit_name: str | None,
    unit_path: str | None,
    state: EnrolmentState,
    attempts_used: int,
    mail_address: str | None,
    wants_mail: bool | None,
    notice_id: int | None,
) -> Recipient:
    has_none_left = state is EnrolmentState.NOT_PASSED and attempts_used >= assignment.attempts_allowed
    left_out = USED_UP if has_none_left else TODAY if notice_id else ""
    mail = mail_address if wants_mail and mail_address else ""
    return Recipient(account_id, name, unit_id, unit_name or "", unit_path or "", state, mail, left_out)
