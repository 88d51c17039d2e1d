from __future__ import annotations

import pytest

from studyapp.questions.models import QuestionTotals
from studyapp.study.weak_questions import count_unmeasured, weakest_questions
from tests.factories import CaseFactory, ModuleCaseFactory, ModuleFactory, RevisionFactory, VersionFactory
from tests.people.houses import make_house

pytestmark = pytest.mark.usefixtures("db_session")


@pytest.fixture
def house(db_session):
    return make_house()


def answered(house, module, n, right, stem="社区有多少户居民？"):
    case = CaseFactory(casebook__organization=house.organization)
    ModuleCaseFactory(module=module, case=case, position=case.number)
    version = VersionFactory(revision=RevisionFactory(case=case), stem=stem)
    totals = QuestionTotals(version_id=version.id, organization_id=house.organization.id, n=n, sum_x=right)
    totals.sum_xx = right
    return totals


def test_the_lowest_share_correct_comes_first_with_its_evidence(house, db_session):
    module = ModuleFactory(organization=house.organization)
    db_session.add_all([answered(house, module, 20, 15, "容易的"), answered(house, module, 20, 5, "难的")])
    db_session.flush()
    weak = weakest_questions(house.actor(house.organizer), module.id)
    assert [(one.stem, one.figures.n, one.figures.difficulty) for one in weak] == [
        ("难的", 20, 0.25),
        ("容易的", 20, 0.75),
    ]
    assert [quote.text for quote in weak[0].quotes] == ["社区有三百户居民。"]


def test_a_question_with_few_responses_is_not_called_weak(house, db_session):
    module = ModuleFactory(organization=house.organization)
    db_session.add(answered(house, module, 9, 0))
    db_session.flush()
    actor = house.actor(house.organizer)
    assert weakest_questions(actor, module.id) == []
    assert count_unmeasured(actor, module.id) == 1


def test_other_modules_do_not_come_in(house, db_session):
    module, other = (ModuleFactory(organization=house.organization) for _ in range(2))
    db_session.add(answered(house, other, 20, 0))
    db_session.flush()
    assert weakest_questions(house.actor(house.organizer), module.id) == []
