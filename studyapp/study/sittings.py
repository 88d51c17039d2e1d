"""One learner's sitting: an attempt with its paper and assignment in one row, and the questions on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.models import CorrectedVersion, Correction, Question, QuestionVersion
from studyapp.study.extra_time_models import EXTRA_MINUTES
from studyapp.study.feedback import FeedbackRule, may_show_keys, shown_from
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    Enrolment,
    Feedback,
    Paper,
    PaperQuestion,
    QuizMode,
    Response,
)
from studyapp.study.questions_asked import AskedQuestion


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt under the rules of its paper. `pass_mark` is a percentage, `scaled` 0..1, all moments are aware."""

    attempt_id: int
    organization_id: int
    enrolment_id: int
    account_id: int
    assignment_id: int
    assignment_title: str
    paper_id: int
    number: int
    state: AttemptState
    started_at: datetime
    closes_at: datetime
    ended_at: datetime | None
    points: float | None
    points_possible: float | None
    scaled: float | None
    is_passed: bool | None
    receipt_code: str | None
    question_count: int
    pass_mark: int
    mode: QuizMode
    feedback: Feedback
    feedback_at: datetime | None
    is_open_book: bool
    assignment_closes_at: datetime
    withdrawn_at: datetime | None
    attempts_allowed: int
    attempts_used: int
    extra_minutes: int

    @property
    def is_open(self) -> bool:
        """Say whether the attempt has not ended; its time may be over all the same."""
        return self.state is AttemptState.OPEN

    def is_overdue(self, now: datetime) -> bool:
        """Say whether the server still has to close the attempt."""
        return self.is_open and now >= self.closes_at

    def takes_answers(self, now: datetime) -> bool:
        """Say whether an answer that arrives now counts."""
        return self.is_open and now < self.closes_at

    def shows_keys(self, is_final: bool, now: datetime) -> bool:
        """Say whether the key of a question, answered for good or not, may be shown."""
        return may_show_keys(self._rule, self.state, is_final, now)

    @property
    def keys_from(self) -> datetime:
        """Return the moment from which a paper with feedback after the deadline shows its keys."""
        return shown_from(self._rule)

    @property
    def _rule(self) -> FeedbackRule:
        return FeedbackRule(self.feedback, self.feedback_at, self.assignment_closes_at)


_COLUMNS = (
    Attempt.id.label("attempt_id"),
    Attempt.organization_id,
    Attempt.enrolment_id,
    Attempt.account_id,
    Enrolment.assignment_id,
    Assignment.title.label("assignment_title"),
    Paper.id.label("paper_id"),
    Attempt.number,
    Attempt.state,
    Attempt.started_at,
    Attempt.closes_at,
    Attempt.ended_at,
    Attempt.points,
    Attempt.points_possible,
    Attempt.scaled,
    Attempt.is_passed,
    Attempt.receipt_code,
    Paper.question_count,
    Paper.pass_mark,
    Paper.mode,
    Paper.feedback,
    Paper.feedback_at,
    Paper.is_open_book,
    Assignment.closes_at.label("assignment_closes_at"),
    Assignment.withdrawn_at,
    Assignment.attempts_allowed,
    Enrolment.attempts_used,
    EXTRA_MINUTES.label("extra_minutes"),
)
_ASKED = (
    PaperQuestion.position,
    QuestionVersion.id.label("version_id"),
    QuestionVersion.revision_id,
    QuestionVersion.kind,
    QuestionVersion.stem,
    QuestionVersion.options,
    QuestionVersion.answer,
    PaperQuestion.option_order,
    Question.case_id,
    Case.title.label("case_title"),
    Correction.kind.label("correction"),
)


# Built once: putting a statement of this size together costs several times what running it does.
_SITTINGS: Select[*tuple[Any, ...]] = (
    select(*_COLUMNS)
    .select_from(Attempt)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .join(Paper, Paper.attempt_id == Attempt.id)
    .where(Attempt.id == bindparam("attempt_id"))
)
_OWN = (Attempt.account_id == bindparam("account_id"), Attempt.organization_id == bindparam("organization_id"))
_OWN_SITTING = _SITTINGS.where(*_OWN)


def _with_questions(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join a paper's questions, each in the version by which it is marked, which asks the same."""
    return (
        query.join(PaperQuestion, PaperQuestion.paper_id == Paper.id)
        .outerjoin(CorrectedVersion, CorrectedVersion.version_id == PaperQuestion.version_id)
        .join(QuestionVersion, QuestionVersion.id == func.coalesce(CorrectedVersion.by_id, PaperQuestion.version_id))
        .outerjoin(Correction, Correction.version_id == CorrectedVersion.by_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Case, Case.id == Question.case_id)
    )


_OWN_ASKED = _with_questions(_OWN_SITTING.add_columns(*_ASKED)).where(PaperQuestion.position == bindparam("position"))
_ALL_ASKED = (
    _with_questions(select(*_ASKED).select_from(Paper))
    .where(Paper.id == bindparam("paper_id"))
    .order_by(PaperQuestion.position)
)
_READING_OR_WRITING = {
    False: (_OWN_SITTING, _OWN_ASKED),
    True: (_OWN_SITTING.with_for_update(of=Attempt), _OWN_ASKED.with_for_update(of=Attempt)),
}
_NEWEST = (
    select(Response.position, func.max(Response.version).label("version"))
    .where(Response.attempt_id == bindparam("attempt_id"), ~Response.is_late)
    .group_by(Response.position)
    .subquery()
)
_COUNTING = (
    select(Response)
    .join(_NEWEST, (Response.position == _NEWEST.c.position) & (Response.version == _NEWEST.c.version))
    .where(Response.attempt_id == bindparam("attempt_id"))
)
_IN_ORDER = select(Response).where(Response.attempt_id == bindparam("attempt_id")).order_by(Response.version)


def find_sitting(actor: Actor, attempt_id: int, *, to_write: bool = False) -> Sitting:
    """Return the actor's own attempt; locked against others where it will be written.

    Raises `NotFoundError` attempt-not-found, also for another person's or organization's.
    """
    query, _ = _READING_OR_WRITING[to_write]
    row = db.session.execute(query, _whose(actor, attempt_id)).mappings().one_or_none()
    if row is None:
        raise NotFoundError("attempt-not-found")
    return Sitting(**row)


def find_asked(
    actor: Actor, attempt_id: int, position: int, *, to_write: bool = False
) -> tuple[Sitting, AskedQuestion]:
    """Return the attempt with one question of its paper, in one query.

    Raises `NotFoundError` attempt-not-found or question-not-found.
    """
    _, query = _READING_OR_WRITING[to_write]
    parameters = _whose(actor, attempt_id) | {"position": position}
    row = db.session.execute(query, parameters).mappings().one_or_none()
    if row is None:
        find_sitting(actor, attempt_id)
        raise NotFoundError("question-not-found")
    return Sitting(**_part(row, _COLUMNS)), AskedQuestion(**_part(row, _ASKED))


def list_asked(paper_id: int) -> list[AskedQuestion]:
    """Return all questions of a paper, in their order."""
    return [AskedQuestion(**row) for row in db.session.execute(_ALL_ASKED, {"paper_id": paper_id}).mappings()]


def list_counting(attempt_id: int) -> dict[int, Response]:
    """Return by position the answer that counts: the newest one that was not late."""
    responses = db.session.scalars(_COUNTING, {"attempt_id": attempt_id})
    return {response.position: response for response in responses}


def list_counting_and_late(attempt_id: int) -> tuple[dict[int, Response], set[int]]:
    """Return by position the answer that counts, and the positions that have a late one; one query."""
    counting: dict[int, Response] = {}
    late = set()
    for response in db.session.scalars(_IN_ORDER, {"attempt_id": attempt_id}):
        if response.is_late:
            late.add(response.position)
        else:
            counting[response.position] = response
    return counting, late


def sitting_of(attempt_id: int) -> Sitting:
    """Return an attempt whoever it belongs to, locked: for the server's own closing. It must exist."""
    query = _SITTINGS.with_for_update(of=Attempt)
    return Sitting(**db.session.execute(query, {"attempt_id": attempt_id}).mappings().one())


def _whose(actor: Actor, attempt_id: int) -> dict[str, int]:
    return {"attempt_id": attempt_id, "account_id": actor.account_id, "organization_id": actor.organization_id}


def _part(row: RowMapping, columns: tuple[Any, ...]) -> Mapping[str, Any]:
    return {column.key: row[column.key] for column in columns}
