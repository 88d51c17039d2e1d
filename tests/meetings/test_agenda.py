"""The agenda makes itself from the cases and adds up to the time there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.errors import ConflictError, DomainError
from studyapp.meetings.agenda import StepDraft, change_agenda, draft_agenda, list_steps, timed
from studyapp.meetings.models import StepKind, StudySessionState
from tests.meetings.meeting import MINUTE, make_meeting


def drafts_of(meeting):
    return [StepDraft(one.kind, one.minutes, one.case_id, one.title, one.id) for one in list_steps(meeting.id)]


@given(st.integers(0, 6), st.integers(60, 720))
def test_the_minutes_add_up_to_the_time_there_is(cases, minutes):
    steps = draft_agenda(range(cases), minutes)
    assert sum(one.minutes for one in steps) == minutes
    assert all(one.minutes >= 1 for one in steps)


def test_a_case_is_read_voted_on_discussed_voted_on_again_and_only_then_its_commentary_opens():
    kinds = [one.kind for one in draft_agenda([7], 90)]
    assert kinds == [
        StepKind.READING,
        StepKind.FIRST_VOTE,
        StepKind.DISCUSSION,
        StepKind.SECOND_VOTE,
        StepKind.COMMENTARY,
        StepKind.FLOOR,
        StepKind.SUMMING_UP,
    ]


def test_steps_follow_each_other_from_the_beginning(db_session):
    meeting = make_meeting()
    steps = timed(meeting.found, list_steps(meeting.id))
    assert steps[0].begins_at == meeting.found.starts_at
    assert steps[-1].ends_at == meeting.found.ends_at
    assert [one.begins_at for one in steps[1:]] == [one.ends_at for one in steps[:-1]]


def test_steps_are_put_in_another_order_renamed_left_out_and_added(db_session):
    meeting = make_meeting()
    drafts = drafts_of(meeting)
    fresh = StepDraft(StepKind.OTHER, 12, None, "茶歇")
    changed = [drafts[1], fresh, drafts[0]]
    change_agenda(meeting.host, meeting.id, changed)
    steps = list_steps(meeting.id)
    assert [(one.position, one.kind, one.title, one.minutes) for one in steps] == [
        (1, drafts[1].kind, "", drafts[1].minutes),
        (2, StepKind.OTHER, "茶歇", 12),
        (3, drafts[0].kind, "", drafts[0].minutes),
    ]


@pytest.mark.parametrize("minutes", [0, 601])
def test_a_step_takes_a_sensible_time(db_session, minutes):
    meeting = make_meeting()
    with pytest.raises(DomainError, match="step-minutes"):
        change_agenda(meeting.host, meeting.id, [StepDraft(StepKind.OTHER, minutes)])


def test_a_step_of_another_study_session_is_not_taken(db_session):
    one = make_meeting()
    other = make_meeting(one.classroom)
    with pytest.raises(DomainError, match="step-unknown"):
        change_agenda(one.host, one.id, drafts_of(other))


def test_the_agenda_stays_once_the_study_session_has_begun(db_session):
    meeting = make_meeting()
    meeting.found.state, meeting.found.began_at = StudySessionState.RUNNING, meeting.found.starts_at + MINUTE
    with pytest.raises(ConflictError, match="agenda-fixed"):
        change_agenda(meeting.host, meeting.id, drafts_of(meeting))
