"""Modules, their cases and questions by how well they are answered, from the running totals of all answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionTotals, QuestionVersion
from studyapp.questions.statistics import MINIMUM_RESPONSES
from studyapp.study.models import Module, ModuleCase, ModuleState

CASES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Answered:
    """Something with its answers: how many there are, and the mean score, 0..1; None below the minimum."""

    id: int
    title: str
    answers: int
    share: float | None


def list_module_figures(actor: Actor) -> list[Answered]:
    """Return the organization's modules that are in use, those answered worst first; one query."""
    query = (
        select(Module.id, Module.title, func.sum(QuestionTotals.n), func.sum(QuestionTotals.sum_x))
        .select_from(Module)
        .join(ModuleCase, ModuleCase.module_id == Module.id)
        .join(Question, Question.case_id == ModuleCase.case_id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .outerjoin(QuestionTotals, QuestionTotals.version_id == QuestionVersion.id)
        .where(Module.organization_id == actor.organization_id, Module.state == ModuleState.PUBLISHED)
        .group_by(Module.id, Module.title)
    )
    return _worst_first([_answered(*row) for row in db.session.execute(query)])


def list_case_figures(actor: Actor, module_id: int) -> tuple[Module, list[Answered]]:
    """Return a module with its cases, those answered worst first. Raises `NotFoundError` module-not-found."""
    module = db.session.get(Module, module_id)
    if module is None or module.organization_id != actor.organization_id:
        raise NotFoundError("module-not-found")
    query = (
        select(Case.id, Case.title, func.sum(QuestionTotals.n), func.sum(QuestionTotals.sum_x))
        .select_from(ModuleCase)
        .join(Case, Case.id == ModuleCase.case_id)
        .outerjoin(Question, Question.case_id == Case.id)
        .outerjoin(QuestionVersion, QuestionVersion.question_id == Question.id)
        .outerjoin(QuestionTotals, QuestionTotals.version_id == QuestionVersion.id)
        .where(ModuleCase.module_id == module_id)
        .group_by(Case.id, Case.title)
        .limit(CASES_SHOWN)
    )
    return module, _worst_first([_answered(*row) for row in db.session.execute(query)])


def _answered(row_id: int, title: str, answers: int | None, points: float | None) -> Answered:
    share = points / answers if answers and points is not None and answers >= MINIMUM_RESPONSES else None
    return Answered(row_id, title, answers or 0, share)


def _worst_first(found: list[Answered]) -> list[Answered]:
    return sorted(found, key=lambda one: (one.share is None, one.share, one.title))
