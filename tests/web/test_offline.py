"""What a browser may keep for when there is no network, and what it is told before it sends what waits."""

from __future__ import annotations

import json

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.study.models import Attempt
from studyapp.web.offline import KEEP
from tests.people.houses import NOON
from tests.study.classroom import make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


def opened(client, **rules):
    """Return a classroom under these rules and the address of its learner's open attempt."""
    room = make_classroom(**rules)
    client.sign_in(room.house.learner)
    client.post(f"/study/{room.assignment.id}/attempts")
    attempt = db.session.scalars(db.select(Attempt)).one()
    return room, f"/attempts/{attempt.id}"


def test_open_pages_may_be_kept_and_results_may_not(client, db_session):
    room, attempt = opened(client)
    study = f"/study/{room.assignment.id}"
    kept = [study, f"{study}/cases/{room.cases[0].id}", attempt, f"{attempt}/questions/1"]
    assert all(KEEP in client.get(address).headers for address in kept)
    client.post(f"{attempt}/hand-in", data={"confirmed": "yes"})
    others = [f"{attempt}/result", f"{attempt}/receipt", attempt, "/", "/progress", "/reviews", "/mistakes", "/account"]
    assert not [address for address in others if KEEP in client.get(address).headers]


def test_a_question_that_tells_its_key_is_not_kept(client, db_session):
    _, attempt = opened(client, feedback="at_once")
    assert KEEP in client.get(f"{attempt}/questions/1").headers
    client.post(f"{attempt}/questions/1", data={"chosen": "0", "final": "1"})
    assert KEEP not in client.get(f"{attempt}/questions/1").headers


def test_a_case_kept_away_by_an_exam_is_not_kept_either(client, db_session):
    room, _ = opened(client, is_open_book=False)
    answer = client.get(f"/study/{room.assignment.id}/cases/{room.cases[0].id}")
    assert (answer.status_code, KEEP in answer.headers) == (409, False)


def test_the_browser_is_told_who_is_signed_in(client, db_session):
    room = make_classroom()
    assert client.get("/offline/account").status_code == 303
    client.sign_in(room.house.learner)
    answer = client.get("/offline/account")
    assert answer.json["account_id"] == room.house.learner.id
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_worker_knows_the_files_of_this_release_and_is_asked_for_anew(client):
    answer = client.get("/service-worker.js")
    shell = json.loads(answer.get_data(as_text=True).split("\n")[0].removeprefix("const SHELL = ").rstrip(";"))
    assert {status_of(client, address) for address in shell} == {200}
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_product_can_be_put_on_the_home_screen(client):
    told = client.get("/manifest.webmanifest").json
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert status_of(client, told["icons"][0]["src"]) == 200
    assert client.get("/offline").status_code == 200


def status_of(client, address: str) -> int:
    with client.get(address) as answer:
        return answer.status_code
