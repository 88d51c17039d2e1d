"""Judging and comparing on the pages, without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.study.models import Assignment, CaseReading
from studyapp.study.prediction_models import PredictedPoint, Prediction
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import COMMENTARY, make_classroom
from tests.web.test_assignments import filled

WORDS = COMMENTARY.split("\n")
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def enter(db_session, client):
    """`enter(**rules)`: a classroom under these rules, its learner signed in, and the address of its first case."""

    def entered(**rules):
        room = make_classroom(**rules)
        client.sign_in(room.house.learner)
        return room, f"/study/{room.assignment.id}/cases/{room.cases[0].id}"

    return entered


def test_judge_open_compare_and_find_it_in_the_record(client, enter):
    room, case = enter()
    assert len(html(client.get(case)).find_all(".//input[@name='stance']")) == 6
    response = client.post(f"{case}/judgement", data={"stance": "people", "line": "先听他们说。"})
    assert response.headers["Location"] == f"{case}#judgement"
    page = html(client.get(case))
    assert "先听他们说。" in page.text
    assert WORDS[0] not in page.text, "the judgement opened the commentary"
    client.post(f"{case}/commentary")
    page = html(client.get(case))
    assert [one.get("value") for one in page.find_all(".//input[@name='point']")] == ["0"]
    client.post(f"{case}/comparison", data={"point": "0", "shared": "1"})
    assert db.session.scalars(db.select(PredictedPoint)).one().end == len(WORDS[0])
    page = html(client.get("/judgements", headers=ENGLISH))
    assert "Thought of 1 point of the commentary" in page.text
    assert "Shown to the organizers" in page.text
    assert room.cases[0].title in page.text


def test_a_judgement_without_a_line_is_asked_for_again_with_what_was_chosen(client, enter):
    _, case = enter()
    response = client.post(f"{case}/judgement", data={"stance": "rules", "line": " "}, headers=ENGLISH)
    assert response.status_code == 422
    page = html(response)
    assert "Write one line" in page.text
    assert page.find(".//input[@name='stance'][@checked]").get("value") == "rules"
    assert db.session.scalar(db.select(Prediction)) is None


def test_the_judgement_is_skipped_with_one_button(client, enter):
    _, case = enter()
    page = html(client.get(case, headers=ENGLISH))
    assert "Skip the judgement and open the commentary" in page.text
    client.post(f"{case}/commentary")
    assert WORDS[0] in html(client.get(case)).text


def test_where_it_is_wanted_the_judgement_cannot_be_skipped(client, enter):
    _, case = enter(is_prediction_required=True)
    assert not [one for one in html(client.get(case)).root.iter("form") if one.get("action") == f"{case}/commentary"]
    response = client.post(f"{case}/commentary", headers=ENGLISH)
    assert response.headers["Location"] == f"{case}#judgement"
    page = html(client.get(case, headers=ENGLISH))
    assert "Write your own judgement first" in page.text
    assert WORDS[0] not in page.text
    assert not db.session.scalars(db.select(CaseReading.commentary_opened_at)).one()


def test_the_organizer_sees_totals_and_not_the_words(client, enter):
    room, case = enter()
    client.post(f"{case}/judgement", data={"stance": "people", "line": "只给自己看的话。"})
    client.sign_in(room.house.organizer)
    page = html(client.get(f"/overview/assignments/{room.assignment.id}/judgements", headers=ENGLISH))
    assert "1 judgement." in page.text
    assert "只给自己看的话" not in page.text
    assert "How people took part" not in page.text


def test_the_judgements_of_another_organization_are_not_found(client, enter):
    room, _ = enter()
    other = make_house("隔壁单位")
    client.sign_in(other.organizer)
    assert client.get(f"/overview/assignments/{room.assignment.id}/judgements").status_code == 404


def test_an_organizer_may_ask_for_the_judgement(client, enter):
    room, _ = enter()
    client.sign_in(room.house.organizer)
    asked = filled(room.module, room.house.east, is_prediction_required="y")
    assert client.post("/assignments/new", data=asked).status_code == 303
    newest = db.session.scalars(db.select(Assignment).order_by(Assignment.id.desc())).first()
    assert newest.is_prediction_required
    page = html(client.get(f"/assignments/{newest.id}/edit"))
    assert page.find(".//input[@name='is_prediction_required'][@checked]") is not None
