"""Reflections: written by who took part, remarked on, returned, accepted, shared with consent."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.meetings import reflections
from studyapp.meetings.erasing import erase_person
from studyapp.meetings.ledger import make_ledger
from studyapp.meetings.moves import Move
from studyapp.meetings.reflection_models import Reflection
from studyapp.people.models import Account
from tests.meetings.meeting import MINUTE
from tests.meetings.meeting_room import START, make_room
from tests.page import html
from tests.people.houses import make_house

END = START + 90 * MINUTE
FIRST = "先把居民请到一起，把利弊一笔一笔算清楚，再谈方案，这是我最大的收获。"
PIECE = FIRST + "回去后我准备先走访，再开会。"


@pytest.fixture(autouse=True)
def end():
    with clock.stopped_at(END):
        yield


@pytest.fixture
def room(db_session):
    room = make_room()
    room.now = END
    room.do(Move.END)
    return room


@pytest.fixture
def host(client, sign_in, room):
    return sign_in(client, room.meeting.house.organizer)


@pytest.fixture
def asked(host, room):
    assert host.post(f"/study-sessions/{room.id}/reflections", data={"asked": "1", "least": "20"}).status_code == 303
    return room


def account(room, place):
    return db.session.get(Account, room.people[place].account_id)


def hand_in(client, room, place, text=PIECE, version=0):
    client.sign_in(account(room, place))
    data = {"text": text, "base_version": version}
    return client.post(f"/reflections/{room.id}/hand-in", data=data)


def one(place, room):
    return db.session.query(Reflection).filter_by(account_id=room.people[place].account_id).one()


def answer(client, room, place, verdict, remark=""):
    client.sign_in(room.meeting.house.organizer)
    address = f"/study-sessions/{room.id}/reflections/{one(place, room).id}"
    return client.post(address, data={"verdict": verdict, "remark": remark})


def test_who_took_part_is_asked_on_the_home_page_until_it_is_handed_in(client, asked):
    client.sign_in(account(asked, 0))
    assert html(client.get("/")).link("写心得体会") == f"/reflections/{asked.id}"
    hand_in(client, asked, 0)
    assert "写心得体会" not in html(client.get("/")).text


def test_a_draft_is_saved_in_place_and_read_by_nobody_else(client, asked):
    client.sign_in(account(asked, 0))
    data = {"text": "只写了一半", "base_version": "0"}
    saved = client.post(f"/reflections/{asked.id}", data=data, headers={"Accept": "application/json"}).get_json()
    assert (saved["version"], saved["saved_at"]) == (1, "16:00")
    other = data | {"text": "另一台设备上写的"}
    stale = client.post(f"/reflections/{asked.id}", data=other, headers={"Accept": "application/json"})
    assert stale.status_code == 409
    assert "只写了一半" in html(client.get(f"/reflections/{asked.id}")).text
    client.sign_in(asked.meeting.house.organizer)
    assert "只写了一半" not in client.get(f"/study-sessions/{asked.id}/reflections").get_data(as_text=True)
    assert client.get(f"/study-sessions/{asked.id}/reflections/{one(0, asked).id}").status_code == 404


def test_a_text_that_arrives_twice_at_once_is_handed_in_all_the_same(client, asked):
    client.sign_in(account(asked, 0))
    for _ in range(2):  # saved while typing, and once more when the field is left
        client.post(f"/reflections/{asked.id}", data={"text": PIECE, "base_version": "0"})
    assert hand_in(client, asked, 0, PIECE, version=0).status_code == 303
    assert (one(0, asked).state, one(0, asked).version) == ("handed_in", 1)


def test_what_is_too_short_stays_on_the_page(client, asked):
    response = hand_in(client, asked, 0, "太短了")
    assert response.status_code == 422
    page = html(response)
    assert "至少 20 个字" in page.text
    assert page.find(".//textarea[@id='text']").text == "太短了"
    assert db.session.query(Reflection).count() == 0


def test_what_was_too_short_is_lengthened_on_the_same_page_and_handed_in(client, asked):
    refused = html(hand_in(client, asked, 0, "太短了"))
    known = int(refused.find(".//input[@name='base_version']").get("value"))
    assert hand_in(client, asked, 0, PIECE, known).status_code == 303
    assert one(0, asked).state == "handed_in"


def test_a_returned_piece_is_improved_and_then_accepted(client, asked):
    hand_in(client, asked, 0)
    assert answer(client, asked, 0, "return").status_code == 422, "a return says what to improve"
    assert answer(client, asked, 0, "return", "写写你那里的例子。").status_code == 303
    assert answer(client, asked, 0, "accept").status_code == 409, "the author writes now"
    page = html(client.get(f"/study-sessions/{asked.id}/reflections/{one(0, asked).id}"))
    assert PIECE not in page.text
    client.sign_in(account(asked, 0))
    assert "写写你那里的例子。" in html(client.get(f"/reflections/{asked.id}")).text
    hand_in(client, asked, 0, PIECE + "比如我们三号楼。", one(0, asked).version)
    assert answer(client, asked, 0, "accept", "有例子，很好。").status_code == 303
    assert one(0, asked).state == "accepted"
    assert hand_in(client, asked, 0, "又改了" * 20, one(0, asked).version).status_code == 409


def test_a_piece_is_shared_only_with_consent_and_either_may_take_that_back(client, asked):
    hand_in(client, asked, 0)
    answer(client, asked, 0, "accept")
    share = f"/study-sessions/{asked.id}/reflections/{one(0, asked).id}/share"
    assert client.post(share, data={"shared": "1"}).status_code == 409
    client.sign_in(account(asked, 0))
    client.post(f"/reflections/{asked.id}/consent", data={"consent": "1"})
    client.sign_in(asked.meeting.house.organizer)
    assert client.post(share, data={"shared": "1"}).status_code == 303
    client.sign_in(account(asked, 1))
    assert PIECE in html(client.get(f"/reflections/{asked.id}")).text
    client.sign_in(account(asked, 0))
    client.post(f"/reflections/{asked.id}/consent", data={"consent": "0"})
    assert reflections.list_shared(asked.meeting.found) == []


def test_sentences_of_others_and_of_the_commentary_are_marked_as_a_hint(client, asked):
    hand_in(client, asked, 0)
    hand_in(client, asked, 1, "我也有体会。" + FIRST + "我会照着做，不再拖延。")
    client.sign_in(asked.meeting.house.organizer)
    page = html(client.get(f"/study-sessions/{asked.id}/reflections/{one(1, asked).id}"))
    assert [mark.text for mark in page.find_all(".//mark")] == [FIRST]
    assert f"另见：{account(asked, 0).name}" in page.text
    assert "只是提示" in page.text


def test_the_ledger_counts_what_was_handed_in(client, asked):
    hand_in(client, asked, 0)
    house = asked.meeting.house
    found = make_ledger(house.actor(house.organizer), house.east.id, 2026)
    assert sorted(person.reflections for person in found.people) == [0, 0, 0, 0, 1]


def test_nobody_is_asked_no_longer_once_something_was_handed_in(client, asked):
    hand_in(client, asked, 0)
    client.sign_in(asked.meeting.house.organizer)
    response = client.post(f"/study-sessions/{asked.id}/reflections", data={"asked": "0"})
    assert response.status_code == 409
    assert db.session.query(Reflection).count() == 1


def test_a_deleted_persons_reflection_goes_with_them(client, asked):
    hand_in(client, asked, 0)
    person, house = account(asked, 0), asked.meeting.house
    erase_person(house.actor(house.administrator), person.id, person.sign_in_name, END)
    assert db.session.query(Reflection).count() == 0


def test_reflections_of_others_do_not_exist(client, sign_in, asked):
    absent = asked.meeting.join("没来的")
    hand_in(client, asked, 0)
    for stranger in (make_house("别处").administrator, absent):
        sign_in(client, stranger)
        assert client.get(f"/reflections/{asked.id}").status_code == 404
        for path in ("", "/hand-in", "/consent"):
            data = {"text": PIECE, "base_version": "0", "consent": "1"}
            assert client.post(f"/reflections/{asked.id}{path}", data=data).status_code == 404
    sign_in(client, make_house("又一处").organizer)
    address = f"/study-sessions/{asked.id}/reflections"
    for path in ("", f"/{one(0, asked).id}"):
        assert client.get(address + path).status_code == 404
        assert client.post(address + path, data={"asked": "1", "verdict": "accept"}).status_code == 404
