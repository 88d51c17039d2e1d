"""What goes wrong around a learner ends in a clear sentence and no lost answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studyapp import clock
from studyapp.db import db
from studyapp.people.accounts import create_account
from studyapp.questions.models import Question, QuestionState
from studyapp.study.models import Attempt, AttemptState, Response
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import MINUTE, join, make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session, client):
    room = make_classroom()
    client.sign_in(room.house.learner)
    return room


@pytest.fixture
def attempt(client, room) -> Attempt:
    client.post(f"/study/{room.assignment.id}/attempts")
    return db.session.scalars(db.select(Attempt)).one()


def addresses(room, attempt):
    base, study = f"/attempts/{attempt.id}", f"/study/{room.assignment.id}"
    gets = [base, f"{base}/questions/1", f"{base}/hand-in", f"{base}/receipt", f"{base}/result", study]
    gets.append(f"{study}/cases/{room.cases[0].id}")
    posts = [
        f"{base}/questions/1",
        f"{base}/hand-in",
        f"{study}/attempts",
        f"{study}/cases/{room.cases[0].id}/commentary",
    ]
    return [("GET", one) for one in gets] + [("POST", one) for one in posts]


def test_another_persons_pages_are_not_found(client, room, attempt):
    neighbour = create_account("neighbour", "邻座", NOON)
    join(room.house, neighbour)
    client.sign_in(neighbour)
    for method, address in addresses(room, attempt):
        assert client.open(address, method=method).status_code == 404, (method, address)


def test_another_organizations_pages_are_not_found(client, room, attempt):
    stranger = make_house("隔壁单位")
    for account in (stranger.learner, stranger.organizer, stranger.administrator):
        client.sign_in(account)
        for method, address in addresses(room, attempt):
            assert client.open(address, method=method).status_code == 404, (method, address)


def test_an_assignment_withdrawn_while_open_keeps_the_answer_and_says_so(client, room, attempt):
    room.assignment.withdrawn_at = NOON
    address = f"/attempts/{attempt.id}/questions/1"
    response = client.post(address, data={"chosen": "1"}, headers={"Accept": "application/json"})
    assert (response.status_code, response.json["type"]) == (409, "withdrawn")
    assert db.session.scalars(db.select(Response)).one().content["chosen"]
    for method, one in (
        ("GET", address),
        ("GET", f"/study/{room.assignment.id}"),
        ("POST", f"/attempts/{attempt.id}/hand-in"),
    ):
        response = client.open(one, method=method, data={"confirmed": "yes"}, headers={"Accept-Language": "en"})
        assert response.status_code == 409
        assert "withdrawn this assignment" in html(response).text
    assert client.get("/").status_code == 200


def test_a_question_retired_while_on_the_screen_is_still_asked_and_marked(client, room, attempt):
    asked = room.asked(attempt)[0]
    for question in db.session.scalars(db.select(Question)):
        question.state = QuestionState.RETIRED
    address = f"/attempts/{attempt.id}/questions/1"
    assert asked.stem in html(client.get(address)).text
    assert client.post(address, data={"chosen": room.right(attempt, 1)["chosen"]}).status_code == 303
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    assert db.session.scalars(db.select(Attempt)).one().points == 1


def test_a_question_number_beyond_the_paper_is_not_found(client, attempt):
    assert client.get(f"/attempts/{attempt.id}/questions/99").status_code == 404
    assert client.post(f"/attempts/{attempt.id}/questions/0").status_code == 404


def test_every_refusal_to_start_is_a_page_with_a_sentence(client, room):
    start = f"/study/{room.assignment.id}/attempts"
    english = {"Accept-Language": "en"}
    with clock.stopped_at(NOON - 61 * MINUTE):
        assert "has not opened yet" in html(client.post(start, headers=english)).text
        assert "can be read from" in html(client.get(f"/study/{room.assignment.id}", headers=english)).text
    room.assignment.attempts_allowed = 1
    client.post(start)
    attempt = db.session.scalars(db.select(Attempt)).one()
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    response = client.post(start, headers=english)
    assert response.status_code == 409
    assert "have been used" in html(response).text


def test_a_double_hand_in_is_one_hand_in(client, attempt):
    address = f"/attempts/{attempt.id}/hand-in"
    places = {client.post(address, data={"confirmed": "yes"}).headers["Location"] for _ in range(2)}
    assert places == {f"/attempts/{attempt.id}/receipt"}


def test_an_ended_attempt_leads_to_its_receipt(client, attempt):
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    for name in ("", "/questions/1", "/hand-in"):
        assert client.get(f"/attempts/{attempt.id}{name}").headers["Location"].endswith("/receipt")


def test_a_receipt_is_verified_by_its_learner_and_the_units_organizer_only(client, room, attempt):
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    code = db.session.get(Attempt, attempt.id).receipt_code
    address = f"/receipts?code={code.lower().replace('-', '+')}"
    house = room.house
    for account in (house.learner, house.organizer, house.administrator):
        client.sign_in(account)
        assert "genuine" in html(client.get(address, headers={"Accept-Language": "en"})).text
    neighbour = create_account("neighbour", "邻座", NOON)
    join(house, neighbour)
    client.sign_in(neighbour)
    assert client.get(address).status_code == 404
    assert client.get("/receipts").status_code == 200


def test_a_changed_answer_no_longer_matches_the_receipt(client, room, attempt):
    client.post(f"/attempts/{attempt.id}/questions/1", data={"chosen": "0"})
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    db.session.scalars(db.select(Response)).one().content = {"chosen": [99]}
    code = db.session.get(Attempt, attempt.id).receipt_code
    assert "no longer matches" in html(client.get(f"/receipts?code={code}", headers={"Accept-Language": "en"})).text


FIELDS = st.sampled_from(
    ["chosen", "text", "text-0", "pair-0", "order-1", "final", "flagged", "save_key", "base_version"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(FIELDS, st.text(max_size=100) | st.sampled_from(["-1", "0", "99999999999999999999", "\x00", "1e9"]))
)
def test_junk_in_the_form_is_never_an_error_of_ours(client, attempt, data):
    for accept in ("text/html", "application/json"):
        response = client.post(f"/attempts/{attempt.id}/questions/1", data=data, headers={"Accept": accept})
        assert response.status_code < 500
    assert db.session.get(Attempt, attempt.id).state is AttemptState.OPEN


def test_the_progress_names_a_deadline_at_midnight_as_home_does(db_session, client):
    midnight = (NOON + timedelta(days=2)).replace(hour=16, minute=0)
    client.sign_in(make_classroom(closes_at=midnight).house.learner)
    assert "24:00" in html(client.get("/")).text
    assert "24:00" in html(client.get("/progress")).text
