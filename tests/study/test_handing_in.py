"""The end of an attempt."""

from __future__ import annotations

import threading

import pytest

from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.questions.models import QuestionTotals
from studyapp.study.handing_in import Closing, close_overdue, hand_in, has_overdue
from studyapp.study.models import Attempt, AttemptState, EnrolmentState, Response, ResponseMark
from studyapp.study.saving import Save, save_response
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, MINUTE, SECRET, make_classroom


def marks():
    return list(db.session.scalars(db.select(ResponseMark).order_by(ResponseMark.position)))


def test_a_hand_in_marks_what_was_saved(room):
    attempt = room.start()
    room.answer(attempt, right=4, wrong=1)
    assert hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET) is AttemptState.HANDED_IN
    assert [one.score for one in marks()] == [1, 1, 1, 1, 0, 0]
    assert [one.response_id is None for one in marks()] == [False] * 5 + [True]
    assert (attempt.points, attempt.points_possible, attempt.is_passed) == (4, 6, True)
    assert attempt.scaled == pytest.approx(4 / 6)
    assert attempt.ended_at == NOON + MINUTE


def test_a_score_just_at_the_pass_mark_passes(db_session):
    room = make_classroom(pass_mark=50)
    attempt = room.start()
    room.answer(attempt, right=3)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    assert attempt.is_passed


def test_the_enrolment_follows(room):
    first = room.start()
    room.answer(first, right=6)
    hand_in(room.learner, first.id, NOON + MINUTE, SECRET)
    second = room.start(NOON + 2 * MINUTE)
    hand_in(room.learner, second.id, NOON + 3 * MINUTE, SECRET)
    standing = room.enrolment
    assert (standing.state, standing.passed_at) == (EnrolmentState.PASSED, NOON + MINUTE)
    assert (standing.best_score, standing.last_score, standing.attempts_used) == (1.0, 0.0, 2)


def test_handing_in_twice_is_handing_in_once(room):
    attempt = room.start()
    hand_in(room.learner, attempt.id, NOON, SECRET)
    code = attempt.receipt_code
    assert hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET) is AttemptState.HANDED_IN
    assert (attempt.receipt_code, attempt.ended_at, len(marks())) == (code, NOON, 6)


def test_a_hand_in_after_the_time_is_a_closing_at_the_time(db_session):
    room = make_classroom(duration_minutes=10)
    attempt = room.start()
    assert hand_in(room.learner, attempt.id, NOON + 11 * MINUTE, SECRET) is AttemptState.CLOSED
    assert attempt.ended_at == NOON + 10 * MINUTE


def test_the_server_closes_overdue_attempts_and_marks_what_was_saved_in_time(db_session):
    room = make_classroom(duration_minutes=10)
    attempt = room.start()
    room.answer(attempt, right=2)
    room.save(attempt, 3, room.right(attempt, 3), now=NOON + 10 * MINUTE)
    assert not has_overdue(NOON + 9 * MINUTE)
    assert has_overdue(NOON + 10 * MINUTE)
    assert len(close_overdue(NOON + DAY, SECRET).closed) == 1
    assert close_overdue(NOON + DAY, SECRET) == Closing()
    assert (attempt.state, attempt.points) == (AttemptState.CLOSED, 2)


def test_closing_can_be_asked_for_one_person(room):
    room.start()
    assert close_overdue(NOON + 8 * DAY, SECRET, account_id=room.house.organizer.id) == Closing()
    assert len(close_overdue(NOON + 8 * DAY, SECRET, account_id=room.house.learner.id).closed) == 1


def test_a_withdrawn_assignment_takes_no_hand_in(room):
    attempt = room.start()
    room.assignment.withdrawn_at = NOON
    with pytest.raises(ConflictError, match="assignment-withdrawn"):
        hand_in(room.learner, attempt.id, NOON, SECRET)


def test_only_ones_own_attempt_is_handed_in(room):
    attempt = room.start()
    stranger = make_house("隔壁单位")
    for actor in (stranger.actor(stranger.learner), room.house.actor(room.house.organizer)):
        with pytest.raises(NotFoundError, match="attempt-not-found"):
            hand_in(actor, attempt.id, NOON, SECRET)


def test_a_retired_question_is_marked_as_it_was_asked(room):
    attempt = room.start()
    room.answer(attempt, right=6)
    for version in [one for case in room.versions for one in case]:
        db.session.execute(db.text("UPDATE question SET state = 'retired', version_number = 2"))
        assert version.number == 1
    hand_in(room.learner, attempt.id, NOON, SECRET)
    assert attempt.points == 6


def test_question_totals_count_answered_positions(room):
    attempt = room.start()
    room.answer(attempt, right=2, wrong=1)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    totals = list(db.session.scalars(db.select(QuestionTotals)))
    assert sum(one.n for one in totals) == 3
    assert sum(one.sum_x for one in totals) == 2
    assert sorted(one.sum_r for one in totals) == pytest.approx([0.2, 0.2, 0.4])


def test_a_hand_in_takes_a_constant_number_of_queries(db_session, query_count):
    counts = []
    for name, questions in (("甲", 2), ("乙", 6)):
        room = make_classroom(make_house(name), questions=questions)
        attempt, learner = room.start(), room.learner
        room.answer(attempt, right=2 * questions)
        with query_count() as queries:
            hand_in(learner, attempt.id, NOON, SECRET)
        counts.append(len(queries.statements))
    assert counts[0] == counts[1] <= 14


def test_a_race_of_saves_and_hand_ins_marks_once(app, room):
    attempt = room.start()
    learner, attempt_id = room.learner, attempt.id
    given = {one: room.right(attempt, one) for one in range(1, 7)}
    db.session.commit()
    problems: list[BaseException] = []

    def act(position: int) -> None:
        try:
            with app.app_context():
                begin_writing()
                room_save(learner, attempt_id, position, given[position])
                db.session.commit()
                begin_writing()
                hand_in(learner, attempt_id, NOON + MINUTE, SECRET)
                db.session.commit()
        except BaseException as problem:  # noqa: BLE001 - shown by the assertion below
            problems.append(problem)

    threads = [threading.Thread(target=act, args=(position,)) for position in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    assert problems == []
    assert len(marks()) == 6
    counted = db.session.scalar(db.select(db.func.count()).where(Response.attempt_id == attempt_id, ~Response.is_late))
    assert db.session.get(Attempt, attempt_id).points == counted


def room_save(learner, attempt_id, position, given):
    return save_response(learner, attempt_id, Save(position, given, 0, f"t{position}.1"), NOON)
