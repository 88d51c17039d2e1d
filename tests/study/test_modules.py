"""Modules made from a casebook, and what an organizer may change of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases.models import CaseRevision
from studyapp.db import db
from studyapp.errors import DomainError, NotFoundError
from studyapp.study.models import ModuleState
from studyapp.study.modules import (
    ModuleChange,
    build_modules,
    change_module,
    get_module,
    list_module_cases,
    list_modules,
)
from tests.factories import NOON, CasebookFactory, CaseFactory, OrganizationFactory, RevisionFactory


@pytest.fixture
def casebook(db_session):
    return CasebookFactory(title="社区做法")


def revisions_of(casebook, count):
    cases = [CaseFactory(casebook=casebook, number=number, title=f"案例{number}") for number in range(1, count + 1)]
    made = [RevisionFactory(case=case, title=case.title).id for case in cases]
    return db.session.scalars(
        select(CaseRevision)
        .where(CaseRevision.id.in_(made))
        .options(selectinload(CaseRevision.commentaries))
        .order_by(CaseRevision.id)
    ).all()


def test_a_book_of_few_cases_becomes_one_module(casebook):
    made = build_modules(casebook, revisions_of(casebook, 2), NOON)
    assert [one.title for one in made] == ["社区做法"]
    assert [title for _, title in list_module_cases(made[0])] == ["案例1", "案例2"]


def test_a_larger_book_becomes_one_published_module_a_case(casebook):
    made = build_modules(casebook, revisions_of(casebook, 4), NOON)
    assert [one.title for one in made] == ["案例1", "案例2", "案例3", "案例4"]
    assert {one.state for one in made} == {ModuleState.PUBLISHED}
    assert [entry.case_count for entry in list_modules(casebook.organization_id, casebook.id)] == [1, 1, 1, 1]


def test_title_objectives_number_and_order_can_be_changed(casebook):
    module = build_modules(casebook, revisions_of(casebook, 2), NOON)[0]
    turned = tuple(case_id for case_id, _ in reversed(list_module_cases(module)))
    change_module(module, ModuleChange(" 新名 ", "学会商量", 5, turned))
    assert (module.title, module.objectives, module.question_count) == ("新名", "学会商量", 5)
    assert [title for _, title in list_module_cases(module)] == ["案例2", "案例1"]


@pytest.mark.parametrize(
    ("title", "count", "code"),
    [("  ", 5, "module-title-missing"), ("名", 0, "module-question-count"), ("名", 101, "module-question-count")],
)
def test_a_module_needs_a_title_and_a_sensible_number_of_questions(casebook, title, count, code):
    module = build_modules(casebook, revisions_of(casebook, 1), NOON)[0]
    cases = tuple(case_id for case_id, _ in list_module_cases(module))
    with pytest.raises(DomainError) as refused:
        change_module(module, ModuleChange(title, "", count, cases))
    assert refused.value.code == code


def test_an_order_must_name_each_case_once(casebook):
    module = build_modules(casebook, revisions_of(casebook, 2), NOON)[0]
    first = list_module_cases(module)[0][0]
    with pytest.raises(DomainError, match="module-order"):
        change_module(module, ModuleChange("名", "", 5, (first, first)))


def test_another_organization_does_not_find_the_module(casebook):
    module = build_modules(casebook, revisions_of(casebook, 1), NOON)[0]
    with pytest.raises(NotFoundError):
        get_module(OrganizationFactory().id, module.id)
