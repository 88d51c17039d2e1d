"""Every kind of question: asked with native fields, marked with partial credit, shown in the result and at the desk."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.questions.models import Correction, QuestionVersion
from studyapp.study.models import Attempt
from tests.page import html
from tests.people.houses import NOON
from tests.study.classroom import make_classroom

POINTS = [{"text": "先听居民意见", "accept": [], "weight": 1}, {"text": "再定方案", "accept": [], "weight": 1}]
KINDS = {
    "blank": ("用了____天，花了____元。", [["三"], ["六千万"]], {"text-0": "３", "text-1": "五千"}, 0.5, "6000"),
    "matching": (
        "请把做法和对象配对。",
        {"left": ["甲", "乙"], "right": ["乙的", "甲的"], "pairs": [[0, 1], [1, 0]]},
        {"pair-0": "1", "pair-1": ""},
        0.5,
        "甲的",
    ),
    "ordering": (
        "请排出先后。",
        {"items": ["二", "一", "三"], "order": [1, 0, 2]},
        {"order-0": "1", "order-1": "0", "order-2": "2"},
        1.0,
        "一 → 二 → 三",
    ),
    "short_answer": ("怎么做的？", {"points": POINTS}, {"text": "先聽居民意見"}, 0.5, "先听居民意见"),
    "case_analysis": (
        "阅读情形，回答问题。",
        {"parts": [{"stem": "怎么办？", "points": POINTS}, {"stem": "为什么？", "points": POINTS[:1]}]},
        {"text-0": "再定方案", "text-1": "先听居民意见"},
        0.75,
        "为什么？",
    ),
}


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session):
    return make_classroom(questions=1)


def make_kind(room, kind):
    """Turn the first question into one of this kind."""
    stem, answer, *_ = KINDS[kind]
    version = db.session.get(QuestionVersion, room.versions[0][0].id)
    version.kind, version.stem, version.answer, version.options = kind, stem, answer, []
    db.session.flush()
    return version


def handed_in(room, client, fields):
    client.post(f"/study/{room.assignment.id}/attempts")
    attempt = db.session.scalars(db.select(Attempt).filter_by(account_id=room.house.learner.id)).one()
    client.post(f"/attempts/{attempt.id}/questions/1", data=fields | {"base_version": 0})
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    return attempt.id


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_asked_marked_and_shown(room, client, sign_in, kind):
    version = make_kind(room, kind)
    _, _, fields, score, shown = KINDS[kind]
    sign_in(client, room.house.learner)
    attempt_id = handed_in(room, client, fields)
    attempt = db.session.get(Attempt, attempt_id)
    assert attempt.points == pytest.approx(score)
    page = html(client.get(f"/attempts/{attempt_id}/result"))
    assert page.status == 200
    sign_in(client, room.house.organizer)
    desk = html(client.get(f"/desk/questions/{version.question_id}"))
    assert KINDS[kind][0].split("____")[0] in desk.text
    assert html(client.get(f"/desk/questions/{version.question_id}/correct")).status == 200
    assert (shown in page.text) or kind == "blank"


def test_a_point_says_what_was_found_of_it_and_what_was_missed(room, client, sign_in):
    make_kind(room, "case_analysis")
    sign_in(client, room.house.learner)
    page = html(client.get(f"/attempts/{handed_in(room, client, {'text-0': '再定方案'})}/result")).text
    assert "答案里没有找到" in page
    assert "再定方案" in page


def test_an_unmatched_answer_is_accepted_with_one_tap_and_everybody_is_marked_again(room, client, sign_in, run_jobs):
    version = make_kind(room, "blank")
    sign_in(client, room.house.learner)
    attempt_id = handed_in(room, client, {"text-0": "三", "text-1": "好几千万"})
    sign_in(client, room.house.organizer)
    health = html(client.get("/desk/health"))
    page = html(client.get(health.link("逐一查看")))
    assert "好几千万" in page.text
    form = {"version": 1, "accept-1": "好几千万|好几千万元", "reason": "“好几千万”也算对。"}
    assert client.post(f"/desk/questions/{version.question_id}/correct", data=form).status_code == 303
    run_jobs()
    assert db.session.get(Attempt, attempt_id).points == 1
    newest = db.session.get(QuestionVersion, db.session.scalars(db.select(Correction)).one().version_id)
    assert newest.answer == [["三"], ["六千万", "好几千万", "好几千万元"]]
