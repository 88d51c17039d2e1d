"""A learner's own progress: per assignment from the running totals, per case from what was read and marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study.due import DueAssignment, list_own
from studyapp.study.models import Assignment, Attempt, CaseReading, Enrolment, Feedback, Paper, ResponseMark
from studyapp.study.reading_places import reading_seconds


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """One case met: when it was first read, its commentary opened, and how its questions went (`share` 0..1).

    `seconds` is how long the case was visibly read.
    """

    case_id: int
    title: str
    assignment_id: int
    opened_at: datetime | None
    commentary_opened_at: datetime | None
    asked: int
    share: float | None
    seconds: int


@dataclass(frozen=True, slots=True)
class LearnerProgress:
    """The progress page: assignments newest deadline first, and the cases met, in the order they were opened."""

    assignments: Sequence[DueAssignment]
    cases: Sequence[CaseProgress]


def find_progress(actor: Actor, now: datetime) -> LearnerProgress:
    """Return the learner's own progress; four queries. Marks count from their feedback time on."""
    shares = {row.case_id: (row.asked, row.share) for row in db.session.execute(_shares(actor, now))}
    titles = select(
        CaseReading.case_id,
        Case.title,
        func.max(Enrolment.assignment_id).label("assignment_id"),
        func.min(CaseReading.opened_at).label("opened_at"),
        func.min(CaseReading.commentary_opened_at).label("commentary_opened_at"),
    )
    rows = db.session.execute(
        titles.join(Enrolment, Enrolment.id == CaseReading.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(Case, Case.id == CaseReading.case_id)
        .where(
            Enrolment.account_id == actor.account_id,
            Enrolment.organization_id == actor.organization_id,
            Enrolment.withdrawn_at.is_(None),
            Assignment.withdrawn_at.is_(None),
        )
        .group_by(CaseReading.case_id, Case.title)
        .order_by(func.min(CaseReading.opened_at), CaseReading.case_id)
    )
    seconds = reading_seconds(actor)
    cases = []
    for row in rows.mappings():
        asked, share = shares.get(row["case_id"], (0, None))
        cases.append(CaseProgress(**row, asked=asked, share=share, seconds=seconds.get(row["case_id"], 0)))
    return LearnerProgress(tuple(reversed(list_own(actor))), tuple(cases))


def _shares(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    shown = or_(Paper.feedback != Feedback.AFTER_DEADLINE, and_(Paper.feedback_at <= now, Assignment.closes_at <= now))
    return (
        select(
            Question.case_id,
            func.count(ResponseMark.id).label("asked"),
            func.avg(ResponseMark.score).label("share"),
        )
        .select_from(ResponseMark)
        .join(Attempt, Attempt.id == ResponseMark.attempt_id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Attempt.account_id == actor.account_id, Attempt.organization_id == actor.organization_id, shown)
        .where(ResponseMark.is_current, ResponseMark.weight > 0)
        .group_by(Question.case_id)
    )
