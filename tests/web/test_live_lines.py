"""Lines to phones: a connection taken over from the server, never waited for, ended when the room is gone."""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from werkzeug.test import EnvironBuilder

from studyapp import clock
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.meetings import voting
from studyapp.meetings.models import StepKind
from studyapp.meetings.moves import Move
from studyapp.meetings.room_models import Ballot
from studyapp.web.live import watching
from studyapp.web.live.audience import Room
from studyapp.web.live.ballot_box import BallotBox, _Slip
from studyapp.web.live.lines import ConnectionLine, EventStream, QueueLine
from tests.meetings.meeting_room import SECRET, START, make_room


@pytest.fixture
def ends():
    """The server's and the browser's end of a connection."""
    server, browser = socket.socketpair()
    server.setblocking(False)
    browser.settimeout(10)
    yield server, browser
    browser.close()
    server.close()


@pytest.fixture
def room(db_session):
    with clock.stopped_at(START):
        yield make_room()


def opened(room, answers=0):
    room.go(StepKind.FIRST_VOTE)
    room.do(Move.OPEN, 1)
    voters = [voting.check_ballot(one, room.id, 1, ["0"], START, SECRET) for one in room.people[:answers]]
    db.session.commit()
    return voters


def test_a_stream_takes_the_connection_over_and_outlives_the_request(ends):
    server, browser = ends
    lines = []
    environ = EnvironBuilder(headers={"Accept": "text/event-stream"}).get_environ() | {"gunicorn.socket": server}
    with pytest.raises(StopIteration):
        EventStream(lines.append)(environ, None)
    server.close()  # as gunicorn does when it is told
    assert lines[0].send(b"event: stage\n\n")
    lines[0].close()
    head, _, body = b"".join(iter(lambda: browser.recv(4096), b"")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Content-Type: text/event-stream" in head
    assert b"Content-Length" not in head
    assert body == b"event: stage\n\n"


def test_a_phone_that_takes_nothing_more_is_let_go(ends):
    line = ConnectionLine(os.dup(ends[0].fileno()))
    sent = [line.send(b"x" * 65536) for _ in range(1000)]
    assert sent[0]
    assert not sent[-1]
    assert not line.is_open


def test_a_reader_that_has_left_is_sent_nothing_more():
    line = QueueLine()
    assert line.send(b"1")
    line.close()
    assert not line.send(b"2")
    assert list(line) == [b"1"]


def test_a_reader_that_is_too_slow_ends_with_what_it_has():
    line = QueueLine()
    while line.send(b"x"):
        pass
    reader = threading.Thread(target=lambda: list(line), daemon=True)
    reader.start()
    reader.join(5)
    assert not reader.is_alive()


def test_the_stream_of_a_deleted_study_session_ends_with_a_word(client, sign_in, room, db_session):
    sign_in(client, room.meeting.house.learner)
    response = client.get(f"/room/{room.id}/stream", buffered=False)
    chunks = iter(response.response)
    assert b"event: stage" in next(chunks) + next(chunks)
    db_session.delete(room.meeting.found)
    db_session.commit()
    assert b"event: gone" in b"".join(chunks)


def test_ballots_that_come_together_are_all_committed_and_answered(app, room):
    voters, box, versions = opened(room, answers=5), BallotBox(), []

    def put(voter):
        with app.app_context():
            versions.append(box.put(voter, START))

    threads = [threading.Thread(target=put, args=(voter,)) for voter in voters * 2]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(versions) == [1] * 5 + [2] * 5
    db.session.expire_all()
    assert db.session.query(Ballot).count() == 5


def test_ballots_of_a_round_that_has_closed_are_told_so(room):
    voter = opened(room, answers=1)[0]
    room.do(Move.CLOSE, 1)
    db.session.commit()
    with pytest.raises(ConflictError, match="round-not-open"):
        BallotBox().put(voter, START)
    assert db.session.query(Ballot).count() == 0


def test_one_ballot_that_cannot_be_stored_spoils_none_that_came_with_it(room):
    voters = opened(room, answers=3)
    spoilt = replace(voters[1], attendance_id=10**6)
    slips = [_Slip(one, START) for one in (voters[0], spoilt, voters[2])]
    BallotBox()._store(slips)
    assert [one.version for one in slips] == [1, None, 1]
    assert isinstance(slips[1].error, IntegrityError)
    assert db.session.query(Ballot).count() == 2


def test_a_stream_that_cannot_begin_keeps_no_descriptor(ends):
    lines = []

    def begin(line):
        lines.append(line)
        raise RuntimeError("the database is away")

    environ = EnvironBuilder(headers={"Accept": "text/event-stream"}).get_environ() | {"gunicorn.socket": ends[0]}
    with pytest.raises(RuntimeError):
        EventStream(begin)(environ, None)
    assert not lines[0].is_open


def test_a_room_that_cannot_be_drawn_keeps_no_other_waiting(app, monkeypatch):
    watcher, shown = watching.Watcher(app), []

    def show(study_session_id, _room, _phones):
        if study_session_id == 1:
            raise RuntimeError("cannot be drawn")
        shown.append(study_session_id)

    monkeypatch.setattr(watching, "latest_numbers", lambda ids: dict.fromkeys(ids, 5))
    monkeypatch.setattr(watching.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(watcher, "_show", show)
    watcher._look({1: Room(1), 2: Room(1)})
    assert shown == [2]
