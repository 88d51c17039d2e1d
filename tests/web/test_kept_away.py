"""A closed-book quiz keeps its cases away also in the room of a study session, on the phone of whoever answers it."""

from __future__ import annotations

import json
import re

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.meetings.models import StepKind
from studyapp.meetings.moves import Move
from studyapp.study.models import Attempt, AttemptState
from tests.meetings.meeting import make_meeting
from tests.meetings.meeting_room import START, make_room
from tests.page import html
from tests.study.classroom import COMMENTARY, make_classroom

SAID = COMMENTARY.split("\n")[0]
KEY = "正确答案"
SENTENCE = "你正在闭卷作答的测验包含这个案例"


@pytest.fixture(autouse=True)
def start():
    with clock.stopped_at(START):
        yield


@pytest.fixture
def room(db_session):
    return make_room(make_meeting(make_classroom(is_open_book=False)))


@pytest.fixture
def phone(client, sign_in, room):
    """The learner's phone; they answer the closed-book quiz and sit in the room."""
    sign_in(client, room.meeting.house.learner)
    client.post(f"/study/{room.meeting.classroom.assignment.id}/attempts")
    return client


def everything(client, room):
    """Return what the phone is sent now: page, polled stage, stream."""
    stream = client.get(f"/room/{room.id}/stream", buffered=False)
    try:
        sent = b""
        for _, chunk in zip(range(3), stream.response, strict=False):
            sent += chunk
            if b"event: stage" in sent:
                break
    finally:
        stream.close()
    state = client.get(f"/room/{room.id}/state?seen=0").get_json()["html"]
    streamed = json.loads(re.search(rb"data: (.*)\n", sent)[1])["html"]
    return [html(client.get(f"/room/{room.id}")).text, state, streamed]


def hand_in():
    attempt = db.session.scalars(db.select(Attempt)).one()
    attempt.state, attempt.ended_at = AttemptState.HANDED_IN, START
    db.session.flush()


def vote_twice(room):
    for kind, number in ((StepKind.FIRST_VOTE, 1), (StepKind.SECOND_VOTE, 2)):
        room.go(kind)
        room.do(Move.OPEN, number)
        room.vote_all(number, "0", "1", "1", "0", "0")
        room.do(Move.CLOSE, number)
    room.do(Move.SHIFT, 2)


def test_a_revealed_commentary_stays_away_from_the_phone_until_the_hand_in(phone, room):
    room.go(StepKind.COMMENTARY)
    room.do(Move.COMMENTARY)
    for sent in everything(phone, room):
        assert SAID not in sent
        assert SENTENCE in sent
    hand_in()
    with clock.stopped_at(START):
        assert SAID in html(phone.get(f"/room/{room.id}")).text


def test_the_result_of_a_vote_stays_away_too(phone, room):
    vote_twice(room)
    for sent in everything(phone, room):
        assert KEY not in sent
        assert "改变选择" not in sent
        assert SENTENCE in sent


def test_everybody_else_in_the_room_sees_it(phone, sign_in, room):
    vote_twice(room)
    sign_in(phone, db.session.get_one(type(room.meeting.house.learner), room.people[1].account_id))
    for sent in everything(phone, room):
        assert KEY in sent
        assert SENTENCE not in sent


def test_voting_goes_on(phone, room):
    room.go(StepKind.FIRST_VOTE)
    room.do(Move.OPEN, 1)
    assert phone.post(f"/room/{room.id}/votes/1", data={"answer": "1"}).status_code == 303


def test_a_recorder_writes_minutes_but_does_not_read_the_cases_in_them(phone, room):
    room.meeting.found.recorder_id = room.meeting.house.learner.id
    vote_twice(room)
    room.go(StepKind.COMMENTARY)
    room.do(Move.COMMENTARY)
    address = f"/study-sessions/{room.id}/minutes"
    page = html(phone.get(address))
    assert SAID not in page.text
    assert KEY not in page.text
    assert "交卷后才向你开放" in page.text
    assert phone.get(f"{address}.docx").status_code == 409
    assert phone.post(address, data={"points": "先商量。", "summary": "", "version": "0"}).status_code == 303
    hand_in()
    assert SAID in html(phone.get(address)).text
    assert phone.get(f"{address}.docx").status_code == 200
