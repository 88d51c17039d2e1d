"""A study session is planned from a module; who may see and change it; what cannot be planned."""

from __future__ import annotations

import pytest

from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.meetings import planning
from studyapp.meetings.access import get_managed, get_recorded, get_study_session
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.models import StepKind
from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import list_rounds
from studyapp.people.models import Role
from studyapp.questions.models import Question, QuestionState
from tests.meetings.meeting import MINUTE, make_meeting, session_plan
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom


def test_each_case_gets_the_same_question_before_and_after_the_discussion(db_session):
    meeting = make_meeting()
    rounds = list_rounds(meeting.id)
    steps = {step.id: step for step in list_steps(meeting.id)}
    assert [steps[one.step_id].kind for one in rounds] == [StepKind.FIRST_VOTE, StepKind.SECOND_VOTE] * 2
    assert rounds[1].repeats_id == rounds[0].id
    assert rounds[1].prompt == rounds[0].prompt
    assert rounds[0].prompt.startswith("案例之1")
    assert rounds[2].prompt.startswith("案例之2")
    assert all(one.is_anonymous for one in rounds)


def test_a_case_without_an_approved_question_is_voted_on_by_stance(db_session):
    classroom = make_classroom()
    for question in db_session.scalars(db_session.query(Question).statement):
        question.state = QuestionState.DRAFT
    rounds = list_rounds(make_meeting(classroom).id)
    assert {one.kind for one in rounds} == {RoundKind.SCALE}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "session-title-missing"),
        ({"ends_at": NOON}, "session-times"),
        ({"ends_at": NOON + 151 * MINUTE}, "session-length"),
        ({"ends_at": NOON + 2000 * MINUTE}, "session-length"),
        ({"starts_at": NOON - 100 * MINUTE, "ends_at": NOON}, "starts-in-the-past"),
        ({"unit_ids": frozenset()}, "units-missing"),
        ({"host_id": 999_999}, "host-unknown"),
        ({"recorder_id": 999_999}, "recorder-unknown"),
    ],
)
def test_a_plan_that_cannot_be_held_is_refused(db_session, changes, code):
    with pytest.raises(DomainError, match=code):
        make_meeting(**changes)


def test_a_learner_cannot_host(db_session):
    classroom = make_classroom()
    with pytest.raises(DomainError, match="host-unknown"):
        make_meeting(classroom, host_id=classroom.house.learner.id)


def test_the_module_and_units_of_another_organization_do_not_exist(db_session):
    classroom, other = make_classroom(), make_classroom(make_house("别处"))
    with pytest.raises(NotFoundError):
        make_meeting(classroom, module_id=other.module.id)
    with pytest.raises(NotFoundError):
        make_meeting(classroom, unit_ids=frozenset({other.house.east.id}))


def test_a_study_session_of_others_does_not_exist(db_session):
    meeting, other = make_meeting(), make_house("别处")
    with pytest.raises(NotFoundError):
        get_study_session(other.actor(other.administrator), meeting.id)
    with pytest.raises(NotFoundError):
        get_study_session(meeting.learner, meeting.id)
    west = meeting.join("西馆组织者", meeting.house.west, Role.ORGANIZER)
    with pytest.raises(NotFoundError):
        get_study_session(meeting.house.actor(west), meeting.id)


def test_an_organizer_of_one_unit_sees_what_invites_the_whole_house_but_does_not_change_it(db_session):
    classroom = make_classroom()
    meeting = make_meeting(
        classroom, unit_ids=frozenset({classroom.house.root.id}), host_id=classroom.house.administrator.id
    )
    assert get_study_session(meeting.host, meeting.id).id == meeting.id
    with pytest.raises(ForbiddenError):
        get_managed(meeting.host, meeting.id)


def test_the_recorder_writes_roll_and_minutes_and_changes_nothing_else(db_session):
    classroom = make_classroom()
    meeting = make_meeting(classroom, recorder_id=classroom.house.learner.id)
    assert get_recorded(meeting.learner, meeting.id).id == meeting.id
    with pytest.raises(ForbiddenError):
        get_managed(meeting.learner, meeting.id)


def test_learners_see_what_they_are_invited_to_until_it_is_over_or_called_off(db_session):
    meeting = make_meeting()
    elsewhere = meeting.house.actor(meeting.join("西馆学员", meeting.house.west))
    shown = [one.title for one in planning.list_upcoming(meeting.learner, NOON)]
    assert shown == ["三月集中学习"]
    assert planning.list_upcoming(elsewhere, NOON) == []
    assert planning.list_upcoming(meeting.learner, NOON + 3000 * MINUTE) == []
    planning.cancel(meeting.host, meeting.id, NOON)
    assert planning.list_upcoming(meeting.learner, NOON) == []


def test_a_unit_below_an_invited_one_is_invited(db_session):
    classroom = make_classroom()
    meeting = make_meeting(classroom, unit_ids=frozenset({classroom.house.root.id}))
    assert len(planning.list_upcoming(meeting.learner, NOON)) == 1


def test_time_people_and_units_can_be_changed_before_it_begins(db_session):
    meeting = make_meeting()
    admin = meeting.house.actor(meeting.house.administrator)
    units = frozenset({meeting.house.west.id})
    planning.change_plan(admin, meeting.id, session_plan(meeting.classroom, place="礼堂", unit_ids=units))
    assert meeting.found.place == "礼堂"
    assert planning.list_unit_ids(meeting.found) == [meeting.house.west.id]


def test_what_is_called_off_stays_so(db_session):
    meeting = make_meeting()
    planning.cancel(meeting.host, meeting.id, NOON)
    with pytest.raises(ConflictError, match="study-session-cancelled"):
        planning.cancel(meeting.host, meeting.id, NOON)
