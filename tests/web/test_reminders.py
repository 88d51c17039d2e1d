"""Reminding in the browser: preview, sending, notices, settings, and what nobody else may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studyapp import clock
from studyapp.chasing.models import (
    Delivery,
    DeliveryState,
    Notice,
    NotificationPreference,
    ReminderRun,
    ReminderSchedule,
    Robot,
    Workday,
)
from studyapp.people.models import AuditEntry, Role
from studyapp.people.organizations import add_membership
from studyapp.study.models import EnrolmentState
from tests.exchange.messages.receivers import SECRET, robot_receiver
from tests.factories import DeliveryFactory, ReminderRunFactory
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom

ADDRESS = "https://oapi.dingtalk.com/robot/send?access_token=hidden-token"


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session):
    return make_classroom()


@pytest.fixture
def address(room):
    return f"/reminders/assignments/{room.assignment.id}"


def fields_of(page):
    return {one.get("name"): one.get("value") for one in page.find_all(".//input[@type='hidden']")}


def test_the_preview_says_exactly_who_gets_what_and_the_hand_reminds_them(client, sign_in, room, address, run_jobs):
    sign_in(client, room.house.organizer)
    dashboard = html(client.get(f"/overview/assignments/{room.assignment.id}"))
    assert dashboard.link("提醒未完成的人") == address
    page = html(client.get(address))
    assert "将提醒 1 人" in page.text
    assert "学员丙" in page.text
    answer = client.post(address, data=fields_of(page) | {"words": "周五前请完成"})
    assert answer.status_code == 303
    run_jobs()
    run = html(client.get(answer.location))
    assert "已站内通知 1 人" in run.text
    again = html(client.get(address))
    assert "今天已经提醒过" in again.text
    assert "没有可以提醒的人" in again.text

    sign_in(client, room.house.learner)
    assert html(client.get("/")).find(".//span[@class='nav-count figure']").text == "1"
    notices = html(client.get("/notices"))
    assert "还没有完成：两个案例" in notices.text
    assert "周五前请完成" in notices.text
    client.post("/notices/read", data=fields_of(notices))
    assert not html(client.get("/")).find_all(".//span[@class='nav-count figure']")
    assert "还没有完成：两个案例" in html(client.get("/notices")).text


def test_the_same_page_sent_twice_reminds_once(client, sign_in, room, address, run_jobs, db_session):
    sign_in(client, room.house.organizer)
    fields = fields_of(html(client.get(address)))
    places = {client.post(address, data=fields).location for _ in range(2)}
    run_jobs()
    assert len(places) == 1
    assert db_session.query(ReminderRun).count() == 1
    assert db_session.query(Notice).count() == 1
    assert db_session.query(AuditEntry).filter_by(action="reminder.send").count() == 1


def test_who_has_passed_is_not_in_the_preview(client, sign_in, room, address, db_session):
    room.enrolment.state = EnrolmentState.PASSED
    sign_in(client, room.house.organizer)
    assert "没有可以提醒的人" in html(client.get(address)).text


def test_nobody_is_reminded_of_what_is_over(client, sign_in, room, address, db_session):
    room.assignment.closes_at = NOON - timedelta(minutes=1)
    sign_in(client, room.house.organizer)
    for answer in (client.get(address), client.post(address, data={"token": "t"})):
        assert answer.status_code == 409
        assert "不能作答" in html(answer).text
    assert db_session.query(ReminderRun).count() == 0


def test_reminders_of_others_are_not_found(client, sign_in, room, address, db_session):
    run = ReminderRunFactory(assignment_made=room.assignment)
    delivery = DeliveryFactory(run_made=run, account_made=room.house.learner, state=DeliveryState.FAILED)
    robot = Robot(
        organization_id=room.house.organization.id,
        unit_id=room.house.east.id,
        kind="dingtalk",
        name="东馆群",
        address=ADDRESS,
        secret=SECRET,
        created_at=NOON,
    )
    db_session.add(robot)
    db_session.flush()
    other = make_house("河西图书馆")
    add_membership(room.house.west, room.house.learner, Role.ORGANIZER, NOON)
    paths = [
        ("GET", address),
        ("POST", address),
        ("GET", f"/reminders/runs/{run.id}"),
        ("POST", f"/reminders/messages/{delivery.id}/again"),
    ]
    of_administrators = [
        (method, f"/reminders/robots/{robot.id}{end}")
        for method, end in (("GET", ""), ("POST", ""), ("POST", "/try"), ("POST", "/remove"))
    ]
    for account, which in (
        (room.house.learner, paths),
        (other.organizer, paths),
        (other.administrator, paths + of_administrators),
    ):
        sign_in(client, account)
        for method, path in which:
            assert client.open(path, method=method, data={"token": "t"}).status_code == 404, (account.name, path)
    assert db_session.get(Robot, robot.id) is not None
    assert db_session.get(Delivery, delivery.id).state is DeliveryState.FAILED


def test_a_unit_that_is_not_ones_own_reaches_nobody(client, sign_in, room, address, run_jobs, db_session):
    sign_in(client, room.house.organizer)
    fields = fields_of(html(client.get(address))) | {"unit": str(room.house.west.id)}
    client.post(address, data=fields)
    run_jobs()
    assert db_session.query(Notice).count() == 0


def test_a_message_in_doubt_is_sent_again_only_by_a_persons_word(client, sign_in, room, run_jobs, db_session):
    run = ReminderRunFactory(assignment_made=room.assignment, planned_at=NOON)
    delivery = DeliveryFactory(
        run_made=run, account_made=room.house.learner, state=DeliveryState.UNKNOWN, problem="no-answer"
    )
    sign_in(client, room.house.administrator)
    page = html(client.get(f"/reminders/runs/{run.id}"))
    assert "不确定是否送达" in page.text
    assert "没有收到答复" in page.text
    assert client.post(f"/reminders/messages/{delivery.id}/again").status_code == 303
    assert db_session.get(Delivery, delivery.id).state is DeliveryState.WAITING
    assert client.post(f"/reminders/messages/{delivery.id}/again").status_code == 409


SCHEDULE = {
    "is_on": "y",
    "days_before": "3、1",
    "send_at": "09:00",
    "quiet_from": "21:00",
    "quiet_until": "08:00",
    "sends_digest": "y",
}


def test_an_administrator_sets_the_schedule_and_sees_what_it_will_do(client, sign_in, room, db_session):
    sign_in(client, room.house.administrator)
    assert "自动提醒没有开启" in html(client.get("/reminders")).text
    assert client.post("/reminders/settings", data=SCHEDULE).status_code == 303
    [kept] = db_session.query(ReminderSchedule).all()
    assert (kept.is_on, kept.days_before, kept.send_at) == (True, [3, 1], 540)
    page = html(client.get("/reminders"))
    assert "3月4日 09:00" in page.text
    assert "3月6日 09:00" in page.text
    assert db_session.query(AuditEntry).filter_by(action="reminder.schedule").count() == 1


@pytest.mark.parametrize("days", ["", "三", "3,-1", "31", "1,2,3,4,5,6", "9" * 30])
def test_odd_days_before_are_answered_with_a_sentence(client, sign_in, room, db_session, days):
    sign_in(client, room.house.administrator)
    answer = client.post("/reminders/settings", data=SCHEDULE | {"days_before": days})
    assert answer.status_code == 422
    assert html(answer).find_all(".//p[@class='field-error']")
    assert db_session.query(ReminderSchedule).count() == 0


def test_days_of_ones_own_are_taken_all_or_none(client, sign_in, room, db_session):
    sign_in(client, room.house.administrator)
    lines = "2027-02-05 至 2027-02-07 休 春节\n2027-02-14 班\n"
    assert client.post("/reminders/workdays", data={"days": lines}).status_code == 303
    kept = {one.day: (one.is_at_work, one.name) for one in db_session.query(Workday)}
    assert kept == {
        date(2027, 2, 5): (False, "春节"),
        date(2027, 2, 6): (False, "春节"),
        date(2027, 2, 7): (False, "春节"),
        date(2027, 2, 14): (True, ""),
    }
    for wrong in (
        "2027-02-30 休",
        "春节",
        "2027-02-07 至 2027-02-05 休",
        "2027-01-01 至 2028-01-01 休",
        "2027-1-1 也许",
    ):
        answer = client.post("/reminders/workdays", data={"days": f"{lines}{wrong}"})
        assert answer.status_code == 422
        assert "第 3 行看不懂" in html(answer).text
    assert db_session.query(Workday).count() == 4


ROBOT = {"name": "东馆群", "kind": "dingtalk", "address": ADDRESS, "secret": SECRET, "is_on": "y"}


def test_a_robots_address_goes_in_and_never_comes_out(client, sign_in, room, db_session):
    sign_in(client, room.house.administrator)
    fields = ROBOT | {"unit_id": str(room.house.east.id)}
    assert client.post("/reminders/robots/new", data=fields).status_code == 303
    [robot] = db_session.query(Robot).all()
    path = f"/reminders/robots/{robot.id}"
    pages = [client.get("/reminders/settings"), client.get(path), client.post(path, data=fields | {"name": ""})]
    for answer in pages:
        assert b"hidden-token" not in answer.data
        assert SECRET.encode() not in answer.data
    assert client.post(path, data=fields | {"name": "东馆", "address": "", "secret": ""}).status_code == 303
    kept = db_session.query(Robot).one()
    assert (kept.name, kept.address, kept.secret) == ("东馆", ADDRESS, SECRET)
    details = " ".join(str(one.details) for one in db_session.query(AuditEntry))
    assert "hidden-token" not in details
    assert SECRET not in details


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://example.org/robot/send"},
        {"address": ""},
        {"kind": "feishu"},
        {"name": " "},
        {"kind": "other"},
        {"unit_id": "x"},
    ],
)
def test_an_odd_robot_is_answered_with_a_sentence(client, sign_in, room, db_session, change):
    sign_in(client, room.house.administrator)
    fields = ROBOT | {"unit_id": str(room.house.east.id)} | change
    answer = client.post("/reminders/robots/new", data=fields)
    assert answer.status_code == 422
    assert html(answer).find_all(".//p[@class='field-error']")
    assert db_session.query(Robot).count() == 0


def test_two_robots_do_not_share_a_name(client, sign_in, room):
    sign_in(client, room.house.administrator)
    fields = ROBOT | {"unit_id": str(room.house.east.id)}
    assert client.post("/reminders/robots/new", data=fields).status_code == 303
    answer = client.post("/reminders/robots/new", data=fields)
    assert answer.status_code == 409
    assert "已经有叫“东馆群”的机器人" in html(answer).text


def test_a_robot_is_tried_and_removed(client, sign_in, room, run_jobs, db_session, app, monkeypatch):
    with robot_receiver() as receiver:
        monkeypatch.setitem(app.config, "ROBOT_ORIGINS", receiver.origin)
        sign_in(client, room.house.administrator)
        fields = ROBOT | {"unit_id": str(room.house.east.id), "address": receiver.address("dingtalk")}
        client.post("/reminders/robots/new", data=fields)
        robot_id = db_session.query(Robot).one().id
        answer = client.post(f"/reminders/robots/{robot_id}/try")
        run_jobs()
        assert "已发出" in html(client.get(answer.location)).text
        assert [kind for kind, _text in receiver.texts] == ["dingtalk"]
    assert client.post(f"/reminders/robots/{robot_id}/remove").status_code == 303
    assert db_session.query(Robot).count() == 0


def test_a_year_whose_holidays_are_unknown_is_said(client, sign_in, room):
    sign_in(client, room.house.administrator)
    assert "2027 年的放假安排" in html(client.get("/reminders/settings")).text
    client.post("/reminders/workdays", data={"days": "2027-02-05 休"})
    assert "2027 年的放假安排" not in html(client.get("/reminders/settings")).text


def test_one_chooses_how_one_is_told(client, sign_in, room, db_session):
    sign_in(client, room.house.learner)
    assert html(client.get("/notices/preferences")).heading == "提醒方式"
    wrong = client.post("/notices/preferences", data={"mail_address": "nobody"})
    assert wrong.status_code == 422
    assert "这不是邮箱地址" in html(wrong).text
    data = {"mail_address": "bing@example.org", "wants_mail": "y", "wants_digest": "y"}
    assert client.post("/notices/preferences", data=data).status_code == 303
    kept = db_session.query(NotificationPreference).one()
    assert (kept.account_id, kept.mail_address, kept.wants_mail) == (room.house.learner.id, "bing@example.org", True)


def test_notices_of_others_stay_unread(client, sign_in, room, run_jobs, address, db_session):
    sign_in(client, room.house.organizer)
    client.post(address, data=fields_of(html(client.get(address))))
    run_jobs()
    client.post("/notices/read", data={"newest_id": "999999"})
    assert db_session.query(Notice).one().read_at is None


def test_the_list_of_runs_takes_few_queries(client, sign_in, room, query_count, db_session):
    counts = []
    for _ in range(2):
        for _ in range(5):
            ReminderRunFactory(assignment_made=room.assignment, planned_at=NOON)
        sign_in(client, room.house.administrator)
        with query_count() as queries:
            assert client.get("/reminders").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
