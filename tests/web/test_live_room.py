"""The room on the pages, without JavaScript: phones, remote and projector; what never leaves the server too early."""

from __future__ import annotations

import json
import re

import pytest

from studyapp import clock
from studyapp.meetings import floor
from studyapp.meetings.models import StepKind
from studyapp.meetings.moves import Move
from studyapp.meetings.rounds import choose_anonymity, get_round
from studyapp.people.models import Account
from tests.meetings.meeting import make_meeting
from tests.meetings.meeting_room import START, make_room
from tests.page import html
from tests.people.houses import make_house


@pytest.fixture(autouse=True)
def start():
    with clock.stopped_at(START):
        yield


@pytest.fixture
def room(db_session):
    return make_room()


@pytest.fixture
def phone(client, sign_in, room):
    return sign_in(client, room.meeting.house.learner)


def open_first(room):
    room.go(StepKind.FIRST_VOTE)
    room.do(Move.OPEN, 1)


def press(client, room, move, about=None):
    """Press a button of the remote as it is shown now."""
    page = html(client.get(f"/remote/{room.id}"))
    seen = page.find(".//div[@id='desk']").get("data-number")
    data = {"move": move, "seen": seen} | ({"about": about} if about is not None else {})
    return client.post(f"/remote/{room.id}", data=data)


def test_an_answer_is_saved_without_script_and_shown_again_after_a_reload(phone, room):
    open_first(room)
    page = html(phone.get(f"/room/{room.id}"))
    assert "不记名：包括主持人在内" in page.text
    action = page.find(".//form[@data-ballot]").get("action")
    response = phone.post(action, data={"answer": "1"})
    assert (response.status_code, response.headers["Location"]) == (303, f"/room/{room.id}")
    page = html(phone.get(f"/room/{room.id}"))
    assert [one.get("value") for one in page.find_all(".//input[@checked]")] == ["1"]
    assert "你的答案已保存" in page.text


def test_a_script_is_answered_when_the_answer_is_committed(phone, room):
    open_first(room)
    answer = phone.post(f"/room/{room.id}/votes/1", data={"answer": "0"}, headers={"Accept": "application/json"})
    assert answer.get_json() == {"version": 1, "saved_at": "14:30"}
    room.do(Move.CLOSE, 1)
    answer = phone.post(f"/room/{room.id}/votes/1", data={"answer": "1"}, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert "此前保存的答案有效" in answer.get_json()["title"]


def test_a_named_round_says_so_on_every_phone(phone, room):
    choose_anonymity(room.meeting.host, room.id, 1, is_anonymous=False)
    open_first(room)
    page = html(phone.get(f"/room/{room.id}"))
    assert "记名：主持人看得到你的答案" in page.text
    assert "不记名" not in page.text


@pytest.mark.parametrize("kind", ["multiple", "scale", "ranking", "text"])
def test_every_kind_of_round_has_its_form(phone, room, kind):
    one = get_round(room.meeting.found, 1)
    one.kind = kind
    if kind == "scale":
        one.options = one.options[:2]
    open_first(room)
    given = {"multiple": ["0", "2"], "scale": ["4"], "ranking": ["3", "1", "2"], "text": ["先听居民的"]}[kind]
    assert phone.post(f"/room/{room.id}/votes/1", data={"answer": given}).status_code == 303
    page = html(phone.get(f"/room/{room.id}"))
    shown = [one.get("value") for one in [*page.find_all(".//input[@checked]"), *page.find_all(".//option[@selected]")]]
    assert shown == ([] if kind == "text" else given)
    if kind == "text":
        assert page.find(".//textarea[@id='answer-text']").text == "先听居民的"


def test_neither_key_nor_commentary_leaves_the_server_before_its_time(client, sign_in, room):
    house = room.meeting.house
    secrets = ["先听后说", "正确答案", "is_key"]

    def seen():
        texts = []
        for account, paths in (
            (house.learner, ("room/{0}", "room/{0}/state?seen=0", "room/{0}/cases/{1}")),
            (house.organizer, ("projector/{0}", "remote/{0}")),
        ):
            sign_in(client, account)
            for path in paths:
                response = client.get("/" + path.format(room.id, room.meeting.classroom.cases[0].id))
                assert response.status_code == 200, path
                texts.append(response.get_data(as_text=True))
        return [word for word in secrets if any(word in text for text in texts)]

    open_first(room)
    room.vote_all(1, "0", "1", "1", "0")
    assert seen() == []
    room.do(Move.CLOSE, 1)
    assert seen() == []
    room.go(StepKind.SECOND_VOTE)
    room.do(Move.OPEN, 2)
    room.vote_all(2, "0", "0", "1", "0")
    room.do(Move.CLOSE, 2)
    assert seen() == []
    room.go(StepKind.COMMENTARY)
    assert seen() == []
    room.do(Move.COMMENTARY)
    assert seen() == ["先听后说"]


def test_the_host_leads_the_room_with_one_button(client, sign_in, db_session):
    meeting = make_meeting()
    sign_in(client, meeting.house.organizer)
    labels = []
    for _ in range(30):
        page = html(client.get(f"/remote/{meeting.id}"))
        html(client.get(f"/projector/{meeting.id}"))
        button = page.find(".//button[@data-next-move]")
        labels.append("".join(button.itertext()))
        form = next(one for one in page.find_all(".//form") if button in list(one.iter()))
        data = {field.get("name"): field.get("value") for field in form.iter("input")}
        response = client.post(form.get("action"), data=data | {"move": button.get("value")})
        assert response.status_code == 303
        if button.get("value") == "end":
            break
    assert labels[:5] == ["开始集中学习", "下一环节：阅读案例", "下一环节：先投一票", "开始投票", "截止投票"]
    assert labels[-1] == "结束集中学习"


def test_a_remote_that_is_behind_is_shown_where_the_room_is(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    response = client.post(f"/remote/{room.id}", data={"move": "step", "about": 1, "seen": 0})
    assert response.status_code == 409
    assert "会场已经往下走了" in html(response).text


def test_another_organizer_takes_over_from_a_host_who_vanished(client, sign_in, room):
    sign_in(client, room.meeting.house.administrator)
    page = html(client.get(f"/remote/{room.id}"))
    assert "现在由组织者乙主持" in page.text
    assert page.find_all(".//button[@data-next-move]") == []
    assert press(client, room, "step", 1).status_code == 409
    assert client.post(f"/remote/{room.id}/host").status_code == 303
    assert press(client, room, "step", 1).status_code == 303


def test_the_shift_is_a_picture_with_its_table(client, sign_in, room):
    open_first(room)
    room.vote_all(1, "1", "1", "2", "0", "0")
    room.do(Move.CLOSE, 1)
    room.go(StepKind.SECOND_VOTE)
    room.do(Move.OPEN, 2)
    room.vote_all(2, "0", "1", "0", "0", "0")
    room.do(Move.CLOSE, 2)
    room.do(Move.SHIFT, 2)
    sign_in(client, room.meeting.house.organizer)
    page = html(client.get(f"/projector/{room.id}"))
    assert len(page.find_all(".//{http://www.w3.org/2000/svg}path[@class]")) >= 4
    assert "两次都投票 5 人 · 改变选择 2 人" in page.text
    cells = [cell.text for cell in page.find_all(".//table[@class='shift-table']//td")]
    assert cells == ["2", "0", "0", "2", "1", "1", "0", "2", "1", "0", "0", "1", "4", "1", "0", "5"]
    sign_in(client, room.meeting.house.learner)
    assert "改变选择 2 人" in html(client.get(f"/room/{room.id}")).text


def test_the_host_never_sees_who_answered_what_without_names(client, sign_in, room):
    open_first(room)
    room.vote_all(1, "1", "1", "2", "0", "0")
    room.do(Move.CLOSE, 1)
    sign_in(client, room.meeting.house.organizer)
    page = client.get(f"/remote/{room.id}").get_data(as_text=True)
    assert "学员1号" not in page
    assert "谁选了什么" not in page


def test_hands_are_counted_on_the_remote(client, sign_in, room):
    open_first(room)
    sign_in(client, room.meeting.house.organizer)
    html(client.get(f"/remote/{room.id}"))
    assert client.post(f"/remote/{room.id}/votes/1/hands", data={"hands": ["7", "", "2"]}).status_code == 303
    assert client.post(f"/remote/{room.id}/votes/1/hands", data={"hands": ["x", "1", "1"]}).status_code == 422


def test_a_question_is_asked_wanted_shown_and_hidden(client, sign_in, room):
    sign_in(client, room.meeting.house.learner)
    assert client.post(f"/room/{room.id}/floor", data={"text": "钱从<哪里>来？"}).status_code == 303
    room.do(Move.FLOOR)
    page = html(client.get(f"/room/{room.id}"))
    assert "钱从<哪里>来？" in page.text
    form = next(one for one in page.find_all(".//form") if re.search(r"/floor/\d+$", one.get("action")))
    assert client.post(form.get("action")).status_code == 303
    entry = floor.list_asked(room.id)[0]
    assert entry.votes == 1
    sign_in(client, room.meeting.house.organizer)
    assert "学员丙" in html(client.get(f"/remote/{room.id}")).text
    assert "钱从" not in html(client.get(f"/projector/{room.id}")).text
    press(client, room, "ask", entry.id)
    projector = html(client.get(f"/projector/{room.id}")).text
    assert "钱从<哪里>来？" in projector
    assert "学员丙" not in projector
    press(client, room, "hide", entry.id)
    assert "钱从" not in html(client.get(f"/projector/{room.id}")).text


def test_a_phone_that_polls_hears_only_of_changes(phone, room):
    number = room.meeting.found.event_number
    assert phone.get(f"/room/{room.id}/state?seen={number}").status_code == 204
    news = phone.get(f"/room/{room.id}/state?seen={number - 1}").get_json()
    assert news["number"] == number
    assert "欢迎" in news["html"]
    assert "csrf_token" not in news["html"] or 'value=""' in news["html"]


def test_called_off_while_running_every_phone_is_told(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    assert client.post(f"/study-sessions/{room.id}/cancel").status_code == 303
    sign_in(client, room.meeting.house.learner)
    assert "这次集中学习已取消，你提交的内容都保留" in html(client.get(f"/room/{room.id}")).text


def test_the_room_of_another_organization_does_not_exist(client, sign_in, room):
    other = make_house("别处")
    sign_in(client, other.administrator)
    paths = ("room/{0}", "room/{0}/state", "room/{0}/stream", "remote/{0}", "projector/{0}", "remote/{0}/stream")
    for path in paths:
        assert client.get("/" + path.format(room.id)).status_code == 404, path
    assert client.post(f"/room/{room.id}/votes/1", data={"answer": "0"}).status_code == 404
    assert client.post(f"/remote/{room.id}", data={"move": "step", "about": 1, "seen": 1}).status_code == 404


def test_an_absent_account_gets_no_stream(client, sign_in, room):
    absent: Account = room.meeting.join("没签到的")
    sign_in(client, absent)
    assert client.get(f"/room/{room.id}/stream").status_code == 409
    assert client.get(f"/room/{room.id}/state").status_code == 409


def first_event(response, kind):
    """Read a stream up to its first event of that kind; return its number and data."""
    received = b""
    for _, chunk in zip(range(20), response.response, strict=False):
        received += chunk
        found = re.search(rb"id: (\d+)\nevent: " + kind + rb"\ndata: (.*)\n\n", received)
        if found:
            return int(found[1]), json.loads(found[2])
    raise AssertionError(received)


def test_a_stream_begins_with_where_the_room_is(client, sign_in, room):
    open_first(room)
    sign_in(client, room.meeting.house.learner)
    response = client.get(f"/room/{room.id}/stream", headers={"Last-Event-ID": "1"}, buffered=False)
    try:
        assert response.mimetype == "text/event-stream"
        number, news = first_event(response, b"stage")
    finally:
        response.close()
    assert number == room.meeting.found.event_number
    assert 'name="answer"' in news["html"]


def test_a_desk_hears_how_many_are_there(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    assert client.get(f"/remote/{room.id}/state").get_json()["present"] == 5
    response = client.get(f"/remote/{room.id}/stream", buffered=False)
    try:
        number, _ = first_event(response, b"counts")
    finally:
        response.close()
    assert number == room.meeting.found.event_number
