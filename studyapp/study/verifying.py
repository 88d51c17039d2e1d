"""Checking a receipt: by the learner whose it is, and by organizers of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.study.answers import is_answered
from studyapp.study.models import Assignment, Attempt, AttemptState, Enrolment, Paper
from studyapp.study.receipts import HandIn, is_genuine, normal_code
from studyapp.study.sittings import list_counting


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says, and whether what is stored still matches its code."""

    attempt_id: int
    code: str
    name: str
    assignment_id: int
    assignment_title: str
    number: int
    state: AttemptState
    ended_at: datetime
    answered_count: int
    question_count: int
    is_genuine: bool


def find_receipt(actor: Actor, typed: str, secret: str) -> Receipt:
    """Return the receipt with this code, one's own or of a person in a unit one organizes.

    Raises `NotFoundError` receipt-not-found.
    """
    return _receipt(actor, secret, Attempt.receipt_code == normal_code(typed))


def receipt_of(actor: Actor, attempt_id: int, secret: str) -> Receipt:
    """Return the receipt of an ended attempt. Raises `NotFoundError` receipt-not-found."""
    return _receipt(actor, secret, Attempt.id == attempt_id)


def _receipt(actor: Actor, secret: str, which: object) -> Receipt:
    organized = [Unit.path.startswith(path) for path in actor.organized_paths]
    row = db.session.execute(
        select(
            Attempt.id.label("attempt_id"),
            Attempt.account_id,
            Attempt.receipt_code,
            Account.name,
            Assignment.id.label("assignment_id"),
            Assignment.title,
            Attempt.number,
            Attempt.state,
            Attempt.ended_at,
            Paper.question_count,
        )
        .join(Account, Account.id == Attempt.account_id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .outerjoin(Unit, Unit.id == Enrolment.unit_id)
        .where(
            which,  # type: ignore[arg-type]  # a condition on Attempt
            Attempt.organization_id == actor.organization_id,
            Attempt.ended_at.is_not(None),
            or_(Attempt.account_id == actor.account_id, *organized),
        )
    ).one_or_none()
    if row is None or row.ended_at is None or row.receipt_code is None:
        raise NotFoundError("receipt-not-found")
    counting = {position: one.content for position, one in list_counting(row.attempt_id).items()}
    answers = {position: content for position, content in counting.items() if is_answered(content)}
    return Receipt(
        attempt_id=row.attempt_id,
        code=row.receipt_code,
        name=row.name,
        assignment_id=row.assignment_id,
        assignment_title=row.title,
        number=row.number,
        state=row.state,
        ended_at=row.ended_at,
        answered_count=len(answers),
        question_count=row.question_count,
        is_genuine=is_genuine(row.receipt_code, HandIn(row.attempt_id, row.account_id, row.ended_at, answers), secret),
    )
