"""Starting attempts: limits and opening times hold in one transaction, whatever is clicked how often and where."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, insert, select

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.study.blueprints import draw_paper
from studyapp.study.candidates import list_seen
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    Enrolment,
    EnrolmentState,
    Feedback,
    Module,
    Paper,
    PaperQuestion,
)
from studyapp.study.papers import Drawn


def start(actor: Actor, assignment_id: int, now: datetime, seed: str) -> Attempt:
    """Return the learner's open attempt, made now where there is none; `seed` decides the draw of its paper.

    Raises `NotFoundError` assignment-not-found, or `ConflictError` assignment-withdrawn, assignment-not-open-yet,
    assignment-closed, attempts-used-up, no-questions.
    """
    enrolment, assignment = own_enrolment(actor, assignment_id, to_write=True)
    if assignment.withdrawn_at is not None:
        raise ConflictError("assignment-withdrawn")
    attempt = find_open(enrolment.id)
    if attempt is not None:
        return attempt
    _check_may_start(enrolment, assignment, now)
    module = db.session.get_one(Module, assignment.module_id)
    drawn = draw_paper(module, assignment.mode, Random(seed), list_seen(enrolment.id))  # noqa: S311 - a draw by lot
    if not drawn:
        raise ConflictError("no-questions")
    return _open(enrolment, assignment, drawn, now, seed)


def own_enrolment(actor: Actor, assignment_id: int, *, to_write: bool = False) -> tuple[Enrolment, Assignment]:
    """Return the actor's enrolment with its assignment; locked where it will be written.

    Raises `NotFoundError` assignment-not-found, also for an assignment that is not the actor's.
    """
    query = (
        select(Enrolment, Assignment)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(
            Enrolment.assignment_id == assignment_id,
            Enrolment.account_id == actor.account_id,
            Enrolment.organization_id == actor.organization_id,
            Enrolment.withdrawn_at.is_(None),
        )
    )
    if to_write:
        query = query.with_for_update(of=Enrolment).execution_options(populate_existing=True)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("assignment-not-found")
    return row[0], row[1]


def find_open(enrolment_id: int) -> Attempt | None:
    """Return the enrolment's open attempt, if there is one."""
    return db.session.scalar(
        select(Attempt).where(Attempt.enrolment_id == enrolment_id, Attempt.state == AttemptState.OPEN)
    )


def _check_may_start(enrolment: Enrolment, assignment: Assignment, now: datetime) -> None:
    if now < assignment.opens_at:
        raise ConflictError("assignment-not-open-yet")
    if now >= assignment.closes_at:
        raise ConflictError("assignment-closed")
    if enrolment.attempts_used >= assignment.attempts_allowed:
        raise ConflictError("attempts-used-up", allowed=assignment.attempts_allowed)


def _open(enrolment: Enrolment, assignment: Assignment, drawn: list[Drawn], now: datetime, seed: str) -> Attempt:
    attempt = Attempt(
        organization_id=enrolment.organization_id,
        enrolment_id=enrolment.id,
        account_id=enrolment.account_id,
        number=enrolment.attempts_used + 1,
        state=AttemptState.OPEN,
        started_at=now,
        closes_at=_closing_time(assignment, now),
    )
    db.session.add(attempt)
    db.session.flush()
    paper = Paper(
        organization_id=enrolment.organization_id,
        attempt_id=attempt.id,
        seed=seed,
        pass_mark=assignment.pass_mark,
        mode=assignment.mode,
        feedback=assignment.feedback,
        feedback_at=_keys_from(assignment) if assignment.feedback is Feedback.AFTER_DEADLINE else None,
        is_open_book=assignment.is_open_book,
        question_count=len(drawn),
    )
    db.session.add(paper)
    db.session.flush()
    _fill(paper, drawn)
    enrolment.attempts_used += 1
    enrolment.started_at = enrolment.started_at or now
    enrolment.last_activity_at = now
    if enrolment.state is not EnrolmentState.PASSED:
        enrolment.state = EnrolmentState.ANSWERING
    db.session.flush()
    return attempt


def _keys_from(assignment: Assignment) -> datetime:
    """Return the deadline, or when the last paper closes that was given time beyond it."""
    last = db.session.scalar(
        select(func.max(Attempt.closes_at))
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.assignment_id == assignment.id, Attempt.state == AttemptState.OPEN)
    )
    return max(assignment.closes_at, last or assignment.closes_at)


def _closing_time(assignment: Assignment, now: datetime) -> datetime:
    if assignment.duration_minutes is None:
        return assignment.closes_at
    return min(assignment.closes_at, now + timedelta(minutes=assignment.duration_minutes))


def _fill(paper: Paper, drawn: list[Drawn]) -> None:
    rows = [
        {
            "organization_id": paper.organization_id,
            "paper_id": paper.id,
            "version_id": one.version_id,
            "position": position,
            "option_order": list(one.option_order),
        }
        for position, one in enumerate(drawn, start=1)
    ]
    db.session.execute(insert(PaperQuestion), rows)
