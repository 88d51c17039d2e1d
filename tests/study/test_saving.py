"""Saving answers."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.study.answers import as_shown
from studyapp.study.handing_in import close_overdue, hand_in
from studyapp.study.models import Response
from studyapp.study.saving import NotCounted, Save, save_response
from studyapp.study.sittings import list_counting
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, MINUTE, SECRET, make_classroom


def rows():
    return list(db.session.scalars(db.select(Response).order_by(Response.version)))


def test_each_save_is_a_new_version_and_the_newest_counts(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]})
    saved = room.save(attempt, 1, {"chosen": [1]}, base_version=1)
    assert saved.version == 2
    assert len(rows()) == 2
    assert list_counting(attempt.id)[1].version == 2


def test_the_same_save_key_is_the_same_save(room):
    attempt = room.start()
    first = room.save(attempt, 1, {"chosen": [0]}, save_key="a.1")
    again = room.save(attempt, 1, {"chosen": [0]}, save_key="a.1", now=NOON + MINUTE)
    assert (first.version, first.saved_at) == (again.version, again.saved_at)
    assert len(rows()) == 1


def test_the_same_answer_twice_is_stored_once(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="a.1")
    assert room.save(attempt, 1, {"chosen": [0]}, save_key="b.1").version == 1


def test_an_answer_from_an_older_page_does_not_overwrite_a_newer_one(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1")
    with pytest.raises(ConflictError, match="answer-newer-elsewhere") as refusal:
        room.save(attempt, 1, {"chosen": [1]}, save_key="desk.1")
    newest = refusal.value.parameters["newest"]
    assert (newest.version, newest.shown) == (1, {"chosen": [0]})
    assert len(rows()) == 1


def test_a_page_goes_on_from_its_own_save_whose_acknowledgement_was_lost(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1")
    assert room.save(attempt, 1, {"chosen": [1]}, save_key="phone.2", base_version=0).version == 2


def test_nothing_given_where_nothing_was_stored_is_not_stored(room):
    attempt = room.start()
    assert room.save(attempt, 1, {"chosen": []}).version == 0
    assert rows() == []
    room.save(attempt, 1, {"chosen": [0]})
    assert room.save(attempt, 1, {"chosen": []}, base_version=1).version == 2


def test_a_key_used_again_for_another_answer_loses_nothing(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1")
    assert room.save(attempt, 1, {"chosen": [1]}, save_key="phone.1", base_version=1).version == 2


def test_an_overtaken_save_of_the_same_page_changes_nothing(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [1]}, save_key="phone.2")
    assert room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1").version == 1
    assert len(rows()) == 1


def test_an_answer_taken_back_is_not_brought_back_by_a_save_on_its_way(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1")
    # phone.2 chose another option and is still on its way when phone.3 returns to the first
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.3", base_version=1)
    room.save(attempt, 1, {"chosen": [1]}, save_key="phone.2", base_version=1)
    assert as_shown_now(room, attempt) == {"chosen": [0]}


def as_shown_now(room, attempt):
    """Return the counting answer to the first question, as its page would show it."""
    return as_shown(room.asked(attempt)[0], list_counting(attempt.id)[1].content)


def test_a_late_response_is_stored_and_not_counted(db_session):
    room = make_classroom(duration_minutes=10)
    attempt = room.start()
    saved = room.save(attempt, 1, room.right(attempt, 1), now=NOON + 10 * MINUTE)
    assert saved.not_counted is NotCounted.TIME_OVER
    assert rows()[0].is_late
    assert list_counting(attempt.id) == {}


def test_an_answer_after_the_hand_in_is_late_whatever_it_was_based_on(room):
    attempt = room.start()
    room.save(attempt, 1, {"chosen": [0]}, save_key="phone.1")
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    saved = room.save(attempt, 1, {"chosen": [1]}, save_key="desk.1", now=NOON + 2 * MINUTE)
    assert saved.not_counted is NotCounted.HANDED_IN
    assert list_counting(attempt.id)[1].version == 1


def test_an_answer_to_a_closed_attempt_is_late(room):
    attempt = room.start()
    close_overdue(NOON + 8 * DAY, SECRET)
    assert room.save(attempt, 1, {"chosen": [0]}, now=NOON + 8 * DAY).not_counted is NotCounted.TIME_OVER


def test_an_answer_to_a_withdrawn_assignment_is_kept(room):
    attempt = room.start()
    room.assignment.withdrawn_at = NOON
    assert room.save(attempt, 1, {"chosen": [0]}).not_counted is NotCounted.WITHDRAWN
    assert not rows()[0].is_late


def test_a_final_answer_stays(db_session):
    room = make_classroom(feedback="at_once")
    attempt = room.start()
    assert room.save(attempt, 1, {"chosen": [0]}, is_final=True).is_final
    with pytest.raises(ConflictError, match="answer-final"):
        room.save(attempt, 1, {"chosen": [1]}, base_version=1)


def test_nothing_is_final_without_an_answer_or_without_feedback_at_once(db_session):
    room = make_classroom(feedback="at_once")
    attempt = room.start()
    assert not room.save(attempt, 1, {"chosen": []}, is_final=True).is_final
    other = make_classroom(make_house("又一家"))
    assert not other.save(other.start(), 1, {"chosen": [0]}, is_final=True).is_final


def test_a_flag_is_kept_with_the_answer(room):
    attempt = room.start()
    room.save(attempt, 2, {"chosen": []}, is_flagged=True)
    assert list_counting(attempt.id)[2].is_flagged


def test_answers_go_only_to_ones_own_attempt_and_its_questions(room):
    attempt = room.start()
    with pytest.raises(NotFoundError, match="question-not-found"):
        room.save(attempt, 99, {"chosen": [0]})
    stranger = make_house("隔壁单位")
    for actor in (stranger.actor(stranger.learner), room.house.actor(room.house.organizer)):
        with pytest.raises(NotFoundError, match="attempt-not-found"):
            save_response(actor, attempt.id, Save(1, {"chosen": [0]}, 0, "x"), NOON)


def test_a_save_takes_few_queries(room, query_count):
    attempt, learner = room.start(), room.learner
    with query_count() as queries:
        save_response(learner, attempt.id, Save(1, {"chosen": [0]}, 0, "x.1"), NOON)
    assert len(queries.statements) <= 4
