"""No key, reason, explanation or unopened commentary leaves the server before its time: every answer is scanned."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.questions.models import QuestionEvidence, QuestionVersion
from studyapp.study.models import Attempt
from tests.page import html
from tests.people.houses import NOON
from tests.study.classroom import COMMENTARY, DAY, MINUTE, make_classroom

SECRETS = ("解析：原文说", "原文写明", "天数不对", "天数太多")
WORDS = COMMENTARY.split("\n")


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def enter(db_session, client):
    """`enter(**rules)`: a classroom under these rules, its learner signed in."""

    def entered(**rules):
        room = make_classroom(**rules)
        client.sign_in(room.house.learner)
        return room

    return entered


def start(client, room) -> Attempt:
    client.post(f"/study/{room.assignment.id}/attempts")
    return db.session.scalars(db.select(Attempt).filter_by(state="open")).one()


def everything_sent(responses) -> str:
    return "\n".join(f"{one.headers}\n{one.get_data(as_text=True)}" for one in responses)


def all_pages(client, room, attempt):
    """Open every page a learner can reach around an attempt, and save an answer in both ways."""
    base, study = f"/attempts/{attempt.id}", f"/study/{room.assignment.id}"
    question = f"{base}/questions/1"
    wrong = room.wrong(attempt, 1)["chosen"]
    yield client.post(question, data={"chosen": wrong}, headers={"Accept": "application/json"})
    yield client.post(question, data={"chosen": wrong, "base_version": "0", "save_key": "x.1"})
    yield client.post(f"{base}/questions/2", data={"chosen": wrong, "final": "1"}, headers={"HX-Request": "true"})
    yield from (client.get(f"{base}/questions/{position}") for position in range(1, 8))
    paths = ("/", "/progress", base, f"{base}/hand-in", f"{base}/result", f"{base}/receipt", study)
    yield from (client.get(path) for path in paths)
    for case in room.cases:
        yield client.get(f"{study}/cases/{case.id}")
        yield client.get(f"{study}/cases/{case.id}?attempt={attempt.id}&question=1")


@pytest.mark.parametrize("feedback", ["after_hand_in", "after_deadline"])
def test_nothing_is_told_while_the_attempt_is_open(client, enter, feedback):
    room = enter(feedback=feedback)
    sent = everything_sent(all_pages(client, room, start(client, room)))
    assert not [one for one in (*SECRETS, *WORDS, "is_key", 'class="evidence"') if one in sent]


def test_the_value_of_an_option_is_its_place_not_its_index(client, enter):
    room = enter()
    attempt = start(client, room)
    page = html(client.get(f"/attempts/{attempt.id}/questions/1"))
    assert [one.get("value") for one in page.find_all(".//input[@name='chosen']")] == ["0", "1", "2"]
    orders = {tuple(one.places) for one in room.asked(attempt)}
    assert len(orders) > 1, "the options of every question stand in one order"


def test_after_the_deadline_means_after_the_deadline(client, enter):
    room = enter(feedback="after_deadline")
    attempt = start(client, room)
    client.post(f"/attempts/{attempt.id}/questions/1", data={"chosen": room.wrong(attempt, 1)["chosen"]})
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    addresses = [f"/attempts/{attempt.id}/{name}" for name in ("result", "receipt")] + ["/", "/progress"]
    cases = [f"/study/{room.assignment.id}/cases/{one.id}?attempt={attempt.id}&question=1" for one in room.cases]
    sent = everything_sent(client.get(address) for address in addresses + cases)
    assert not [one for one in (*SECRETS, 'class="evidence"') if one in sent]
    assert "0%" in sent
    with clock.stopped_at(NOON + 7 * DAY):
        assert "解析：" in client.get(addresses[0]).get_data(as_text=True)


def test_feedback_at_once_tells_only_of_the_confirmed_question(client, enter):
    room = enter(feedback="at_once")
    attempt = start(client, room)
    address = f"/attempts/{attempt.id}/questions/1"
    client.post(address, data={"chosen": "0", "save_key": "p.1"})
    assert not [one for one in SECRETS if one in client.get(address).get_data(as_text=True)]
    response = client.post(address, data={"chosen": "0", "final": "1", "base_version": "1"})
    assert response.headers["Location"] == f"{address}#feedback"
    page = html(client.get(address))
    assert "解析：" in page.text
    assert not page.find_all(".//input[@name='chosen']")
    assert "解析：" not in client.get(f"/attempts/{attempt.id}/questions/2").get_data(as_text=True)
    assert client.post(address, data={"chosen": "1", "base_version": "1"}).status_code == 409


def test_confirming_nothing_tells_nothing(client, enter):
    room = enter(feedback="at_once")
    address = f"/attempts/{start(client, room).id}/questions/1"
    client.post(address, data={"final": "1"})
    assert not [one for one in SECRETS if one in client.get(address).get_data(as_text=True)]


def test_a_proof_in_an_unopened_commentary_waits_for_it(client, enter):
    room = enter()
    for evidence in db.session.scalars(db.select(QuestionEvidence)):
        evidence.part, evidence.start, evidence.end, evidence.quote = "commentary", 0, len(WORDS[0]), WORDS[0]
    for version in db.session.scalars(db.select(QuestionVersion)):
        version.explanation = f"解析：{WORDS[0]}"
    room.module.question_count = 1
    attempt = start(client, room)
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    result = f"/attempts/{attempt.id}/result"
    page = html(client.get(result))
    assert WORDS[0] not in page.text
    form = next(one for one in page.root.iter("form") if (one.get("action") or "").endswith("/commentary"))
    response = client.post(form.get("action"), data={"attempt": attempt.id, "question": 1})
    assert response.headers["Location"] == f"{result}#q1"
    page = html(client.get(result))
    assert f"解析：{WORDS[0]}" in page.text
    link = next(one.get("href") for one in page.root.iter("a") if "question=1" in (one.get("href") or ""))
    address, anchor = link.split("#")
    assert html(client.get(address)).find(f".//mark[@id='{anchor}']").text == WORDS[0]


def test_a_closed_book_keeps_case_and_commentary_away(client, enter):
    room = enter(mode="exam", is_open_book=False)
    attempt = start(client, room)
    case = f"/study/{room.assignment.id}/cases/{room.cases[0].id}"
    responses = [client.get(case), client.post(f"{case}/commentary")]
    assert [one.status_code for one in responses] == [409, 409]
    assert room.revisions[0].body.split("\n")[0] not in everything_sent(responses)
    assert not [
        one
        for one in client.get(f"/attempts/{attempt.id}/questions/1").get_data(as_text=True).split('"')
        if one == case
    ]
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    assert client.get(case).status_code == 200


def test_an_earlier_result_of_an_exam_is_closed_while_another_attempt_runs(client, enter):
    room = enter(mode="exam")
    first = start(client, room)
    client.post(f"/attempts/{first.id}/hand-in", data={"confirmed": "yes"})
    with clock.stopped_at(NOON + MINUTE):
        start(client, room)
        response = client.get(f"/attempts/{first.id}/result")
    assert response.status_code == 409
    assert not [one for one in SECRETS if one in response.get_data(as_text=True)]


def test_learners_pages_are_kept_in_no_cache(client, enter):
    room = enter()
    attempt = start(client, room)
    for address in (
        "/",
        f"/attempts/{attempt.id}/questions/1",
        f"/study/{room.assignment.id}/cases/{room.cases[0].id}",
    ):
        assert client.get(address).headers["Cache-Control"] == "no-store"
