"""Starting attempts."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.questions.models import Question, QuestionState
from studyapp.study.attempts import start
from studyapp.study.handing_in import hand_in
from studyapp.study.models import Attempt, AttemptState, EnrolmentState, Feedback, Paper, PaperQuestion
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, MINUTE, SECRET, make_classroom


def test_a_second_start_gives_the_same_attempt(room):
    assert room.start().id == room.start(seed="2").id
    assert room.enrolment.attempts_used == 1


def test_an_attempt_closes_after_its_duration_or_with_the_assignment(db_session):
    room = make_classroom(duration_minutes=30)
    assert room.start().closes_at == NOON + 30 * MINUTE
    other = make_classroom(make_house("又一家"), duration_minutes=30, closes_at=NOON + 10 * MINUTE)
    assert other.start().closes_at == NOON + 10 * MINUTE


def test_the_paper_freezes_rules_versions_and_order(room):
    attempt = room.start()
    paper = db.session.scalars(db.select(Paper).filter_by(attempt_id=attempt.id)).one()
    assert (paper.pass_mark, paper.feedback, paper.question_count) == (60, Feedback.AFTER_HAND_IN, 6)
    places = list(db.session.scalars(db.select(PaperQuestion).filter_by(paper_id=paper.id)))
    assert [one.position for one in places] == [1, 2, 3, 4, 5, 6]
    assert all(sorted(one.option_order) == [0, 1, 2] for one in places)


def test_no_attempt_before_the_opening_or_after_the_deadline(room):
    with pytest.raises(ConflictError, match="assignment-not-open-yet"):
        room.start(NOON - 61 * MINUTE)
    with pytest.raises(ConflictError, match="assignment-closed"):
        room.start(NOON + 7 * DAY)


def test_no_more_attempts_than_allowed(db_session):
    room = make_classroom(attempts_allowed=1)
    hand_in(room.learner, room.start().id, NOON, SECRET)
    with pytest.raises(ConflictError, match="attempts-used-up"):
        room.start()


def test_a_withdrawn_assignment_begins_no_attempt(room):
    room.assignment.withdrawn_at = NOON
    with pytest.raises(ConflictError, match="assignment-withdrawn"):
        room.start()


def test_without_an_approved_question_there_is_no_attempt(room):
    for question in db.session.scalars(db.select(Question)):
        question.state = QuestionState.RETIRED
    with pytest.raises(ConflictError, match="no-questions"):
        room.start()
    assert db.session.scalar(db.select(Attempt.id)) is None


def test_another_persons_or_organizations_assignment_is_not_found(room):
    house = room.house
    with pytest.raises(NotFoundError):
        start(house.actor(house.organizer), room.assignment.id, NOON, "1")
    stranger = make_house("隔壁单位")
    with pytest.raises(NotFoundError):
        start(stranger.actor(stranger.learner), room.assignment.id, NOON, "1")


def test_the_database_itself_refuses_a_second_open_attempt(room):
    attempt = room.start()
    fields = {name: getattr(attempt, name) for name in ("organization_id", "enrolment_id", "account_id")}
    db.session.add(Attempt(number=2, started_at=NOON, closes_at=NOON + DAY, state=AttemptState.OPEN, **fields))
    with pytest.raises(Exception, match=r"(?i)unique"):
        db.session.flush()


def test_starting_is_answering_unless_already_passed(room):
    attempt = room.start()
    assert room.enrolment.state is EnrolmentState.ANSWERING
    room.answer(attempt, right=6)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    room.start()
    assert room.enrolment.state is EnrolmentState.PASSED


def test_a_second_paper_asks_what_the_first_did_not(db_session):
    room = make_classroom(questions=4)
    room.module.question_count = 4
    first = room.start()
    asked = {one.version_id for one in room.asked(first)}
    hand_in(room.learner, first.id, NOON, SECRET)
    second = room.start(seed="2")
    assert asked.isdisjoint(one.version_id for one in room.asked(second))
