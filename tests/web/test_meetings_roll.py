"""The roll and the check-in on the pages, without JavaScript; the sheet to sign as a file."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from studyapp import clock
from studyapp.meetings.roll import count_roll, list_roll
from tests.meetings.meeting import MINUTE, make_meeting
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom

START = NOON + 150 * MINUTE


@pytest.fixture(autouse=True)
def start():
    with clock.stopped_at(START):
        yield


@pytest.fixture
def meeting(db_session):
    return make_meeting(make_classroom(), guests_allowed=True)


def present(meeting):
    return count_roll(list_roll(meeting.found)).present


def test_a_tap_writes_down_who_is_there(client, sign_in, meeting, db_session):
    sign_in(client, meeting.house.organizer)
    page = html(client.get(f"/study-sessions/{meeting.id}/roll"))
    assert "实到 0 / 应到 1" in page.text
    tapped = {"account_id": meeting.house.learner.id, "mark": "present"}
    response = client.post(f"/study-sessions/{meeting.id}/roll", data=tapped)
    assert response.headers["Location"].endswith(f"/roll#person-{meeting.house.learner.id}")
    assert "实到 1 / 应到 1" in html(client.get(f"/study-sessions/{meeting.id}/roll")).text
    fragment = client.post(
        f"/study-sessions/{meeting.id}/roll", data=tapped | {"mark": "late"}, headers={"HX-Request": "true"}
    )
    text = fragment.get_data(as_text=True)
    assert text.lstrip().startswith("<li")
    assert "迟到" in text
    assert client.post(f"/study-sessions/{meeting.id}/roll", data=tapped | {"mark": "nonsense"}).status_code == 400


def test_the_recorder_keeps_the_roll_and_another_learner_does_not(client, sign_in, db_session):
    classroom = make_classroom()
    meeting = make_meeting(classroom, recorder_id=classroom.house.learner.id)
    other = meeting.join("别的学员")
    sign_in(client, classroom.house.learner)
    assert "学员丙" in html(client.get(f"/study-sessions/{meeting.id}/roll")).text
    sign_in(client, other)
    assert client.get(f"/study-sessions/{meeting.id}/roll").status_code == 404
    assert client.get(f"/study-sessions/{meeting.id}/sheet.docx").status_code == 404


def test_guests_come_and_go(client, sign_in, meeting):
    sign_in(client, meeting.house.organizer)
    client.post(f"/study-sessions/{meeting.id}/guests", data={"name": "王老师"})
    page = html(client.get(f"/study-sessions/{meeting.id}/roll"))
    assert "王老师" in page.text
    assert "列席 1" in page.text
    action = next(one.get("action") for one in page.find_all(".//form") if "/guests/" in one.get("action"))
    client.post(action)
    assert "王老师" not in html(client.get(f"/study-sessions/{meeting.id}/roll")).text


def test_a_number_checks_in_and_the_code_brings_it_along(client, sign_in, meeting):
    sign_in(client, meeting.house.learner)
    assert client.get(f"/room/{meeting.id}").headers["Location"] == "/join"
    number = meeting.found.join_number
    page = html(client.get(f"/join/{number}"))
    assert page.find(".//input[@id='number']").get("value") == number
    response = client.post("/join", data={"number": number})
    assert response.headers["Location"] == f"/room/{meeting.id}"
    assert "已签到 14:30" in html(client.get(f"/room/{meeting.id}")).text
    assert present(meeting) == 1


def test_opening_the_codes_address_checks_nobody_in(client, sign_in, meeting):
    sign_in(client, meeting.house.learner)
    client.get(f"/join/{meeting.found.join_number}")
    assert present(meeting) == 0


def test_a_wrong_number_is_told_and_guessing_is_slowed_down(client, sign_in, meeting):
    sign_in(client, meeting.house.learner)
    wrong = "000000" if meeting.found.join_number != "000000" else "111111"
    for _ in range(5):
        response = client.post("/join", data={"number": wrong})
        assert response.status_code == 404
        assert "没有这个号码" in html(response).text
    assert client.post("/join", data={"number": meeting.found.join_number}).status_code == 429
    assert present(meeting) == 0


@pytest.mark.parametrize("number", ["", "abc", "９" * 6, "1" * 5000])
def test_nonsense_is_a_wrong_number(client, sign_in, meeting, number):
    sign_in(client, meeting.house.learner)
    assert client.post("/join", data={"number": number}).status_code == 404


def test_the_sheet_to_sign_lists_everybody(client, sign_in, meeting):
    meeting.join("=公式先生")
    sign_in(client, meeting.house.organizer)
    word = Document(io.BytesIO(client.get(f"/study-sessions/{meeting.id}/sheet.docx").data))
    assert [cell.text for cell in word.tables[0].rows[0].cells][:3] == ["序号", "姓名", "部门"]
    assert {row.cells[1].text for row in word.tables[0].rows[1:]} == {"学员丙", "=公式先生"}
    sheet = load_workbook(io.BytesIO(client.get(f"/study-sessions/{meeting.id}/sheet.xlsx").data)).active
    assert sheet["A1"].value == "三月集中学习"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=公式先生" in {cell.value for cell in cells}
    assert client.get(f"/study-sessions/{meeting.id}/sheet.exe").status_code == 404


def test_the_roll_of_another_organization_does_not_exist(client, sign_in, meeting, db_session):
    other = make_house("别处")
    sign_in(client, other.administrator)
    assert client.get(f"/study-sessions/{meeting.id}/roll").status_code == 404
    assert client.get(f"/room/{meeting.id}").status_code == 404
    assert client.post("/join", data={"number": meeting.found.join_number}).status_code == 404


@pytest.mark.parametrize("mark", ["\x0b", "\x01", "\uffff"])
def test_characters_that_no_document_holds_are_left_out_of_the_files(client, sign_in, meeting, mark):
    meeting.found.title = f"三月{mark}集中学习"
    meeting.join(f"张{mark}三")
    sign_in(client, meeting.house.organizer)
    word = Document(io.BytesIO(client.get(f"/study-sessions/{meeting.id}/sheet.docx").data))
    assert word.paragraphs[0].text == "三月集中学习"
    sheet = load_workbook(io.BytesIO(client.get(f"/study-sessions/{meeting.id}/sheet.xlsx").data)).active
    assert "张三" in {cell.value for row in sheet.iter_rows() for cell in row}
