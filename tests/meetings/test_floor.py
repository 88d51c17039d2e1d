"""Questions from the floor: asked, wanted by others, hidden before they reach the projector."""

from __future__ import annotations

import pytest

from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings import floor
from studyapp.meetings.moves import Move
from studyapp.meetings.room import shown_on_projector
from tests.meetings.meeting import make_meeting
from tests.meetings.meeting_room import START, make_room


@pytest.fixture
def room(db_session):
    return make_room()


def test_nothing_reaches_the_projector_before_the_host_lets_it(room):
    entry = floor.ask(room.people[0], room.id, "怎么说服楼上的住户？", START)
    room.do(Move.FLOOR)
    assert shown_on_projector(room.stage().floor) is None
    room.do(Move.ASK, entry.id)
    assert shown_on_projector(room.stage().floor).text == "怎么说服楼上的住户？"


def test_a_hidden_question_is_on_nobodys_phone_but_known_to_the_host(room):
    entry = floor.ask(room.people[0], room.id, "粗话", START)
    room.do(Move.ASK, entry.id)
    room.do(Move.HIDE, entry.id)
    assert room.stage().floor == ()
    assert [one.text for one in floor.list_asked(room.id, with_hidden=True)] == ["粗话"]
    with pytest.raises(NotFoundError):
        floor.vote(room.people[1], room.id, entry.id)


def test_most_wanted_comes_first_and_a_second_vote_takes_the_first_back(room):
    first = floor.ask(room.people[0], room.id, "甲", START)
    second = floor.ask(room.people[1], room.id, "乙", START)
    floor.vote(room.people[2], room.id, second.id)
    assert [(one.text, one.votes) for one in floor.list_asked(room.id)] == [("乙", 1), ("甲", 0)]
    floor.vote(room.people[2], room.id, second.id)
    assert [one.id for one in floor.list_asked(room.id)] == [first.id, second.id]


@pytest.mark.parametrize("text", ["", "  ", "长" * 201])
def test_empty_and_overlong_questions_are_refused(room, text):
    with pytest.raises(DomainError):
        floor.ask(room.people[0], room.id, text, START)


def test_nobody_floods_the_floor(room):
    for number in range(5):
        floor.ask(room.people[0], room.id, f"问题{number}", START)
    with pytest.raises(ConflictError, match="floor-many"):
        floor.ask(room.people[0], room.id, "再问一个", START)


def test_only_who_is_in_the_running_room_asks(room):
    absent = room.meeting.house.actor(room.meeting.join("没签到的"))
    with pytest.raises(ConflictError, match="not-checked-in"):
        floor.ask(absent, room.id, "在家问", START)


def test_a_question_of_another_room_is_not_moderated_here(room):
    other = make_room(make_meeting(room.meeting.classroom), people=1)
    entry = floor.ask(other.people[0], other.id, "别处的问题", START)
    with pytest.raises(NotFoundError):
        room.do(Move.ASK, entry.id)
