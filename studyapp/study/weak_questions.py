"""The questions of a module that are answered worst, from the running totals of all answers in the organization."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionEvidence, QuestionTotals, QuestionVersion
from studyapp.questions.statistics import MINIMUM_RESPONSES, QuestionStatistics, statistics
from studyapp.study.models import ModuleCase


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of the case that proves a key, in part offsets."""

    part: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class WeakQuestion:
    """A question version with its figures and what proves its key."""

    question_id: int
    case_id: int
    case_title: str
    kind: str
    stem: str
    figures: QuestionStatistics
    quotes: tuple[Quote, ...]


def weakest_questions(actor: Actor, module_id: int, limit: int = 5) -> list[WeakQuestion]:
    """Return the versions with the lowest share correct, of those with enough responses. Two queries."""
    difficulty = QuestionTotals.sum_x / QuestionTotals.n
    rows = db.session.execute(
        select(
            QuestionTotals,
            QuestionVersion.id,
            Question.id,
            Case.id,
            Case.title,
            QuestionVersion.kind,
            QuestionVersion.stem,
        )
        .join(QuestionVersion, QuestionVersion.id == QuestionTotals.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Case, Case.id == Question.case_id)
        .join(ModuleCase, ModuleCase.case_id == Case.id)
        .where(
            ModuleCase.module_id == module_id,
            QuestionTotals.organization_id == actor.organization_id,
            QuestionTotals.n >= MINIMUM_RESPONSES,
        )
        .order_by(difficulty, QuestionTotals.version_id)
        .limit(limit)
    ).all()
    quotes = _quotes([row[1] for row in rows])
    weak = []
    for totals, version_id, question_id, case_id, case_title, kind, stem in rows:
        figures = statistics(totals)
        if figures is not None:
            weak.append(
                WeakQuestion(question_id, case_id, case_title, kind, stem, figures, tuple(quotes.get(version_id, ())))
            )
    return weak


def count_unmeasured(actor: Actor, module_id: int) -> int:
    """Return how many answered versions of the module have too few responses for figures."""
    rows = db.session.scalars(
        select(QuestionTotals.version_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionTotals.version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(ModuleCase, ModuleCase.case_id == Question.case_id)
        .where(
            ModuleCase.module_id == module_id,
            QuestionTotals.organization_id == actor.organization_id,
            QuestionTotals.n < MINIMUM_RESPONSES,
        )
    )
    return len(rows.all())


def _quotes(version_ids: list[int]) -> dict[int, list[Quote]]:
    if not version_ids:
        return {}
    found: dict[int, list[Quote]] = {}
    rows = db.session.execute(
        select(QuestionEvidence.version_id, QuestionEvidence.part, QuestionEvidence.start, QuestionEvidence.quote)
        .where(QuestionEvidence.version_id.in_(version_ids))
        .order_by(QuestionEvidence.version_id, QuestionEvidence.position)
    )
    for version_id, part, start, text in rows:
        found.setdefault(version_id, []).append(Quote(part, start, text))
    return found
