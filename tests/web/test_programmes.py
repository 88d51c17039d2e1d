"""Programmes in the browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studyapp import clock
from studyapp.people.accounts import create_account
from studyapp.people.models import AuditEntry, Role
from studyapp.people.organizations import add_membership
from studyapp.programmes.models import Programme
from studyapp.study.enrolments import enrol_newcomer
from studyapp.study.models import Assignment, Enrolment, Module, ModuleCase, ModuleState
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session):
    """A classroom whose book has two modules of one case each besides."""
    made = make_classroom()
    for case in made.cases:
        module = Module(
            organization_id=made.house.organization.id,
            casebook_id=made.module.casebook_id,
            title=f"单元：{case.title}",
            state=ModuleState.PUBLISHED,
            created_at=NOON,
        )
        db_session.add(module)
        db_session.flush()
        place = {"organization_id": module.organization_id, "module_id": module.id, "case_id": case.id, "position": 1}
        db_session.add(ModuleCase(**place))
    db_session.flush()
    return made


def filled(page):
    """Return the page's form as a browser would send it untouched."""
    fields = {one.get("name"): one.get("value") or "" for one in page.find_all(".//main//input[@name]")}
    ticked = [one.get("value") for one in page.find_all(".//input[@name='units']") if one.get("checked") is not None]
    return fields | {"units": ticked, "people": ""}


def programmes(db_session):
    return db_session.query(Assignment).join(Module, Module.id == Assignment.module_id).order_by(Assignment.id).all()


def test_one_case_a_week_is_one_click(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    page = html(client.get(f"/programmes/new?casebook={room.module.casebook_id}"))
    answer = client.post("/programmes/new", data=filled(page))
    assert answer.status_code == 303
    given = programmes(db_session)[1:]
    assert [one.title for one in given] == ["两个案例", "单元：案例之1", "单元：案例之2"]
    assert [one.opens_at for one in given] == [
        datetime(2026, 3, 9, 8, tzinfo=SHANGHAI) + timedelta(weeks=n) for n in range(3)
    ]
    assert [one.closes_at for one in given] == [
        datetime(2026, 3, 14, tzinfo=SHANGHAI) + timedelta(weeks=n) for n in range(3)
    ]
    shown = html(client.get(answer.location))
    assert "3月9日 08:00 至 3月13日 24:00" in shown.text
    assert db_session.query(AuditEntry).filter_by(action="programme.create").count() == 1


def test_who_joins_later_is_in_all_that_is_still_to_come(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    client.post("/programmes/new", data=filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}"))))
    late = create_account("late", "后来的人", NOON)
    enrol_newcomer(add_membership(room.house.east, late, Role.LEARNER, NOON), NOON)
    titles = {one.id: one.title for one in programmes(db_session)}
    mine = [titles[one.assignment_id] for one in db_session.query(Enrolment).filter_by(account_id=late.id)]
    assert "单元：案例之2" in mine


def test_the_dates_are_shown_before_anything_is_given(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    look = html(client.post("/programmes/new", data=fields | {"look": "yes"}))
    assert "3月16日 08:00 至 3月20日 24:00" in look.text
    assert db_session.query(Programme).count() == 0


def test_places_choose_and_order_the_modules(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get("/programmes/new")))
    last = db_session.query(Module).order_by(Module.id.desc()).first()
    fields |= {f"place-{last.id}": "1", f"place-{room.module.id}": "2"}
    client.post("/programmes/new", data=fields)
    assert [one.title for one in programmes(db_session)[1:]] == ["单元：案例之2", "两个案例"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "2026-03-01"}, "已经过去"),
        ({"start": "x"}, "日期"),
        ({"weeks_each": "9"}, "1 到 8 周"),
        ({"title": " "}, "标题"),
        ({"units": []}, "至少选择"),
    ],
)
def test_odd_plans_are_answered_with_a_sentence_and_give_nothing(client, sign_in, room, db_session, change, words):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    answer = client.post("/programmes/new", data=fields | change)
    assert answer.status_code == 422
    assert words in html(answer).text
    assert len(programmes(db_session)) == 1


def test_a_programme_without_modules_says_so(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    answer = client.post("/programmes/new", data=filled(html(client.get("/programmes/new"))))
    assert answer.status_code == 422
    assert "至少给一个学习单元" in html(answer).text
    assert db_session.query(Programme).count() == 0


def test_what_has_not_opened_is_moved_together(client, sign_in, room, db_session):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    address = client.post("/programmes/new", data=fields).location
    in_the_first_week = datetime(2026, 3, 11, 12, tzinfo=SHANGHAI)
    with clock.stopped_at(in_the_first_week):
        assert client.post(f"{address}/move", data={"start": "2026-03-30"}).status_code == 303
        assert client.post(f"{address}/move", data={"start": "2026-03-01"}).status_code == 422
    days = [one.opens_at.astimezone(SHANGHAI).date().isoformat() for one in programmes(db_session)[1:]]
    assert days == ["2026-03-09", "2026-03-30", "2026-04-07"]  # the Monday of 6 April is Qingming's


@pytest.mark.parametrize("start", ["9999-12-31", "0001-01-01", "gestern", ""])
def test_a_day_that_no_calendar_holds_moves_nothing(client, sign_in, room, start):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    address = client.post("/programmes/new", data=fields).location
    with clock.stopped_at(datetime(2026, 3, 11, 12, tzinfo=SHANGHAI)):
        assert client.post(f"{address}/move", data={"start": start}).status_code == 422


def test_a_programme_that_has_opened_altogether_cannot_be_moved(client, sign_in, room):
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    address = client.post("/programmes/new", data=fields).location
    with clock.stopped_at(NOON + timedelta(days=25)):
        assert client.post(f"{address}/move", data={"start": "2026-06-01"}).status_code == 409


def test_programmes_of_others_are_not_found(client, sign_in, room):
    sign_in(client, room.house.administrator)
    fields = filled(html(client.get(f"/programmes/new?casebook={room.module.casebook_id}")))
    address = client.post("/programmes/new", data=fields).location
    other = make_house("河西图书馆")
    for account in (room.house.organizer, other.administrator):
        sign_in(client, account)
        assert client.get(address).status_code == 404
        assert client.post(f"{address}/move", data={"start": "2026-03-30"}).status_code == 404


def test_a_module_of_somebody_else_is_not_given(client, sign_in, room, db_session):
    other = make_classroom(make_house("河西图书馆"))
    sign_in(client, room.house.organizer)
    fields = filled(html(client.get("/programmes/new"))) | {f"place-{other.module.id}": "1"}
    assert client.post("/programmes/new", data=fields).status_code == 422
    assert db_session.query(Programme).count() == 0
