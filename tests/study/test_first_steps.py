"""The first visit's checklist knows what has been done, and goes away when it is."""

import pytest

from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.questions.models import QuestionState
from studyapp.study.first_steps import FirstStep, find_first_steps
from studyapp.study.models import AssignmentTarget
from tests.factories import AssignmentFactory, CasebookFactory, CaseFactory, ModuleFactory, QuestionFactory
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def organizer(house):
    return house.actor(house.organizer)


def make_question(house, state):
    case = CaseFactory(casebook=CasebookFactory(organization=house.organization))
    QuestionFactory(case=case, state=state)
    return case


def test_the_next_step_is_the_first_that_is_not_done(house, organizer):
    found = find_first_steps(organizer)
    assert found.done == {FirstStep.PEOPLE}
    assert found.next_step is FirstStep.CASEBOOK
    make_question(house, QuestionState.DRAFT)
    assert find_first_steps(organizer).next_step is FirstStep.QUESTIONS
    make_question(house, QuestionState.APPROVED)
    assert find_first_steps(organizer).next_step is FirstStep.ASSIGNMENT


def test_people_of_other_units_are_not_ones_own_people(house):
    host = create_account("west-host", "西馆组织者", NOON)
    add_membership(house.west, host, Role.ORGANIZER, NOON)
    assert find_first_steps(house.actor(host)).done == frozenset()


def test_a_casebook_of_another_organization_is_not_ones_own(organizer):
    CasebookFactory()
    assert find_first_steps(organizer).next_step is FirstStep.CASEBOOK


def test_the_checklist_goes_away_once_ones_people_have_been_given_something(house, organizer, db_session):
    assignment = AssignmentFactory(module_made=ModuleFactory(organization=house.organization))
    names = {"organization_id": house.organization.id, "assignment_id": assignment.id}
    db_session.add(AssignmentTarget(**names, unit_id=house.west.id))
    db_session.flush()
    assert find_first_steps(organizer) is not None
    assert find_first_steps(house.actor(house.administrator)) is None
    db_session.add(AssignmentTarget(**names, account_id=house.learner.id))
    db_session.flush()
    assert find_first_steps(organizer) is None
