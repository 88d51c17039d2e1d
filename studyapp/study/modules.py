"""Modules: made from a casebook, and edited. The functions flush and never commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import DomainError, NotFoundError
from studyapp.study.models import Module, ModuleCase, ModuleState
from studyapp.study.objectives import lessons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studyapp.cases.models import Casebook, CaseRevision

FEW_CASES = 2
"""A book of so few cases becomes one module; otherwise every case becomes its own."""
QUESTIONS_OF_A_MODULE = 10
MOST_QUESTIONS = 100
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ModuleEntry:
    """A module in a list, with how many cases it has."""

    module: Module
    case_count: int


@dataclass(frozen=True, slots=True)
class ModuleChange:
    """What an organizer may change of a module; `case_ids` are its cases in their new order."""

    title: str
    objectives: str
    question_count: int
    case_ids: tuple[int, ...]


def build_modules(casebook: Casebook, revisions: Sequence[CaseRevision], now: datetime) -> list[Module]:
    """Make the modules of a new casebook from its cases in order, commentaries loaded, and publish them."""
    if len(revisions) <= FEW_CASES:
        groups = [(casebook.title, list(revisions))]
    else:
        groups = [(one.title, [one]) for one in revisions]
    modules = [_module(casebook, title, members, now) for title, members in groups]
    db.session.add_all(modules)
    db.session.flush()
    for module, (_, members) in zip(modules, groups, strict=True):
        db.session.add_all(_place(module, one.case_id, position) for position, one in enumerate(members, 1))
    db.session.flush()
    return modules


def add_module(casebook: Casebook, revision: CaseRevision, now: datetime) -> Module:
    """Make a module of one case that has joined a casebook, its commentaries loaded, and publish it."""
    module = _module(casebook, revision.title, [revision], now)
    db.session.add(module)
    db.session.flush()
    db.session.add(_place(module, revision.case_id, 1))
    db.session.flush()
    return module


def _module(casebook: Casebook, title: str, members: Sequence[CaseRevision], now: datetime) -> Module:
    taught = [lesson for revision in members for one in revision.commentaries for lesson in lessons(one.text)]
    return Module(
        organization_id=casebook.organization_id,
        casebook_id=casebook.id,
        title=title[:TITLE_LENGTH],
        objectives="\n".join(dict.fromkeys(taught)),
        question_count=QUESTIONS_OF_A_MODULE,
        state=ModuleState.PUBLISHED,
        created_at=now,
    )


def _place(module: Module, case_id: int, position: int) -> ModuleCase:
    return ModuleCase(organization_id=module.organization_id, module_id=module.id, case_id=case_id, position=position)


def list_modules(organization_id: int, casebook_id: int | None = None) -> list[ModuleEntry]:
    """Return the organization's modules that are in use, or those of one casebook, in the order they were made."""
    query = (
        select(Module, func.count(ModuleCase.id))
        .outerjoin(ModuleCase, ModuleCase.module_id == Module.id)
        .where(Module.organization_id == organization_id, Module.state == ModuleState.PUBLISHED)
        .group_by(Module.id)
        .order_by(Module.id)
    )
    if casebook_id is not None:
        query = query.where(Module.casebook_id == casebook_id)
    return [ModuleEntry(module, count) for module, count in db.session.execute(query)]


def get_module(organization_id: int, module_id: int) -> Module:
    """Return a module of the organization. Raises `NotFoundError` module-not-found."""
    module = db.session.scalar(select(Module).where(Module.id == module_id, Module.organization_id == organization_id))
    if module is None:
        raise NotFoundError("module-not-found")
    return module


def list_module_cases(module: Module) -> list[tuple[int, str]]:
    """Return the ids and titles of a module's cases in their order."""
    rows = db.session.execute(
        select(Case.id, Case.title)
        .join(ModuleCase, ModuleCase.case_id == Case.id)
        .where(ModuleCase.module_id == module.id)
        .order_by(ModuleCase.position)
    )
    return [(case_id, title) for case_id, title in rows]


def change_module(module: Module, change: ModuleChange) -> None:
    """Give a module another title, other objectives, another number of questions, another order of its cases.

    Raises `DomainError` module-title-missing, module-question-count or module-order.
    """
    if not change.title.strip():
        raise DomainError("module-title-missing")
    if not 1 <= change.question_count <= MOST_QUESTIONS:
        raise DomainError("module-question-count", most=MOST_QUESTIONS)
    places = {
        one.case_id: one for one in db.session.scalars(select(ModuleCase).where(ModuleCase.module_id == module.id))
    }
    if sorted(places) != sorted(change.case_ids):
        raise DomainError("module-order")
    module.title = change.title.strip()[:TITLE_LENGTH]
    module.objectives = change.objectives.strip()
    module.question_count = change.question_count
    _reorder(places, change.case_ids)
    db.session.flush()


def _reorder(places: dict[int, ModuleCase], case_ids: Sequence[int]) -> None:
    if sorted(places, key=lambda case_id: places[case_id].position) == list(case_ids):
        return
    for one in places.values():
        one.position = -one.position  # positions are unique: free them before they are given anew
    db.session.flush()
    for position, case_id in enumerate(case_ids, 1):
        places[case_id].position = position
