"""A learner's way from the home page to the result, without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.study.models import Attempt, CaseReading, EnrolmentState, Response
from tests.page import html, text_of
from tests.people.houses import NOON
from tests.study.classroom import COMMENTARY, DAY, make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session, client):
    room = make_classroom()
    client.sign_in(room.house.learner)
    return room


def only_attempt() -> Attempt:
    return db.session.scalars(db.select(Attempt)).one()


def form_values(page) -> dict[str, str]:
    """Return the hidden fields of the page's answer form."""
    form = page.find(".//form[@data-autosave]")
    return {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}


def test_the_home_page_says_what_is_due_with_its_zone(client, room):
    page = html(client.get("/", headers={"Accept-Language": "en"}))
    assert room.assignment.title in page.text
    assert "Beijing time" in page.text
    assert "7 days left" in page.text
    assert page.link("Start studying") == f"/study/{room.assignment.id}"


def test_the_empty_home_says_what_happens_next(client, db_session):
    room = make_classroom(withdrawn_at=NOON)
    client.sign_in(room.house.learner)
    page = html(client.get("/", headers={"Accept-Language": "en"}))
    assert "You have no assignment yet." in page.text
    assert "When your organizer gives your unit an assignment" in page.text


def test_the_whole_way_without_javascript(client, room):
    study = f"/study/{room.assignment.id}"
    english = {"Accept-Language": "en"}
    page = html(client.get(study, headers=english))
    assert "Case not read yet" in page.text

    case = f"{study}/cases/{room.cases[0].id}"
    page = html(client.get(case, headers=english))
    assert room.revisions[0].body.split("\n")[0] in page.text
    assert COMMENTARY.split("\n")[0] not in page.text
    response = client.post(f"{case}/commentary")
    assert response.status_code == 303
    assert response.headers["Location"] == f"{case}#commentary"
    assert COMMENTARY.split("\n")[0] in html(client.get(case)).text
    assert db.session.scalars(db.select(CaseReading)).one().commentary_opened_at == NOON

    response = client.post(f"{study}/attempts")
    assert response.status_code == 303
    attempt = only_attempt()
    assert response.headers["Location"] == f"/attempts/{attempt.id}/questions/1"
    for position in range(1, 6):
        address = f"/attempts/{attempt.id}/questions/{position}"
        page = html(client.get(address, headers=english))
        assert f"{position}/6" in page.heading
        right = room.right(attempt, position)["chosen"]
        response = client.post(address, data=form_values(page) | {"chosen": right})
        assert response.status_code == 303
        assert response.headers["Location"] == f"/attempts/{attempt.id}/questions/{position + 1}"

    page = html(client.get(f"/attempts/{attempt.id}", headers=english))
    assert "5 of 6 answered" in page.text
    response = client.post(f"/attempts/{attempt.id}/hand-in")
    assert response.headers["Location"] == f"/attempts/{attempt.id}/hand-in"
    page = html(client.get(response.headers["Location"], headers=english))
    assert "Question 6 is not answered yet." in page.text
    response = client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    assert response.headers["Location"] == f"/attempts/{attempt.id}/receipt"
    page = html(client.get(response.headers["Location"], headers=english))
    assert only_attempt().receipt_code in page.text
    assert "5 of 6" in page.text

    page = html(client.get(f"/attempts/{attempt.id}/result", headers=english))
    assert "83%" in page.text
    assert "Question 6" in page.text
    assert room.enrolment.state is EnrolmentState.PASSED
    link = next(one for one in page.root.iter("a") if text_of(one) == "See it in the case")
    address, anchor = link.get("href").split("#")
    marked = html(client.get(address)).find(f".//mark[@id='{anchor}']")
    assert text_of(marked) in page.text


def test_saving_answers_with_json_says_when_and_which_version(client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    attempt = only_attempt()
    address = f"/attempts/{attempt.id}/questions/1"
    data = {"chosen": "1", "base_version": "0", "save_key": "p.1"}
    response = client.post(address, data=data, headers={"Accept": "application/json"})
    assert response.json == {"saved_at": "12:00", "version": 1, "is_final": False, "seconds_left": 7 * 24 * 3600}
    assert db.session.scalars(db.select(Response)).one().content == {"chosen": [room.asked(attempt)[0].places[1]]}


def test_an_answer_from_an_older_page_is_refused_and_told_the_newest(client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    address = f"/attempts/{only_attempt().id}/questions/1"
    client.post(address, data={"chosen": "1", "save_key": "phone.1"})
    stale = {"chosen": "2", "save_key": "desk.1", "base_version": "0"}
    response = client.post(address, data=stale, headers={"Accept": "application/json"})
    assert response.status_code == 409
    assert (response.json["type"], response.json["newest"]) == ("answer-newer-elsewhere", {"chosen": [1]})
    response = client.post(address, data=stale)
    assert response.status_code == 409
    assert html(response).find(".//input[@checked]").get("value") == "1"


def test_an_answer_after_the_time_is_kept_and_said_not_to_count(client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    address = f"/attempts/{only_attempt().id}/questions/1"
    with clock.stopped_at(NOON + 8 * DAY):
        response = client.post(address, data={"chosen": "1"}, headers={"Accept": "application/json"})
        assert response.status_code == 409
        assert response.json["type"] == "time-over"
        assert client.get(f"/attempts/{only_attempt().id}").headers["Location"].endswith("/receipt")
    assert db.session.scalars(db.select(Response)).one().is_late
    assert only_attempt().state == "closed"


def test_the_home_page_closes_an_overdue_attempt(client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    with clock.stopped_at(NOON + 8 * DAY):
        assert client.get("/").status_code == 200
    assert only_attempt().state == "closed"


def test_two_clicks_on_start_make_one_attempt(client, room):
    places = {client.post(f"/study/{room.assignment.id}/attempts").headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert only_attempt().number == 1


def test_the_attempt_goes_on_on_another_device(app, client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    address = f"/attempts/{only_attempt().id}/questions/1"
    client.post(address, data={"chosen": "1"})
    phone = app.test_client()
    phone.sign_in(room.house.learner)
    page = html(phone.get(address))
    assert page.find(".//input[@checked]").get("value") == "1"
    assert form_values(page)["base_version"] == "1"


def test_a_flag_and_the_unanswered_are_counted_in_the_overview(client, room):
    client.post(f"/study/{room.assignment.id}/attempts")
    attempt = only_attempt()
    client.post(f"/attempts/{attempt.id}/questions/2", data={"flagged": "1"})
    page = html(client.get(f"/attempts/{attempt.id}", headers={"Accept-Language": "en"}))
    assert "0 of 6 answered" in page.text
    assert "1 flagged for later" in page.text


def test_a_case_without_a_commentary_says_so(client, room):
    db.session.execute(db.text("DELETE FROM revision_commentary"))
    page = html(client.get(f"/study/{room.assignment.id}/cases/{room.cases[0].id}", headers={"Accept-Language": "en"}))
    assert "This case has no commentary." in page.text
    assert not [one for one in page.root.iter("form") if (one.get("action") or "").endswith("/commentary")]


def test_progress_shows_assignments_and_cases(client, room):
    client.get(f"/study/{room.assignment.id}/cases/{room.cases[0].id}")
    page = html(client.get("/progress"))
    assert room.assignment.title in page.text
    assert room.cases[0].title in page.text
    assert "1/2" in page.text
