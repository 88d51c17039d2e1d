"""What reading leaves behind: place, time, marked passages."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.study.highlights import change_note, list_highlights, mark_passage, remove_highlight
from studyapp.study.reading import open_case
from studyapp.study.reading_models import Highlight
from studyapp.study.reading_places import Presence, find_place, note_presence, reading_seconds
from tests.factories import RevisionFactory
from tests.people.houses import NOON
from tests.study.classroom import MINUTE, join, make_classroom


def tell(room, offset, seconds, now=NOON):
    return note_presence(room.learner, room.assignment.id, room.cases[0].id, Presence(offset, seconds), now)


def mark(room, quote, note="", start=None):
    return mark_passage(room.learner, room.assignment.id, room.cases[0].id, quote, note, start, NOON)


def test_the_place_is_found_again_on_another_device(room):
    tell(room, 12, 5)
    revision = room.revisions[0]
    assert find_place(room.learner, room.cases[0].id, revision.id).offset == 12
    assert find_place(room.learner, room.cases[0].id, revision.id + 1) is None
    tell(room, 0, 5, NOON + MINUTE)
    assert find_place(room.learner, room.cases[0].id, revision.id) is None, "the beginning needs no way back"


@pytest.mark.parametrize(("told", "kept"), [(30, 30), (600, 60), (-5, 0)])
def test_one_sign_counts_for_a_minute_at_most(room, told, kept):
    assert tell(room, 0, told).seconds == kept


def test_two_devices_at_once_do_not_make_the_time_go_faster(room):
    tell(room, 0, 30)
    for _ in range(5):
        tell(room, 0, 30, NOON + MINUTE / 2)
    assert reading_seconds(room.learner) == {room.cases[0].id: 60}


def test_a_place_beyond_the_text_is_its_end(room):
    assert tell(room, 10**6, 1).offset == len(room.revisions[0].body)


def test_a_closed_book_takes_no_sign_of_reading(db_session):
    room = make_classroom(is_open_book=False)
    room.start()
    with pytest.raises(ConflictError, match="book-is-closed"):
        tell(room, 0, 30)


def test_a_passage_is_marked_where_it_stands(room):
    body = room.revisions[0].body
    quote = body.split("\n")[1]
    mark(room, quote, "关键一步")
    shown = list_highlights(room.learner, room.revisions[0])
    assert [(body[slice(*one.span)], one.note) for one in shown] == [(quote, "关键一步")]


def test_words_that_stand_more_than_once_need_their_place(room):
    with pytest.raises(DomainError, match="passage-not-once"):
        mark(room, "步")
    start = room.revisions[0].body.rindex("步")
    assert mark(room, "步", start=start).start == start


@pytest.mark.parametrize(("quote", "code"), [(" ", "passage-missing"), ("不在文中", "passage-not-once")])
def test_a_passage_that_is_not_there_is_not_marked(room, quote, code):
    with pytest.raises(DomainError, match=code):
        mark(room, quote)


def test_marking_the_same_passage_again_keeps_one_mark_with_the_new_note(room):
    quote = room.revisions[0].body.split("\n")[0]
    for note in ("先", "", "后"):
        mark(room, quote, note)
    assert [one.note for one in db.session.scalars(db.select(Highlight))] == ["后"]


def test_marks_are_carried_to_a_new_edition_where_their_words_stand_once(room):
    first, second = room.revisions[0].body.split("\n")[:2]
    mark(room, first)
    mark(room, second)
    fresh = RevisionFactory(case=room.cases[0], number=2, body=f"新加的开头。\n{second}")
    kept = list_highlights(room.learner, fresh)
    assert [(one.quote, one.start) for one in kept] == [(second, len("新加的开头。\n")), (first, None)]


def test_marks_are_nobody_elses(room):
    made = mark(room, room.revisions[0].body.split("\n")[0])
    neighbour = create_account("neighbour", "邻座", NOON)
    join(room.house, neighbour)
    other = room.house.actor(neighbour)
    assert list_highlights(other, room.revisions[0]) == []
    for forbidden in (lambda: change_note(other, made.id, "改"), lambda: remove_highlight(other, made.id)):
        with pytest.raises(NotFoundError, match="highlight-not-found"):
            forbidden()


def test_a_removed_mark_is_gone(room):
    open_case(room.learner, room.assignment.id, room.cases[0].id, NOON)
    remove_highlight(room.learner, mark(room, room.revisions[0].body.split("\n")[0]).id)
    assert list_highlights(room.learner, room.revisions[0]) == []
