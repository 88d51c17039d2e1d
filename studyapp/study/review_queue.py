"""Which questions are asked again today. What an exam still asks is kept away: a review shows its proof at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionState, QuestionVersion
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    Enrolment,
    Feedback,
    ModuleCase,
    Paper,
    PaperQuestion,
    QuizMode,
)
from studyapp.study.review_models import Review, ReviewCard

MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class Today:
    """How many questions wait today, within the daily measure, and how many were reviewed already."""

    waiting: int
    done: int


def find_today(actor: Actor, now: datetime) -> Today:
    """Return today's counts; one query."""
    row = db.session.execute(_TODAY, _parameters(actor, now)).one()
    return Today(max(0, min(row.due, MOST_A_DAY - row.done)), row.done)


def next_card_id(actor: Actor, now: datetime) -> int | None:
    """Return the card that has waited longest, or None when today's measure is full or nothing waits."""
    if find_today(actor, now).waiting == 0:
        return None
    return db.session.scalar(_NEXT, _parameters(actor, now))


def day_of(actor: Actor, now: datetime) -> tuple[datetime, datetime]:
    """Return the beginning and the end of the organization's present day, in UTC."""
    local = now.astimezone(ZoneInfo(actor.zone))
    start = local.replace(hour=0, minute=0, second=0, microsecond=0)
    end = (start + timedelta(days=1)).replace(hour=0)
    return start.astimezone(UTC), end.astimezone(UTC)


def may_be_asked() -> ColumnElement[bool]:
    """Return the condition that a card's question may be shown with its proof now; needs the parameter `now`."""
    on_paper = and_(PaperQuestion.paper_id == Paper.id, PaperQuestion.version_id == QuestionVersion.id)
    mine = Attempt.account_id == ReviewCard.account_id
    asked = (
        select(Attempt.id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(PaperQuestion, PaperQuestion.paper_id == Paper.id)
        .join(QuestionVersion, QuestionVersion.id == PaperQuestion.version_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(mine, QuestionVersion.question_id == Question.id, on_paper)
        .where(or_(Attempt.state == AttemptState.OPEN, _waits_for_deadline()))
    )
    examined = (
        select(Attempt.id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(ModuleCase, ModuleCase.module_id == Assignment.module_id)
        .where(mine, Attempt.state == AttemptState.OPEN, ModuleCase.case_id == Question.case_id)
        .where(or_(Paper.mode == QuizMode.EXAM, ~Paper.is_open_book))
    )
    kept_for = (
        select(Assignment.id)
        .join(ModuleCase, ModuleCase.module_id == Assignment.module_id)
        .where(ModuleCase.case_id == Question.case_id, Assignment.mode == QuizMode.EXAM)
        .where(
            Assignment.withdrawn_at.is_(None), Assignment.closes_at > bindparam("now", type_=Assignment.closes_at.type)
        )
    )
    return and_(
        Question.state == QuestionState.APPROVED,
        or_(~Question.is_for_exams, ~exists(kept_for.correlate(Question))),
        ~exists(asked.correlate(ReviewCard, Question)),
        ~exists(examined.correlate(ReviewCard, Question)),
    )


def own_cards(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Return the query for columns of the actor's cards whose questions may be asked now."""
    return (
        select(*columns)
        .select_from(ReviewCard)
        .join(Question, Question.id == ReviewCard.question_id)
        .where(
            ReviewCard.account_id == bindparam("account_id"),
            ReviewCard.organization_id == bindparam("organization_id"),
            may_be_asked(),
        )
    )


def whose(actor: Actor, now: datetime) -> dict[str, object]:
    """Return the parameters that `own_cards` needs."""
    return {"account_id": actor.account_id, "organization_id": actor.organization_id, "now": now}


def _waits_for_deadline() -> ColumnElement[bool]:
    """The rule of `feedback.may_show_keys`, in SQL."""
    moment = bindparam("now", type_=Paper.feedback_at.type)
    return and_(
        Paper.feedback == Feedback.AFTER_DEADLINE, or_(Paper.feedback_at > moment, Assignment.closes_at > moment)
    )


def _parameters(actor: Actor, now: datetime) -> dict[str, object]:
    start, end = day_of(actor, now)
    return whose(actor, now) | {"day_start": start, "day_end": end}


_DUE = own_cards().where(ReviewCard.due_at < bindparam("day_end", type_=ReviewCard.due_at.type))
_NEXT = _DUE.add_columns(ReviewCard.id).order_by(ReviewCard.due_at, ReviewCard.id).limit(1)
_DONE = select(func.count(Review.id)).where(
    Review.account_id == bindparam("account_id"),
    Review.organization_id == bindparam("organization_id"),
    Review.practice_id.is_(None),
    Review.reviewed_at >= bindparam("day_start", type_=Review.reviewed_at.type),
)
_TODAY = select(
    _DUE.add_columns(func.count(ReviewCard.id)).scalar_subquery().label("due"), _DONE.scalar_subquery().label("done")
)
