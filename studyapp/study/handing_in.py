"""The end of an attempt: by hand-in, or by the server when its time is over. What was saved in time is marked."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.exc import OperationalError

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.questions.scoring import Mark, mark
from studyapp.study.answers import is_answered
from studyapp.study.fair_marks import PositionMark, first_marks, total_of
from studyapp.study.models import Attempt, AttemptState, Response
from studyapp.study.question_totals import Figures, MarkFact, add_to_questions, chosen_in
from studyapp.study.questions_asked import AskedQuestion
from studyapp.study.receipts import HandIn, receipt_code
from studyapp.study.review_cards import Met, take_in
from studyapp.study.rows import update_row
from studyapp.study.sittings import Sitting, find_sitting, list_asked, list_counting, sitting_of
from studyapp.study.totals import refresh_enrolment

_log = logging.getLogger(__name__)
_ADD_MARKS = insert(db.metadata.tables["response_mark"])


@dataclass(frozen=True, slots=True)
class _Marked:
    question: AskedQuestion
    response: Response | None
    mark: Mark
    position: PositionMark

    @property
    def is_met(self) -> bool:
        return self.response is not None and not self.question.is_withdrawn

    @property
    def fact(self) -> MarkFact:
        chosen = chosen_in(self.mark.details)
        return MarkFact(self.question.version_id, self.position.key_score, self.response is not None, chosen)


def hand_in(actor: Actor, attempt_id: int, now: datetime, secret: str) -> AttemptState:
    """End the actor's attempt and mark it; one that has ended stays as it is. Returns the state it is in.

    An attempt whose time is over is closed instead. Raises `NotFoundError` attempt-not-found, or `ConflictError`
    assignment-withdrawn.
    """
    sitting = find_sitting(actor, attempt_id, to_write=True)
    if not sitting.is_open:
        return sitting.state
    if sitting.is_overdue(now):
        return _end(sitting, AttemptState.CLOSED, sitting.closes_at, secret)
    if sitting.withdrawn_at is not None:
        raise ConflictError("assignment-withdrawn")
    return _end(sitting, AttemptState.HANDED_IN, now, secret)


@dataclass(frozen=True, slots=True)
class Closing:
    """What became of overdue attempts: the ids of those closed, and of those that could not be marked and stay open."""

    closed: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()


def close_overdue(
    now: datetime, secret: str, *, account_id: int | None = None, without: Collection[int] = (), limit: int = 100
) -> Closing:
    """Close open attempts whose time is over, of one person or of all, oldest first; `without` names ids to pass over.

    At most `limit` at a time, so that the writing transaction stays short: call it again until nothing is left. One
    that cannot be marked is logged and stays as it is: it keeps nobody else's from being closed.
    """
    ids = list(db.session.scalars(_overdue(now, account_id, without).limit(limit).with_for_update()))
    failed = tuple(attempt_id for attempt_id in ids if not _is_closed(attempt_id, secret))
    return Closing(tuple(one for one in ids if one not in failed), failed)


def has_overdue(now: datetime, account_id: int | None = None, without: Collection[int] = ()) -> bool:
    """Say whether `close_overdue` would find anything; only reads."""
    return db.session.scalar(_overdue(now, account_id, without).limit(1)) is not None


def _overdue(now: datetime, account_id: int | None, without: Collection[int]) -> Select[int]:
    query = select(Attempt.id).where(Attempt.state == AttemptState.OPEN, Attempt.closes_at <= now)
    if account_id is not None:
        query = query.where(Attempt.account_id == account_id)
    if without:
        query = query.where(Attempt.id.not_in(without))
    return query.order_by(Attempt.closes_at, Attempt.id)


def _is_closed(attempt_id: int, secret: str) -> bool:
    """Close one attempt, or leave no trace of having tried; say which."""
    try:
        with db.session.begin_nested():
            sitting = sitting_of(attempt_id)
            _end(sitting, AttemptState.CLOSED, sitting.closes_at, secret)
    except OperationalError:
        raise  # the database is away or busy: that is no fault of the attempt
    except Exception:  # noqa: BLE001 - whatever is wrong with this one, the others have a right to be closed
        _log.exception("Attempt %s is overdue and could not be marked; its answers are kept", attempt_id)
        return False
    return True


def _end(sitting: Sitting, state: AttemptState, ended_at: datetime, secret: str) -> AttemptState:
    responses = {
        position: response
        for position, response in list_counting(sitting.attempt_id).items()
        if is_answered(response.content)
    }
    marked = _marked(list_asked(sitting.paper_id), responses)
    _write_marks(sitting, marked)
    total = total_of([one.position for one in marked])
    answers = {position: response.content for position, response in responses.items()}
    code = receipt_code(HandIn(sitting.attempt_id, sitting.account_id, ended_at, answers), secret)
    ending = {
        "state": state,
        "ended_at": ended_at,
        "receipt_code": code,
        "points": total.points,
        "points_possible": total.possible,
        "scaled": total.scaled,
        "is_passed": total.passes(sitting.pass_mark),
    }
    update_row(Attempt, sitting.attempt_id, ending)
    figures = Figures()
    figures.add([one.fact for one in marked])
    add_to_questions(sitting.organization_id, figures)
    refresh_enrolment(sitting.enrolment_id)
    met = [Met(one.question.version_id, one.mark.score) for one in marked if one.is_met]
    take_in(sitting.organization_id, sitting.account_id, met, ended_at)
    return state


def _marked(asked: Sequence[AskedQuestion], responses: Mapping[int, Response]) -> list[_Marked]:
    marks = [mark_content(one, _content(responses.get(one.position))) for one in asked]
    scores = [
        (one.position, None if one.is_withdrawn else given.score) for one, given in zip(asked, marks, strict=True)
    ]
    return [
        _Marked(question, responses.get(question.position), given, position)
        for question, given, position in zip(asked, marks, first_marks(scores), strict=True)
    ]


def _content(response: Response | None) -> dict[str, Any] | None:
    return response.content if response else None


def mark_content(question: AskedQuestion, content: object) -> Mark:
    """Mark an answer by the question's present key."""
    return mark(question.kind, question.options, question.answer, content)


def _write_marks(sitting: Sitting, marked: list[_Marked]) -> None:
    rows = [
        {
            "organization_id": sitting.organization_id,
            "attempt_id": sitting.attempt_id,
            "position": one.question.position,
            "version_id": one.question.version_id,
            "response_id": one.response.id if one.response else None,
            "score": one.position.score,
            "key_score": one.position.key_score,
            "weight": one.position.weight,
            "details": one.mark.details,
        }
        for one in marked
    ]
    if rows:
        db.session.connection().execute(_ADD_MARKS, rows)
