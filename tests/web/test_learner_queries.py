"""Learner pages ask the database a constant number of times."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.study.models import Attempt
from tests.people.houses import NOON, make_house
from tests.study.classroom import assign, make_classroom

MOST = {"/": 8, "/progress": 7, "study": 7, "case": 14, "question": 6, "attempt": 5, "result": 14, "receipt": 7}


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


def counts(client, query_count, name: str, questions: int, assignments: int) -> dict[str, int]:
    """Return how many statements each page took, for a learner of this much."""
    room = make_classroom(make_house(name), questions=questions)
    for _ in range(assignments - 1):
        assign(room.house, room.module)
    client.sign_in(room.house.learner)
    study = f"/study/{room.assignment.id}"
    client.post(f"{study}/attempts")
    attempt = db.session.scalars(db.select(Attempt).filter_by(account_id=room.house.learner.id)).one()
    base = f"/attempts/{attempt.id}"
    for position in range(1, questions):
        client.post(f"{base}/questions/{position}", data={"chosen": "0"})
    case = f"{study}/cases/{room.cases[0].id}"
    client.get(case)
    pages = {"/": "/", "/progress": "/progress", "study": study, "case": case, "attempt": base}
    pages["question"] = f"{base}/questions/2"
    found = {page: counted(client, query_count, address) for page, address in pages.items()}
    with query_count() as queries:
        client.post(f"{base}/questions/1", data={"chosen": "1"}, headers={"Accept": "application/json"})
    found["save"] = len(queries.statements)
    with query_count() as queries:
        client.post(f"{base}/hand-in", data={"confirmed": "yes"})
    found["hand-in"] = len(queries.statements)
    return found | {page: counted(client, query_count, f"{base}/{page}") for page in ("result", "receipt")}


def counted(client, query_count, address: str) -> int:
    with query_count() as queries:
        assert client.get(address).status_code == 200
    return len(queries.statements)


def test_pages_take_few_queries_however_much_there_is(db_session, client, query_count):
    few = counts(client, query_count, "小单位", questions=2, assignments=1)
    many = counts(client, query_count, "大单位", questions=7, assignments=9)
    assert few == many
    most = MOST | {"save": 6, "hand-in": 18}  # the last two remember what was answered
    assert {page: count for page, count in many.items() if count > most[page]} == {}
