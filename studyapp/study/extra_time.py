"""Extra time while papers are answered: for one person or for everybody who is under way, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Unit
from studyapp.study.assignments import get_managed
from studyapp.study.extra_time_models import EXTRA_MINUTES, ExtraTime
from studyapp.study.models import Assignment, Attempt, AttemptState, Enrolment, Feedback, Paper

MOST_MINUTES = 600
REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A paper that is being answered: whose it is, when it closes, and the extra minutes already in that."""

    attempt_id: int
    name: str
    unit_name: str | None
    number: int
    started_at: datetime
    closes_at: datetime
    extra_minutes: int


@dataclass(frozen=True, slots=True)
class Given:
    """Extra time as it was given: to how many papers at once, or to whom alone."""

    minutes: int
    reason: str
    given_at: datetime
    given_by: str
    papers: int
    name: str | None


def list_under_way(actor: Actor, assignment_id: int, now: datetime) -> list[UnderWay]:
    """Return the papers of an assignment that take answers at `now`, by name. Raises as `get_managed`."""
    get_managed(actor, assignment_id)
    return _under_way(assignment_id, now)


def give_extra_time(
    actor: Actor, assignment_id: int, attempt_id: int | None, minutes: int, reason: str, now: datetime
) -> int:
    """Let one paper, or with None all that are under way, close later by `minutes`; return how many there were.

    It may run past the deadline: keys that wait for the deadline then wait for it too. Raises `DomainError`
    extra-minutes (`most`), extra-reason-missing (`most`); `ConflictError` nobody-under-way, paper-not-under-way, or as
    `get_managed`.
    """
    assignment = get_managed(actor, assignment_id)
    if not 1 <= minutes <= MOST_MINUTES:
        raise DomainError("extra-minutes", most=MOST_MINUTES)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise DomainError("extra-reason-missing", most=REASON_LENGTH)
    lengthened = _lock(assignment_id, attempt_id, now)
    if not lengthened:
        raise ConflictError("nobody-under-way" if attempt_id is None else "paper-not-under-way")
    for attempt in lengthened:
        attempt.closes_at += timedelta(minutes=minutes)
    db.session.add_all(
        ExtraTime(
            organization_id=assignment.organization_id,
            attempt_id=one.id,
            minutes=minutes,
            reason=reason.strip(),
            is_for_all=attempt_id is None,
            given_by_id=actor.account_id,
            given_at=now,
        )
        for one in lengthened
    )
    db.session.flush()
    _keep_keys(assignment, max(one.closes_at for one in lengthened))
    return len(lengthened)


def list_given(actor: Actor, assignment_id: int) -> list[Given]:
    """Return the extra time given so far, newest first. Raises as `get_managed`."""
    get_managed(actor, assignment_id)
    giver, taker = Account.__table__.alias("giver"), Account.__table__.alias("taker")
    rows = db.session.execute(
        select(
            ExtraTime.minutes,
            ExtraTime.reason,
            ExtraTime.given_at,
            ExtraTime.is_for_all,
            func.coalesce(func.max(giver.c.name), ""),
            func.count(),
            func.max(taker.c.name),
        )
        .join(Attempt, Attempt.id == ExtraTime.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(taker, taker.c.id == Attempt.account_id)
        .outerjoin(giver, giver.c.id == ExtraTime.given_by_id)
        .where(Enrolment.assignment_id == assignment_id)
        .group_by(ExtraTime.given_at, ExtraTime.minutes, ExtraTime.reason, ExtraTime.is_for_all)
        .order_by(ExtraTime.given_at.desc())
    )
    return [
        Given(minutes, reason, given_at, giver_name, count, None if is_for_all else name)
        for minutes, reason, given_at, is_for_all, giver_name, count, name in rows
    ]


def extra_time_of(attempt_id: int) -> list[ExtraTime]:
    """Return what was given to an attempt, in order; whose it is has been looked at before."""
    return list(db.session.scalars(select(ExtraTime).where(ExtraTime.attempt_id == attempt_id).order_by(ExtraTime.id)))


def _under_way(assignment_id: int, now: datetime) -> list[UnderWay]:
    rows = db.session.execute(
        select(
            Attempt.id, Account.name, Unit.name, Attempt.number, Attempt.started_at, Attempt.closes_at, EXTRA_MINUTES
        )
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Account, Account.id == Attempt.account_id)
        .outerjoin(Unit, Unit.id == Enrolment.unit_id)
        .where(Enrolment.assignment_id == assignment_id, *_takes_answers(now))
        .order_by(Account.name, Attempt.id)
    )
    return [UnderWay(*row) for row in rows]


def _lock(assignment_id: int, attempt_id: int | None, now: datetime) -> list[Attempt]:
    query = (
        select(Attempt)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.assignment_id == assignment_id, *_takes_answers(now))
    )
    if attempt_id is not None:
        query = query.where(Attempt.id == attempt_id)
    query = query.order_by(Attempt.id).with_for_update(of=Attempt).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def _takes_answers(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Attempt.state == AttemptState.OPEN, Attempt.closes_at > now


def _keep_keys(assignment: Assignment, until: datetime) -> None:
    """Let every paper whose keys wait for the deadline wait for the last one that is still answered."""
    mine = (
        select(Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.assignment_id == assignment.id)
    )
    waiting = (Paper.feedback == Feedback.AFTER_DEADLINE, Paper.feedback_at < until)
    db.session.execute(update(Paper).where(Paper.attempt_id.in_(mine), *waiting).values(feedback_at=until))
