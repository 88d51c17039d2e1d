"""Minutes and ledger on the pages and as files."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from studyapp import clock
from studyapp.meetings.moves import Move
from tests.meetings.meeting import MINUTE
from tests.meetings.meeting_room import START, make_room
from tests.page import html
from tests.people.houses import make_house

END = START + 90 * MINUTE
FORM = {
    "points": "先商量。\r\n再动手。",
    "summary": "下月再看。",
    "what": ["整理楼道", "", ""],
    "person": ["林一", "", ""],
    "due_on": ["2026-03-20", "", ""],
    "version": "0",
}


@pytest.fixture(autouse=True)
def end():
    with clock.stopped_at(END):
        yield


@pytest.fixture
def room(db_session):
    room = make_room()
    room.absent = room.meeting.join("没来的")
    room.now = END
    return room


def words_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_minutes_are_typed_confirmed_and_sent_as_a_document(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    address = f"/study-sessions/{room.id}"
    assert client.post(f"{address}/minutes", data=FORM).status_code == 303
    page = html(client.get(f"{address}/minutes"))
    assert page.find(".//textarea[@id='points']").text == "先商量。\n再动手。"
    stale = client.post(f"{address}/minutes", data=FORM | {"points": "别人写的"})
    assert stale.status_code == 409
    assert "别人写的" in html(stale).find(".//textarea[@id='points']").text
    draft = Document(io.BytesIO(client.get(f"{address}/minutes.docx").data))
    assert "草稿：尚未确认。" in words_of(draft)
    room.do(Move.END)
    html(client.get(f"{address}/confirm"))
    assert client.post(f"{address}/confirm").status_code == 303
    page = html(client.get(f"{address}/minutes"))
    assert "已给没有到场的人布置补学任务" in page.text
    assert page.find_all(".//textarea") == []
    filed = words_of(Document(io.BytesIO(client.get(f"{address}/minutes.docx").data)))
    for words in (
        "集中学习记录",
        "应到 6 人，实到 5 人",
        "没来的",
        "先商量。",
        "整理楼道",
        "校验码（SHA-256）",
        "由组织者乙于",
    ):
        assert words in filed, words
    assert client.post(f"{address}/minutes", data=FORM).status_code == 409


def test_the_absent_learner_finds_the_makeup_on_the_home_page(client, sign_in, room):
    room.do(Move.END)
    sign_in(client, room.meeting.house.organizer)
    client.post(f"/study-sessions/{room.id}/confirm")
    sign_in(client, room.absent)
    assert "补学：三月集中学习" in html(client.get("/")).text


def test_control_characters_and_nonsense_dates_harm_no_document(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    strange = FORM | {"points": "坏\x0b字\x1f符", "due_on": ["gestern", "", ""]}
    assert client.post(f"/study-sessions/{room.id}/minutes", data=strange).status_code == 303
    document = Document(io.BytesIO(client.get(f"/study-sessions/{room.id}/minutes.docx").data))
    assert "坏字符" in words_of(document)


def test_the_ledger_is_shown_and_sent_as_a_workbook(client, sign_in, room):
    sign_in(client, room.meeting.house.organizer)
    assert "还没有开过集中学习" in html(client.get("/study-sessions/ledger")).text
    room.do(Move.END)
    page = html(client.get("/study-sessions/ledger?year=2026"))
    assert "没来的" in page.text
    book = load_workbook(io.BytesIO(client.get("/study-sessions/ledger.xlsx?year=2026").data))
    assert len(book.sheetnames) == 2
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert ["没来的", "东馆", 0, 0, 0, 0, 1, 0, 0, 0] in rows


def test_minutes_and_ledger_of_others_do_not_exist(client, sign_in, room):
    other = make_house("别处")
    sign_in(client, other.administrator)
    for path in ("minutes", "minutes.docx", "confirm"):
        assert client.get(f"/study-sessions/{room.id}/{path}").status_code == 404, path
    assert client.post(f"/study-sessions/{room.id}/minutes", data=FORM).status_code == 404
    assert client.get(f"/study-sessions/ledger?unit={room.meeting.house.east.id}").status_code == 404
    sign_in(client, room.meeting.house.learner)
    assert client.get(f"/study-sessions/{room.id}/minutes").status_code == 404


def test_a_recorder_who_is_a_learner_finds_roll_and_minutes_from_home_until_they_are_filed(client, sign_in, room):
    room.meeting.found.recorder_id = room.meeting.house.learner.id
    sign_in(client, room.meeting.house.learner)
    for state in ("running", "ended"):
        assert room.meeting.found.state == state
        page = html(client.get("/"))
        assert page.link("签到与记录") == f"/study-sessions/{room.id}"
        page = html(client.get(f"/study-sessions/{room.id}"))
        assert page.link("会议记录") == f"/study-sessions/{room.id}/minutes"
        assert page.link("学习") == "/"
        assert client.get(f"/study-sessions/{room.id}/roll").status_code == 200
        assert client.post(f"/study-sessions/{room.id}/minutes", data=FORM | {"version": "0"}).status_code in {303, 409}
        if state == "running":
            room.do(Move.END)
