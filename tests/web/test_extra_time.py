"""Extra time on the pages of organizer and learner, without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.people.models import AuditEntry
from studyapp.study.models import Attempt
from tests.page import html
from tests.people.houses import NOON
from tests.study.classroom import MINUTE, make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session):
    return make_classroom(duration_minutes=30)


def test_an_organizer_gives_it_and_the_learner_reads_why(client, room):
    attempt = room.start()
    address = f"/assignments/{room.assignment.id}/extra-time"
    client.sign_in(room.house.organizer)
    assert html(client.get(f"/overview/assignments/{room.assignment.id}")).link("加时") == address
    page = html(client.get(address))
    assert "学员丙" in page.text
    refused = client.post(address, data={"attempt_id": attempt.id, "minutes": "0", "reason": ""})
    assert refused.status_code == 422
    assert html(refused).find(".//input[@name='minutes']").get("value") == "0"
    given = client.post(address, data={"attempt_id": attempt.id, "minutes": "10", "reason": "电脑死机"})
    assert given.status_code == 303
    assert "学员丙" in html(client.get(address)).text
    entry = db.session.scalars(db.select(AuditEntry).filter_by(action="assignment.extra-time")).one()
    assert entry.details == {"attempt": attempt.id, "papers": 1, "minutes": 10, "reason": "电脑死机"}
    client.sign_in(room.house.learner)
    for path in (f"/attempts/{attempt.id}", f"/attempts/{attempt.id}/questions/1"):
        assert "加时 10 分钟：电脑死机" in html(client.get(path)).text
    told = client.get(f"/attempts/{attempt.id}/time").get_json()
    assert told == {"seconds_left": 40 * 60, "news": "加时 10 分钟：电脑死机"}
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    assert "加时 10 分钟：电脑死机" in html(client.get(f"/attempts/{attempt.id}/result")).text


def test_a_paper_with_time_beyond_the_deadline_can_be_gone_on_with_from_the_home_page(client, db_session):
    room = make_classroom(closes_at=NOON + 5 * MINUTE)
    client.sign_in(room.house.organizer)
    attempt = room.start()
    client.post(
        f"/assignments/{room.assignment.id}/extra-time", data={"attempt_id": "0", "minutes": "20", "reason": "停电"}
    )
    client.sign_in(room.house.learner)
    with clock.stopped_at(NOON + 10 * MINUTE):
        leads = [one.get("href") for one in html(client.get("/")).root.iter("a")]
        assert f"/attempts/{attempt.id}" in leads
        assert client.get(f"/attempts/{attempt.id}/questions/1").status_code == 200


def test_with_nobody_under_way_the_page_says_what_to_do_instead(client, room):
    client.sign_in(room.house.organizer)
    page = html(client.get(f"/assignments/{room.assignment.id}/extra-time"))
    assert "请延长截止时间" in page.text
    answer = client.post(
        f"/assignments/{room.assignment.id}/extra-time", data={"attempt_id": "0", "minutes": "5", "reason": "停电"}
    )
    assert answer.status_code == 409
    assert "现在没有人在作答" in html(answer).text


def test_the_time_of_somebody_else_is_not_told(client, room):
    attempt = room.start()
    client.sign_in(room.house.organizer)
    assert client.get(f"/attempts/{attempt.id}/time").status_code == 404
    assert db.session.scalars(db.select(Attempt)).one().closes_at == NOON + 30 * MINUTE
