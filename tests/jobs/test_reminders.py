"""Reminders from the schedule's clock to what is received, over real local receivers."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studyapp import clock
from studyapp.chasing.models import Delivery, DeliveryState, Notice, ReminderRun, RobotKind, RunKind
from studyapp.chasing.preferences import save_preference
from studyapp.chasing.robots import RobotChange, save_robot
from studyapp.chasing.runs import Ways, start_run, start_trial
from studyapp.chasing.schedules import ScheduleChange, save_schedule
from studyapp.db import db
from studyapp.jobs.chasing import Chaser, ask_to_plan, ask_to_send, send_due
from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.study.assignment_people import PersonFilter
from studyapp.study.models import EnrolmentState
from tests.exchange.messages.receivers import SECRET, mail_receiver, robot_receiver
from tests.people.houses import NOON
from tests.study.classroom import join, make_classroom

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)  # a working day before the deadline's
DEADLINE = datetime(2026, 3, 6, 18, 0, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(db_session):
    made = make_classroom(closes_at=DEADLINE)
    db_session.commit()
    return made


@pytest.fixture
def receiver(app, monkeypatch):
    with robot_receiver() as made:
        monkeypatch.setitem(app.config, "ROBOT_ORIGINS", made.origin)
        yield made


@pytest.fixture
def mailbox(app, monkeypatch):
    with mail_receiver() as made:
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{made.port}")
        monkeypatch.setitem(app.config, "MAIL_FROM", "study@example.org")
        yield made


def switch_on(room, **change):
    wanted = {
        "is_on": True,
        "days_before": (1,),
        "send_at": 540,
        "quiet_from": 1260,
        "quiet_until": 480,
        "sends_digest": False,
        "sends_mail": False,
    }
    save_schedule(room.house.actor(room.house.administrator), ScheduleChange(**wanted | change))
    db.session.commit()


def look(run_jobs, at):
    """Let the schedule's clock look once, and do what it asks for."""
    with clock.stopped_at(at):
        db.session.rollback()
        started = Chaser().look(at)
        run_jobs()
    return started


def connect(room, receiver, kind=RobotKind.WECOM, **change):
    wanted = {"name": "东馆群", "unit_id": room.house.east.id, "kind": kind, "address": receiver.address(kind.value)}
    actor = room.house.actor(room.house.administrator)
    robot = save_robot(actor, None, RobotChange(**wanted | {"secret": SECRET} | change), NOON)
    db.session.commit()
    return robot


def gives_address(account, address="bing@example.org"):
    save_preference(account.id, address, wants_mail=True, wants_digest=True)
    db.session.commit()


def the(model):
    return db.session.scalars(db.select(model).order_by(model.id)).all()


def test_nothing_goes_out_until_the_schedule_is_on(room, run_jobs, receiver, mailbox):
    connect(room, receiver)
    gives_address(room.house.learner)
    assert look(run_jobs, MORNING) == 0
    assert (the(Notice), the(Delivery), receiver.requests, mailbox.mails) == ([], [], 0, [])


def test_who_has_not_finished_is_told_on_the_right_day_by_every_way_set_up(room, run_jobs, receiver, mailbox):
    switch_on(room, sends_mail=True)
    connect(room, receiver)
    gives_address(room.house.learner)
    assert look(run_jobs, MORNING - 2 * MINUTE) == 0
    assert look(run_jobs, MORNING + MINUTE) == 1
    [notice] = the(Notice)
    assert notice.account_id == room.house.learner.id
    [(to, mail)] = mailbox.mails
    assert to == "bing@example.org"
    assert mail["Subject"] == "《两个案例》还有 1 天截止"
    assert "学员丙" in mail.get_content()
    assert f"/study/{room.assignment.id}" in mail.get_content()
    [(kind, text)] = receiver.texts
    assert kind == "wecom"
    assert "《两个案例》还有 1 人未完成" in text
    assert "东馆：1 人" in text
    assert "学员丙" not in text
    assert {one.state for one in the(Delivery)} == {DeliveryState.SENT}


def test_who_has_passed_is_left_in_peace(room, run_jobs, mailbox):
    switch_on(room, sends_mail=True)
    gives_address(room.house.learner)
    room.enrolment.state = EnrolmentState.PASSED
    db.session.commit()
    look(run_jobs, MORNING)
    assert the(Notice) == []
    assert mailbox.mails == []


def test_who_has_no_attempt_left_is_not_reminded(room, run_jobs):
    switch_on(room)
    room.enrolment.state, room.enrolment.attempts_used = EnrolmentState.NOT_PASSED, room.assignment.attempts_allowed
    db.session.commit()
    look(run_jobs, MORNING)
    assert the(Notice) == []


def test_an_assignment_can_be_left_out_of_the_schedule(room, run_jobs):
    switch_on(room)
    room.assignment.is_reminded = False
    db.session.commit()
    assert look(run_jobs, MORNING) == 0


def test_the_same_morning_reminds_once_however_often_the_clock_looks(room, run_jobs, mailbox):
    switch_on(room, sends_mail=True)
    gives_address(room.house.learner)
    assert look(run_jobs, MORNING) == 1
    assert look(run_jobs, MORNING + 5 * MINUTE) == 0
    [run] = the(ReminderRun)
    run.planned_at = None
    db.session.commit()
    with clock.stopped_at(MORNING + 10 * MINUTE):
        ask_to_plan(run)
        run_jobs()
    assert len(the(Notice)) == 1
    assert len(mailbox.mails) == 1


def test_a_hand_adds_nothing_on_a_day_that_has_reminded(room, run_jobs):
    switch_on(room)
    look(run_jobs, MORNING)
    organizer = room.house.actor(room.house.organizer)
    with clock.stopped_at(MORNING + 30 * MINUTE):
        db.session.rollback()
        run, _ = start_run(organizer, room.assignment.id, PersonFilter(), Ways(), "", "t", clock.now())
        ask_to_plan(run)
        run_jobs()
    assert len(the(Notice)) == 1


def test_a_run_by_hand_tells_only_the_chosen_and_only_ones_own_people(room, run_jobs):
    other = create_account("other", "学员丁", NOON)
    add_membership(room.house.west, other, Role.LEARNER, NOON)
    second = create_account("second", "学员戊", NOON)
    join(room.house, second)
    organizer = room.house.actor(room.house.organizer)
    db.session.commit()
    with clock.stopped_at(MORNING):
        run, _ = start_run(
            organizer, room.assignment.id, PersonFilter(name="丙"), Ways(), " 请 抓紧 ", "t", clock.now()
        )
        same, is_new = start_run(organizer, room.assignment.id, PersonFilter(name="丙"), Ways(), "", "t", clock.now())
        assert (same, is_new) == (run, False)
        ask_to_plan(run)
        run_jobs()
    [notice] = the(Notice)
    assert notice.account_id == room.house.learner.id
    assert notice.told["words"] == "请 抓紧"


def test_a_run_in_quiet_hours_waits_for_their_end_and_looks_again_then(room, run_jobs):
    late = datetime(2026, 3, 4, 23, 0, tzinfo=SHANGHAI)
    with clock.stopped_at(late):
        organizer = room.house.actor(room.house.organizer)
        run, _ = start_run(organizer, room.assignment.id, PersonFilter(), Ways(), "", "t", clock.now())
        ask_to_plan(run)
        run_jobs()
    assert run.due_at == datetime(2026, 3, 5, 8, 0, tzinfo=SHANGHAI)
    assert the(Notice) == []
    room.enrolment.state = EnrolmentState.PASSED
    db.session.commit()
    with clock.stopped_at(run.due_at):
        run_jobs()
    [kept] = the(ReminderRun)
    assert kept.planned_at is not None
    assert the(Notice) == []


def test_a_message_that_was_not_taken_is_tried_again_later_and_then_given_up(room, run_jobs, receiver):
    switch_on(room)
    connect(room, receiver)
    busy = json.dumps({"errcode": 45009, "errmsg": "api freq out of limit"}).encode()
    receiver.answers = [(200, busy)] * 5
    moment = MORNING
    look(run_jobs, moment)
    for pause in (1, 5, 30, 120):
        [delivery] = the(Delivery)
        assert delivery.state is DeliveryState.WAITING
        assert delivery.next_try_at == moment + pause * MINUTE
        moment = delivery.next_try_at
        look(run_jobs, moment)
    [delivery] = the(Delivery)
    assert (delivery.state, delivery.problem, delivery.attempts) == (DeliveryState.FAILED, "too-fast", 5)
    assert receiver.requests == 5


def test_a_message_without_an_answer_is_called_unknown_and_never_sent_again_by_itself(room, run_jobs, receiver):
    switch_on(room)
    connect(room, receiver)
    receiver.answers = [(502, b"bad gateway")]
    look(run_jobs, MORNING)
    for hours in range(1, 8):
        look(run_jobs, MORNING + hours * 60 * MINUTE)
    [delivery] = the(Delivery)
    assert delivery.state is DeliveryState.UNKNOWN
    assert receiver.requests == 1


def test_a_sender_that_died_leaves_its_message_unknown(room, run_jobs, receiver):
    switch_on(room)
    connect(room, receiver)
    look(run_jobs, MORNING)
    [delivery] = the(Delivery)
    delivery.state, delivery.claimed_at = DeliveryState.CLAIMED, MORNING
    db.session.commit()
    look(run_jobs, MORNING + 5 * MINUTE)
    assert the(Delivery)[0].state is DeliveryState.CLAIMED
    look(run_jobs, MORNING + 11 * MINUTE)
    [delivery] = the(Delivery)
    assert (delivery.state, delivery.problem) == (DeliveryState.UNKNOWN, "sender-lost")
    assert receiver.requests == 1


def test_a_claimed_message_is_committed_before_it_is_sent(room, run_jobs, receiver, monkeypatch):
    switch_on(room)
    connect(room, receiver)
    seen = []
    taken, engine = receiver.take, db.engine

    def take(*given):
        with engine.connect() as connection:
            seen.append(connection.exec_driver_sql("SELECT state FROM delivery").scalar())
        return taken(*given)

    monkeypatch.setattr(receiver, "take", take)
    look(run_jobs, MORNING)
    assert seen == ["claimed"]


def test_who_finishes_before_a_retry_gets_no_mail(room, run_jobs, mailbox):
    switch_on(room, sends_mail=True)
    gives_address(room.house.learner)
    mailbox.rcpt_answers = ["450 later"]
    look(run_jobs, MORNING)
    room.enrolment.state = EnrolmentState.PASSED
    db.session.commit()
    look(run_jobs, MORNING + 2 * MINUTE)
    [delivery] = the(Delivery)
    assert delivery.state is DeliveryState.SKIPPED
    assert mailbox.mails == []


def test_a_retry_does_not_fall_into_quiet_hours(room, run_jobs, receiver):
    evening = 20 * 60 + 58
    switch_on(room, send_at=evening)
    connect(room, receiver)
    receiver.answers = [(503, b"")] * 2
    at = datetime(2026, 3, 5, 20, 58, tzinfo=SHANGHAI)
    look(run_jobs, at)
    look(run_jobs, at + MINUTE)
    [delivery] = the(Delivery)
    assert delivery.next_try_at == datetime(2026, 3, 6, 8, 0, tzinfo=SHANGHAI)


def test_leads_get_one_digest_a_week_of_what_is_theirs(room, run_jobs, mailbox):
    switch_on(room, days_before=(30,), sends_digest=True, sends_mail=True)
    gives_address(room.house.organizer, "yi@example.org")
    monday = datetime(2026, 3, 2, 13, 0, tzinfo=SHANGHAI)
    with clock.stopped_at(monday):
        look(run_jobs, monday)
        look(run_jobs, monday + MINUTE)
    [notice] = the(Notice)
    assert notice.account_id == room.house.organizer.id
    assert [line["unfinished"] for line in notice.told["lines"]] == [1]
    [(to, mail)] = mailbox.mails
    assert to == "yi@example.org"
    assert "1/1 人未完成" in mail.get_content()


def test_a_lead_without_anything_unfinished_gets_none(room, run_jobs):
    switch_on(room, days_before=(30,), sends_digest=True)
    room.enrolment.state = EnrolmentState.PASSED
    db.session.commit()
    look(run_jobs, datetime(2026, 3, 2, 13, 0, tzinfo=SHANGHAI))
    assert [run.kind for run in the(ReminderRun)] == [RunKind.DIGEST]
    assert the(Notice) == []


def test_a_robot_hears_only_of_its_units_people_and_names_them_where_it_may(room, run_jobs, receiver):
    switch_on(room)
    connect(room, receiver, RobotKind.DINGTALK, names_people=True)
    connect(room, receiver, RobotKind.FEISHU, name="西馆群", unit_id=room.house.west.id)
    look(run_jobs, MORNING)
    [(kind, text)] = receiver.texts
    assert kind == "dingtalk"
    assert "未完成：学员丙" in text


@pytest.mark.parametrize("kind", list(RobotKind))
def test_a_trial_goes_out_at_once_also_in_quiet_hours(room, run_jobs, receiver, kind):
    robot = connect(room, receiver, kind)
    administrator = room.house.actor(room.house.administrator)
    start_trial(administrator, robot, clock.now())
    ask_to_send()
    run_jobs()
    [(came_by, text)] = receiver.texts
    assert came_by == kind.value
    assert "已接通" in text


def test_an_address_that_is_no_longer_allowed_is_not_called(room, run_jobs, receiver, app, monkeypatch):
    switch_on(room)
    connect(room, receiver)
    monkeypatch.setitem(app.config, "ROBOT_ORIGINS", "")
    look(run_jobs, MORNING)
    [delivery] = the(Delivery)
    assert (delivery.state, delivery.problem) == (DeliveryState.FAILED, "robot-address-wrong")
    assert receiver.requests == 0


def test_sending_with_nothing_to_send_ends(room):
    assert send_due() == 0
