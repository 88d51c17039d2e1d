"""The calendar of deadlines, and the file of everything kept about oneself."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

from studyapp import clock
from studyapp.questions.models import QuestionEvidence
from studyapp.study.handing_in import hand_in
from studyapp.study.highlights import mark_passage
from studyapp.study.reading import open_commentary
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import COMMENTARY, DAY, SECRET, make_classroom

CHINESE = {"Accept-Language": "zh"}


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


def feed_address(client) -> str:
    address = html(client.get("/progress")).find(".//input[@id='calendar']").get("value")
    return address[address.index("/calendar/") :]


def test_the_calendar_is_read_without_signing_in_and_tells_what_is_due(app, client, db_session):
    room = make_classroom()
    client.sign_in(room.house.learner)
    answer = app.test_client().get(feed_address(client), headers=CHINESE)
    assert answer.mimetype == "text/calendar"
    event = Calendar.from_ical(answer.data).walk("VEVENT")[0]
    assert (str(event["summary"]), event["dtstart"].dt) == (f"截止：{room.assignment.title}", NOON + 7 * DAY)


def test_a_changed_password_or_a_forged_address_opens_no_calendar(app, client, db_session):
    room = make_classroom()
    client.sign_in(room.house.learner)
    address = feed_address(client)
    assert app.test_client().get(address.replace("/calendar/", "/calendar/x")).status_code == 404
    room.house.learner.credentials_version += 1
    assert app.test_client().get(address).status_code == 404


def taken(client) -> dict:
    answer = client.get("/account/record.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return json.loads(answer.data)


def test_the_file_holds_what_one_did_and_nothing_of_others(client, db_session):
    room = make_classroom()
    other = make_classroom(make_house("隔壁单位"))
    for one in (room, other):
        attempt = one.start(NOON)
        one.answer(attempt, right=2, wrong=1)
        hand_in(one.learner, attempt.id, NOON, SECRET)
        mark_passage(
            one.learner, one.assignment.id, one.cases[0].id, one.revisions[0].body.split("\n")[0], "记下", None, NOON
        )
    client.sign_in(room.house.learner)
    told = taken(client)
    counts = {name: len(rows) for name, rows in told.items() if isinstance(rows, list) and rows}
    assert counts == {
        "enrolments": 1,
        "attempts": 1,
        "responses": 3,
        "response_marks": 6,
        "review_cards": 3,
        "highlights": 1,
    }
    assert {row["account_id"] for row in told["attempts"]} == {room.house.learner.id}


def test_the_file_waits_while_a_quiz_is_open(client, db_session):
    room = make_classroom()
    room.start(NOON)
    client.sign_in(room.house.learner)
    assert client.get("/account/record.json").status_code == 409


def test_what_waits_for_the_deadline_is_not_in_the_file_before(client, db_session):
    room = make_classroom(feedback="after_deadline")
    attempt = room.start(NOON)
    room.answer(attempt, right=3)
    hand_in(room.learner, attempt.id, NOON, SECRET)
    client.sign_in(room.house.learner)
    told = taken(client)
    assert [told[name] for name in ("responses", "response_marks", "review_cards")] == [[], [], []]
    with clock.stopped_at(NOON + 7 * DAY):
        assert len(taken(client)["responses"]) == 3


@pytest.mark.parametrize("is_opened", [False, True])
def test_points_of_a_commentary_are_in_the_file_only_once_it_was_opened(client, db_session, is_opened):
    room = make_classroom(questions=1)
    version = room.versions[0][0]
    point = {"text": "耐心是最短的路", "accept": [], "weight": 1}
    version.kind, version.options, version.answer = "short_answer", [], {"points": [point]}
    proof = db_session.scalars(db_session.query(QuestionEvidence).filter_by(version_id=version.id).statement).one()
    start = COMMENTARY.index(point["text"])
    proof.part, proof.start, proof.end, proof.quote = "commentary", start, start + len(point["text"]), point["text"]
    attempt = room.start(NOON)
    position = next(one.position for one in room.asked(attempt) if one.version_id == version.id)
    room.save(attempt, position, {"text": "要有办法"})
    hand_in(room.learner, attempt.id, NOON, SECRET)
    if is_opened:
        open_commentary(room.learner, room.assignment.id, room.cases[0].id, NOON)
    client.sign_in(room.house.learner)
    told = client.get("/account/record.json").get_data(as_text=True)
    assert (point["text"] in told) is is_opened
