"""Blueprints of a module's papers: kept, looked up, measured against the bank. The functions flush, never commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.people.actor import Actor
from studyapp.questions.draft import BLOOMS, KINDS
from studyapp.study.blueprint_draw import Fit, Wanted, draw_by, fit_of
from studyapp.study.blueprint_models import BlueprintNumber, Dimension, PaperBlueprint
from studyapp.study.candidates import UNSCORED, list_candidates
from studyapp.study.models import Assignment, Enrolment, Module, QuizMode
from studyapp.study.modules import MOST_QUESTIONS, list_module_cases
from studyapp.study.papers import Drawn, draw


def find_blueprint(module_id: int, mode: QuizMode) -> PaperBlueprint | None:
    """Return by what a module's papers of this mode are drawn, with its numbers; None where evenly."""
    return db.session.scalar(
        select(PaperBlueprint)
        .where(PaperBlueprint.module_id == module_id, PaperBlueprint.mode == mode)
        .options(selectinload(PaperBlueprint.numbers))
    )


def wanted_by(blueprint: PaperBlueprint) -> Wanted:
    """Return a blueprint as the value that the draw reads."""
    numbers = {(one.dimension, one.value): one.count for one in blueprint.numbers}
    return Wanted(blueprint.question_count, numbers, blueprint.hardest, blueprint.easiest, blueprint.is_exam_pool_only)


def keep_blueprint(actor: Actor, module: Module, mode: QuizMode, wanted: Wanted, now: datetime) -> PaperBlueprint:
    """Have a module's papers of this mode drawn so from now on; papers that were drawn stay as they are.

    Raises `DomainError` as `check_wanted`, `ConflictError` blueprint-in-use while an exam is on that somebody began.
    """
    check_wanted(module, mode, wanted)
    check_not_in_use(module, mode, now)
    blueprint = find_blueprint(module.id, mode)
    if blueprint is None:
        blueprint = PaperBlueprint(organization_id=module.organization_id, module_id=module.id, mode=mode, numbers=[])
        db.session.add(blueprint)
    blueprint.question_count = wanted.count
    blueprint.hardest, blueprint.easiest = wanted.hardest, wanted.easiest
    blueprint.is_exam_pool_only = wanted.is_exam_pool_only
    blueprint.changed_by_id, blueprint.changed_at = actor.account_id, now
    blueprint.numbers = []
    db.session.flush()
    blueprint.numbers = [
        BlueprintNumber(organization_id=module.organization_id, dimension=dimension, value=value, count=count)
        for (dimension, value), count in wanted.numbers.items()
        if count
    ]
    db.session.flush()
    return blueprint


def remove_blueprint(module: Module, mode: QuizMode, now: datetime) -> None:
    """Have papers of this mode drawn evenly again. Raises `ConflictError` blueprint-in-use as `keep_blueprint`."""
    check_not_in_use(module, mode, now)
    blueprint = find_blueprint(module.id, mode)
    if blueprint is not None:
        db.session.delete(blueprint)
        db.session.flush()


def check_wanted(module: Module, mode: QuizMode, wanted: Wanted) -> None:
    """Raise `DomainError` where a blueprint contradicts itself.

    Codes: blueprint-count (parameter `most`), blueprint-difficulty, blueprint-numbers (parameters `dimension`,
    `asked`, `count`), blueprint-value, blueprint-practice-pool.
    """
    if not 1 <= wanted.count <= MOST_QUESTIONS:
        raise DomainError("blueprint-count", most=MOST_QUESTIONS)
    if not 0 <= wanted.hardest < wanted.easiest <= 1:
        raise DomainError("blueprint-difficulty")
    if mode is QuizMode.PRACTICE and wanted.is_exam_pool_only:
        raise DomainError("blueprint-practice-pool")
    known: Mapping[Dimension, set[str]] = {
        Dimension.KIND: {str(kind) for kind in KINDS} - {UNSCORED},
        Dimension.BLOOM: {str(level) for level in BLOOMS},
        Dimension.CASE: {str(case_id) for case_id, _ in list_module_cases(module)},
    }
    for dimension, values in known.items():
        asked = {value: count for (where, value), count in wanted.numbers.items() if where is dimension}
        if not set(asked) <= values or any(count < 0 for count in asked.values()):
            raise DomainError("blueprint-value")
        if sum(asked.values()) > wanted.count:
            raise DomainError(
                "blueprint-numbers", dimension=dimension.value, asked=sum(asked.values()), count=wanted.count
            )


def check_not_in_use(module: Module, mode: QuizMode, now: datetime) -> None:
    """Raise `ConflictError` blueprint-in-use while an exam of the module is on of which somebody began a paper."""
    begun = exists().where(
        Assignment.module_id == module.id,
        Assignment.mode == QuizMode.EXAM,
        Assignment.withdrawn_at.is_(None),
        Assignment.closes_at > now,
        Enrolment.assignment_id == Assignment.id,
        Enrolment.attempts_used > 0,
    )
    if mode is QuizMode.EXAM and db.session.scalar(select(begun)):
        raise ConflictError("blueprint-in-use")


def fit_in(module: Module, mode: QuizMode, wanted: Wanted) -> Fit:
    """Return how far the module's approved questions carry a blueprint."""
    return fit_of(list_candidates(module.id, mode), wanted)


def draw_paper(module: Module, mode: QuizMode, random: Random, seen: set[int]) -> list[Drawn]:
    """Return a paper of the module, by its blueprint where it has one; the same for the same bank and seed."""
    candidates = list_candidates(module.id, mode)
    blueprint = find_blueprint(module.id, mode)
    if blueprint is None:
        return draw(candidates, module.question_count, random, seen)
    return draw_by(candidates, wanted_by(blueprint), random, seen)


def check_carried(module: Module, mode: QuizMode) -> None:
    """Raise `DomainError` blueprint-short (parameters `count`, `drawn`) where the bank cannot fill the blueprint."""
    blueprint = find_blueprint(module.id, mode)
    if blueprint is None:
        return
    fit = fit_in(module, mode, wanted_by(blueprint))
    if not fit.is_whole:
        raise DomainError("blueprint-short", count=fit.count, drawn=fit.drawn, module_id=module.id, mode=mode.value)


def numbers_in(wanted: Wanted, dimension: Dimension) -> dict[str, int]:
    """Return the numbers of one dimension by value."""
    return {value: count for (where, value), count in wanted.numbers.items() if where is dimension}
