"""From a learner's doubt to the corrected score, as both walk it without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.people.models import AuditEntry
from studyapp.questions.models import Correction
from studyapp.study.challenge_models import Challenge
from studyapp.study.handing_in import hand_in
from studyapp.study.models import Attempt, ResponseMark
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import MINUTE, SECRET, make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON + 2 * MINUTE):
        yield


@pytest.fixture
def room(db_session):
    return make_classroom()


def handed_in(room, right=3, wrong=1):
    attempt = room.start()
    room.answer(attempt, right, wrong)
    hand_in(room.learner, attempt.id, NOON + MINUTE, SECRET)
    return attempt.id


def mark_at(attempt_id, position):
    return db.session.scalars(
        db.select(ResponseMark).filter_by(attempt_id=attempt_id, position=position, is_current=True)
    ).one()


def test_a_doubt_becomes_a_correction_and_a_higher_score(room, client, sign_in, run_jobs):
    attempt_id = handed_in(room)
    sign_in(client, room.house.learner)
    result = f"/attempts/{attempt_id}/result"
    assert "我有异议" in html(client.get(result)).text
    sent = client.post(f"/attempts/{attempt_id}/questions/4/challenge", data={"words": "第二段写的不是这个数"})
    assert sent.headers["Location"] == f"{result}#q4"
    assert "异议待答复" in html(client.get(result)).text

    sign_in(client, room.house.organizer)
    inbox = html(client.get("/desk/challenges"))
    assert "第二段写的不是这个数" in inbox.text
    assert "试题审核 1 条待处理" in " ".join(inbox.text.split())
    page = html(client.get(inbox.link("去处理")))
    assert "学员丙" in page.text
    mark = mark_at(attempt_id, 4)
    question_id = db.session.scalars(db.select(Challenge)).one().question_id
    form = {"version": 1, "key": mark.details["chosen"], "reason": "第二段写明的是另一个数。"}
    made = client.post(f"/desk/questions/{question_id}/correct", data=form)
    assert made.status_code == 303
    assert "正在重新评分" in html(client.get(made.headers["Location"])).text
    run_jobs()
    effect = html(client.get(made.headers["Location"])).text
    assert "因此通过" in effect
    assert "学员丙" in effect
    actions = db.session.scalars(db.select(AuditEntry.action)).all()
    assert actions == ["question.correct"]

    sign_in(client, room.house.learner)
    home = html(client.get("/"))
    assert "50% → 67%" in home.text.replace(" %", "%")
    assert "你因此通过了" in home.text
    shown = html(client.get(result)).text
    assert "异议已采纳" in shown
    assert "第二段写明的是另一个数。" in shown
    client.post("/news/seen")
    assert "你答过的试题有新消息" not in html(client.get("/")).text


def test_a_declined_doubt_is_answered(room, client, sign_in):
    attempt_id = handed_in(room)
    sign_in(client, room.house.learner)
    client.post(f"/attempts/{attempt_id}/questions/1/challenge", data={"words": "不对吧"})
    sign_in(client, room.house.organizer)
    challenge = db.session.scalars(db.select(Challenge)).one()
    question_id, challenge_id = challenge.question_id, challenge.id
    empty = client.post(f"/desk/challenges/{challenge_id}/decline", data={"reply": " "})
    assert empty.headers["Location"] == f"/desk/questions/{question_id}/correct"
    client.post(f"/desk/challenges/{challenge_id}/decline", data={"reply": "原文第一段写明。"})
    sign_in(client, room.house.learner)
    assert "原文第一段写明。" in html(client.get("/")).text
    assert "原文第一段写明。" in html(client.get(f"/attempts/{attempt_id}/result")).text


def test_a_correction_without_reason_or_change_is_refused_and_keeps_what_was_typed(room, client, sign_in):
    handed_in(room)
    sign_in(client, room.house.organizer)
    question_id = room.versions[0][0].question_id
    address = f"/desk/questions/{question_id}/correct"
    refused = client.post(address, data={"version": 1, "key": [1], "explanation": "打了一半的解析"})
    assert refused.status_code == 422
    assert "打了一半的解析" in refused.text
    assert client.post(address, data={"version": 1, "key": [0], "reason": "照旧"}).status_code == 422
    assert db.session.scalars(db.select(Correction)).all() == []


def test_a_withdrawn_question_says_so_on_the_result(room, client, sign_in, run_jobs):
    attempt_id = handed_in(room)
    sign_in(client, room.house.organizer)
    question = room.asked(db.session.get(Attempt, attempt_id))[3]
    question_id = db.session.execute(
        db.text("SELECT question_id FROM question_version WHERE id = :id"), {"id": question.version_id}
    ).scalar_one()
    form = {"version": 1, "withdraw": "yes", "reason": "两处原文说法不一。"}
    assert client.post(f"/desk/questions/{question_id}/correct", data=form).status_code == 303
    run_jobs()
    sign_in(client, room.house.learner)
    page = html(client.get(f"/attempts/{attempt_id}/result")).text
    assert "已作废" in page
    assert "两处原文说法不一。" in page


def test_what_belongs_to_others_is_not_there(room, client, sign_in, run_jobs):
    other = make_classroom(make_house("河西图书馆"))
    attempt_id = handed_in(room)
    sign_in(client, other.house.learner)
    address = f"/attempts/{attempt_id}/questions/1/challenge"
    assert client.post(address, data={"words": "x"}).status_code == 404
    sign_in(client, room.house.learner)
    client.post(address, data={"words": "x"})
    challenge_id = db.session.scalars(db.select(Challenge.id)).one()
    question_id = room.versions[0][0].question_id
    sign_in(client, room.house.organizer)
    form = {"version": 1, "key": [1], "reason": "改"}
    made = client.post(f"/desk/questions/{question_id}/correct", data=form).headers["Location"]
    sign_in(client, other.house.organizer)
    assert client.post(f"/desk/challenges/{challenge_id}/decline", data={"reply": "x"}).status_code == 404
    assert client.get(f"/desk/questions/{question_id}/correct").status_code == 404
    assert client.post(f"/desk/questions/{question_id}/correct", data=form).status_code == 404
    assert client.get(made).status_code == 404


def test_the_health_list_and_inbox_say_when_nothing_waits(room, client, sign_in):
    sign_in(client, room.house.organizer)
    assert "没有需要处理的试题" in html(client.get("/desk/health")).text
    assert "没有待答复的异议" in html(client.get("/desk/challenges")).text
