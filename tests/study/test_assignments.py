from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.people.directory import end_membership
from studyapp.people.models import Organization, Role
from studyapp.people.organizations import add_membership
from studyapp.study import assignments
from studyapp.study.assignment_plan import AssignmentPlan, Targets, plan_of
from studyapp.study.assignment_reach import count_people, find_people
from studyapp.study.enrolments import withdraw_leaver
from studyapp.study.models import Attempt, AttemptState, Enrolment, Feedback, QuizMode
from tests.factories import AttemptFactory, CaseFactory, ModuleCaseFactory, ModuleFactory, QuestionFactory
from tests.people.houses import NOON, make_house

pytestmark = pytest.mark.usefixtures("db_session")


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def module(house):
    return make_module(house.organization)


@pytest.fixture
def organizer(house):
    return house.actor(house.organizer)


@pytest.fixture
def administrator(house):
    return house.actor(house.administrator)


def make_module(organization: Organization):
    """A published module of one case with one approved question."""
    module = ModuleFactory(organization=organization)
    case = ModuleCaseFactory(module=module, case=CaseFactory(casebook__organization=organization)).case_id
    QuestionFactory(case=db.session.get(Case, case))
    return module


def plan(module, **changes):
    made = AssignmentPlan(module.id, "三月学习", NOON - timedelta(hours=1), NOON + timedelta(days=7))
    return replace(made, **changes)


def learner(unit, name):
    account = create_account(f"{name}-{unit.id}", name, NOON)
    add_membership(unit, account, Role.LEARNER, NOON)
    return account


def units(*given):
    return Targets(frozenset(unit.id for unit in given))


def give(actor, module, *given, **changes):
    return assignments.create_assignment(actor, plan(module, **changes), units(*given), NOON)


def begin(assignment, db_session, **changes):
    """Let the first enrolled person begin a paper."""
    enrolment = db_session.scalars(select(Enrolment).where(Enrolment.assignment_id == assignment.id)).first()
    enrolment.attempts_used = 1
    values = {"started_at": NOON, "closes_at": assignment.closes_at, **changes}
    return AttemptFactory(enrolment_made=enrolment, **values)


def test_giving_a_module_to_a_unit_enrols_its_learners(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    enrolled = list(db_session.scalars(select(Enrolment).where(Enrolment.assignment_id == assignment.id)))
    assert [(one.account_id, one.unit_id) for one in enrolled] == [(house.learner.id, house.east.id)]
    assert assignment.created_by_id == house.organizer.id


def test_a_person_who_is_reached_twice_is_counted_once(administrator, house):
    person = learner(house.west, "重复")
    add_membership(house.east, person, Role.LEARNER, NOON)
    both = Targets(frozenset({house.root.id, house.east.id}), frozenset({person.id}))
    assert count_people(administrator, both) == 2


def test_an_organizer_gives_only_to_their_own_units_and_people(organizer, module, house):
    stranger = learner(house.west, "西馆的人")
    for targets in (units(house.west), units(house.root), Targets(account_ids=frozenset({stranger.id}))):
        with pytest.raises(NotFoundError):
            assignments.create_assignment(organizer, plan(module), targets, NOON)


def test_a_module_of_another_organization_is_not_found(organizer, house, db_session):
    with pytest.raises(NotFoundError, match="module-not-found"):
        give(organizer, make_module(make_house("河西图书馆").organization), house.east)


def test_a_module_without_approved_questions_is_not_given(organizer, house):
    with pytest.raises(DomainError, match="module-without-questions"):
        give(organizer, ModuleFactory(organization=house.organization), house.east)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title-missing"),
        ({"closes_at": NOON - timedelta(hours=2)}, "dates-reversed"),
        ({"opens_at": NOON - timedelta(days=2), "closes_at": NOON - timedelta(days=1)}, "deadline-past"),
        ({"pass_mark": 101}, "pass-mark-range"),
        ({"attempts_allowed": 0}, "attempts-range"),
        ({"duration_minutes": 0}, "duration-range"),
        ({"mode": QuizMode.EXAM, "feedback": Feedback.AT_ONCE}, "feedback-too-early"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(organizer, module, house, changes, code):
    with pytest.raises(DomainError, match=code):
        give(organizer, module, house.east, **changes)


def test_an_assignment_for_nobody_is_refused(organizer, module):
    with pytest.raises(DomainError, match="targets-missing"):
        assignments.create_assignment(organizer, plan(module), Targets(), NOON)


def test_an_assignment_of_other_units_is_not_found(administrator, organizer, module, house):
    learner(house.west, "西馆的人")
    theirs = give(administrator, module, house.west)
    with pytest.raises(NotFoundError):
        assignments.get_assignment(organizer, theirs.id)
    foreign_house = make_house("河西图书馆")
    with pytest.raises(NotFoundError):
        assignments.get_assignment(foreign_house.actor(foreign_house.administrator), theirs.id)


def test_a_named_person_who_leaves_takes_no_rights_from_the_organizer(organizer, administrator, module, house):
    named = learner(house.east, "走的人")
    targets = Targets(account_ids=frozenset({named.id, house.learner.id}))
    assignment = assignments.create_assignment(organizer, plan(module), targets, NOON)
    membership = add_membership(house.east, named, Role.LEARNER, NOON)
    end_membership(organizer, membership.id, NOON)
    withdraw_leaver(membership, NOON)
    assert assignments.may_manage(organizer, assignment)
    with pytest.raises(NotFoundError):  # but nothing new is given to one who has left
        assignments.create_assignment(organizer, plan(module), targets, NOON)
    stranger = Targets(account_ids=frozenset({learner(house.west, "西馆的人").id}))
    assignments.add_targets(administrator, assignment.id, stranger, NOON)
    assert not assignments.may_manage(organizer, assignment)


def test_an_organizer_sees_but_does_not_change_what_is_for_others_too(administrator, organizer, module, house):
    whole = give(administrator, module, house.root)
    assert assignments.get_assignment(organizer, whole.id) is whole
    assert not assignments.may_manage(organizer, whole)
    with pytest.raises(ForbiddenError, match="assignment-not-yours"):
        assignments.withdraw_assignment(organizer, whole.id, NOON)


def test_before_anybody_began_everything_can_change(organizer, module, house):
    assignment = give(organizer, module, house.east)
    changed = plan(module, pass_mark=80, mode=QuizMode.EXAM, closes_at=NOON + timedelta(days=1))
    assignments.change_assignment(organizer, assignment.id, changed, NOON)
    assert plan_of(assignment) == changed


def test_unfair_changes_are_refused_by_name_once_a_paper_was_begun(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    begin(assignment, db_session)
    unfair = plan(module, pass_mark=50, attempts_allowed=2, closes_at=NOON + timedelta(days=6))
    with pytest.raises(ConflictError, match="edit-unfair") as error:
        assignments.change_assignment(organizer, assignment.id, unfair, NOON)
    assert error.value.parameters == {"fields": ["pass_mark", "closes_at", "attempts_allowed"], "begun": 1}
    fair = plan(module, title="四月学习", attempts_allowed=5, closes_at=NOON + timedelta(days=9))
    assert assignments.change_assignment(organizer, assignment.id, fair, NOON).attempts_allowed == 5


def test_a_later_deadline_needs_a_reason_and_carries_open_papers_along(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    attempt = begin(assignment, db_session)
    later = assignment.closes_at + timedelta(days=2)
    with pytest.raises(DomainError, match="extension-reason-missing"):
        assignments.extend_deadline(organizer, assignment.id, later, "", NOON)
    with pytest.raises(DomainError, match="extension-not-later"):
        assignments.extend_deadline(organizer, assignment.id, assignment.closes_at, "外出培训", NOON)
    assignments.extend_deadline(organizer, assignment.id, later, "外出培训", NOON)
    assert db_session.get(Attempt, attempt.id).closes_at == later


def test_a_later_deadline_by_plain_change_carries_open_papers_along_too(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    attempt = begin(assignment, db_session)
    later = assignment.closes_at + timedelta(days=2)
    assignments.change_assignment(organizer, assignment.id, plan(module, closes_at=later), NOON)
    assert attempt.closes_at == later


def test_a_paper_that_was_over_when_the_deadline_moved_stays_over(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    attempt, before = begin(assignment, db_session), assignment.closes_at
    just_after = before + timedelta(seconds=1)
    assignments.extend_deadline(organizer, assignment.id, before + timedelta(days=2), "停电", just_after)
    assert (attempt.state, attempt.closes_at) == (AttemptState.OPEN, before)


def test_a_timed_paper_is_not_carried_beyond_its_own_time(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east, duration_minutes=30)
    started = assignment.closes_at - timedelta(minutes=10)
    late_start = begin(assignment, db_session, started_at=started)
    assignments.extend_deadline(organizer, assignment.id, assignment.closes_at + timedelta(days=1), "停电", NOON)
    assert late_start.closes_at == started + timedelta(minutes=30)


def test_an_ended_paper_stays_ended(organizer, module, house, db_session):
    assignment = give(organizer, module, house.east)
    ended = begin(assignment, db_session, state=AttemptState.HANDED_IN)
    assignments.extend_deadline(organizer, assignment.id, assignment.closes_at + timedelta(days=1), "停电", NOON)
    assert ended.closes_at < assignment.closes_at


def test_further_units_can_be_added_while_it_runs(administrator, module, house, db_session):
    assignment = give(administrator, module, house.east)
    person = learner(house.west, "后来的人")
    assert assignments.add_targets(administrator, assignment.id, units(house.west, house.east), NOON) == 1
    assert db_session.scalar(select(Enrolment.id).where(Enrolment.account_id == person.id))
    with pytest.raises(ConflictError, match="assignment-over"):
        assignments.add_targets(administrator, assignment.id, units(house.root), assignment.closes_at)


def test_a_withdrawn_assignment_takes_no_more_changes(organizer, module, house):
    assignment = give(organizer, module, house.east)
    assert assignments.withdraw_assignment(organizer, assignment.id, NOON).withdrawn_at == NOON
    with pytest.raises(ConflictError, match="assignment-withdrawn"):
        assignments.extend_deadline(organizer, assignment.id, NOON + timedelta(days=30), "误撤", NOON)


def test_people_are_found_by_either_name_and_doubtful_ones_are_said(organizer, house):
    one = learner(house.east, "丁一")
    first, second = learner(house.east, "同名"), create_account("another", "同名", NOON)
    add_membership(house.east, second, Role.LEARNER, NOON)
    found, unknown = find_people(organizer, ["丁一", house.learner.sign_in_name.upper(), "同名", "无此人", ""])
    assert set(found.values()) == {one.id, house.learner.id}
    assert unknown == ["同名", "无此人"]
    assert find_people(organizer, [first.sign_in_name])[1] == []
