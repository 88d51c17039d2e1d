"""A learner finds only what they may read: never an unopened commentary, nor a book that is closed."""

from __future__ import annotations

import pytest

from studyapp.study.reading import open_case, open_commentary
from studyapp.study.searching import search_reading
from tests.factories import RevisionFactory
from tests.people.houses import NOON, make_house
from tests.study.classroom import COMMENTARY, MINUTE, make_classroom

SAID = COMMENTARY[:6]


@pytest.fixture
def room(db_session):
    return make_classroom()


def found(room, words, now=NOON):
    return [hit.case_id for hit in search_reading(room.learner, words, now)]


def test_cases_of_open_assignments_are_found_by_every_word(room):
    assert found(room, "案例之1 天") == [room.cases[0].id]
    assert found(room, "案例之1 没有的词") == []
    assert found(room, "，") == []


def test_a_commentary_is_found_only_by_somebody_who_has_opened_it(room):
    open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)
    assert found(room, SAID) == []
    open_commentary(room.learner, room.assignment.id, room.cases[0].id, NOON)
    (hit,) = search_reading(room.learner, SAID, NOON)
    assert (hit.case_id, hit.is_in_commentary) == (room.cases[0].id, True)


def test_a_word_of_the_case_does_not_bring_the_unopened_commentary_along(room):
    (hit,) = search_reading(room.learner, "案例之1", NOON)
    assert SAID not in "".join(run.text for run in hit.excerpt)
    assert found(room, f"案例之1 {SAID}") == []


def test_before_it_opens_and_after_it_is_withdrawn_an_assignment_is_not_searched(room):
    assert found(room, "案例之1", NOON - 61 * MINUTE) == []
    room.assignment.withdrawn_at = NOON
    assert found(room, "案例之1") == []


def test_a_closed_book_is_not_searched_while_its_exam_runs(db_session):
    room = make_classroom(is_open_book=False)
    assert found(room, "案例之1") == [room.cases[0].id]
    room.start()
    assert found(room, "案例之1") == []


def test_the_text_that_was_opened_is_searched_also_after_a_new_revision(room, db_session):
    case = room.cases[0]
    open_case(room.learner, room.assignment.id, case.id, NOON)
    RevisionFactory(case=case, number=2, body="完全换过的文字。")
    case.revision_number = 2
    db_session.flush()
    assert found(room, "换过的文字") == []
    assert found(room, "案例之1的第0步") == [case.id]


def test_somebody_elsewhere_finds_nothing(room):
    other = make_house("河西图书馆")
    assert search_reading(other.actor(other.learner), "案例之1", NOON) == []
