"""Planning a study session on the pages, without JavaScript."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from studyapp import clock
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.models import StudySession
from studyapp.meetings.room_models import Round
from studyapp.meetings.rounds import list_rounds
from studyapp.people.models import AuditEntry
from tests.meetings.meeting import make_meeting
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def classroom(db_session):
    return make_classroom()


@pytest.fixture
def organizer(client, sign_in, classroom):
    return sign_in(client, classroom.house.organizer)


def filled(classroom, **changes):
    form = {
        "module_id": classroom.module.id,
        "title": "三月集中学习",
        "starts_at": "2026-03-05T14:30",
        "ends_at": "2026-03-05T16:00",
        "place": "三楼会议室",
        "host_id": classroom.house.organizer.id,
        "recorder_id": "0",
        "units": [classroom.house.east.id],
    }
    return form | changes


def test_a_study_session_is_planned_with_its_agenda_and_votes(organizer, classroom, db_session):
    assert "还没有安排集中学习" in html(organizer.get("/study-sessions")).text
    html(organizer.get("/study-sessions/new"))
    response = organizer.post("/study-sessions/new", data=filled(classroom))
    made = db_session.scalars(select(StudySession)).one()
    assert (response.status_code, response.headers["Location"]) == (303, f"/study-sessions/{made.id}")
    page = html(organizer.get(response.headers["Location"]))
    assert "14:30 阅读案例" in page.text
    assert "案例之1里第" in page.text
    assert "不记名" in page.text
    assert db_session.scalars(select(AuditEntry.action)).all() == ["study-session.plan"]
    assert "三月集中学习" in html(organizer.get("/study-sessions")).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "请填写集中学习的名称"),
        ({"ends_at": "2026-03-05T14:00"}, "结束时间要晚于开始时间"),
        ({"starts_at": "soon"}, "不是有效的日期"),
        ({"units": []}, "请至少选择一个部门"),
        ({"units": [999]}, "不归你负责"),
    ],
)
def test_a_wrong_plan_comes_back_with_a_sentence_and_nothing_is_planned(
    organizer, classroom, db_session, changes, words
):
    response = organizer.post("/study-sessions/new", data=filled(classroom, **changes))
    assert response.status_code == 422
    assert words in html(response).text
    assert db_session.scalars(select(StudySession)).all() == []


def test_the_learners_home_says_when_to_come(client, sign_in, classroom):
    make_meeting(classroom)
    sign_in(client, classroom.house.learner)
    text = html(client.get("/")).text
    assert "集中学习 三月集中学习 周一 14:30 · 三楼会议室" in text


def test_the_plan_and_the_agenda_are_changed(organizer, classroom, db_session):
    meeting = make_meeting(classroom)
    html(organizer.get(f"/study-sessions/{meeting.id}/edit"))
    response = organizer.post(f"/study-sessions/{meeting.id}/edit", data=filled(classroom, place="礼堂"))
    assert response.status_code == 303
    assert db_session.get(StudySession, meeting.id).place == "礼堂"
    html(organizer.get(f"/study-sessions/{meeting.id}/agenda"))
    first, second = list_steps(meeting.id)[:2]
    lines = {
        "step_id": [first.id, second.id, ""],
        "kind": [first.kind.value, second.kind.value, "other"],
        "title": ["", "先想一想", "茶歇"],
        "minutes": ["20", "5", "10"],
        "place": ["1", "2", "1.5"],
    }
    assert organizer.post(f"/study-sessions/{meeting.id}/agenda", data=lines).status_code == 303
    assert [(one.title, one.minutes) for one in list_steps(meeting.id)] == [("", 20), ("茶歇", 10), ("先想一想", 5)]
    refused = organizer.post(f"/study-sessions/{meeting.id}/agenda", data=lines | {"minutes": ["20", "x", "10"]})
    assert refused.status_code == 422
    assert "每个环节 1 到 600 分钟" in html(refused).text


def test_votes_are_prepared_in_ones_own_words_or_from_the_bank_repeated_named_and_removed(
    organizer, classroom, db_session
):
    meeting = make_meeting(classroom)
    address = f"/study-sessions/{meeting.id}/rounds"
    page = html(organizer.get(f"{address}/new"))
    assert "选用这道题" in page.text
    own = {"step_id": "0", "kind": "ranking", "prompt": "先做哪件事？", "options": "修路\n*清杂物\n装灯"}
    assert organizer.post(f"{address}/new", data=own).status_code == 303
    version = db_session.scalars(select(Round.version_id).where(Round.number == 1)).one()
    assert organizer.post(f"{address}/new", data={"version": version, "step_id": "0"}).status_code == 303
    assert organizer.post(f"{address}/5", data={"deed": "repeat"}).status_code == 303
    assert organizer.post(f"{address}/5", data={"deed": "named"}).status_code == 303
    assert organizer.post(f"{address}/6", data={"deed": "remove"}).status_code == 303
    votes = {one.number: one for one in list_rounds(meeting.id)}
    assert [one["text"] for one in votes[5].options] == ["修路", "清杂物", "装灯"]
    assert (votes[7].repeats_id, votes[7].is_anonymous) == (votes[5].id, False)
    assert 6 not in votes


@pytest.mark.parametrize(
    "changes", [{"prompt": ""}, {"options": "只有一个"}, {"options": "同样\n同样"}, {"kind": "scale"}, {"seconds": "2"}]
)
def test_a_vote_that_nobody_could_answer_is_not_prepared(organizer, classroom, changes):
    meeting = make_meeting(classroom)
    own = {"step_id": "0", "kind": "single", "prompt": "先做哪件事？", "options": "修路\n清杂物\n装灯"}
    response = organizer.post(f"/study-sessions/{meeting.id}/rounds/new", data=own | changes)
    assert response.status_code == 422
    html(response)
    assert len(list_rounds(meeting.id)) == 4


def test_a_study_session_is_called_off_after_a_question(organizer, classroom, db_session):
    meeting = make_meeting(classroom)
    html(organizer.get(f"/study-sessions/{meeting.id}/cancel"))
    assert organizer.post(f"/study-sessions/{meeting.id}/cancel").status_code == 303
    assert "已取消" in html(organizer.get(f"/study-sessions/{meeting.id}")).text


def test_pages_of_another_organizations_study_session_do_not_exist(client, sign_in, db_session, classroom):
    meeting, other = make_meeting(classroom), make_house("别处")
    sign_in(client, other.administrator)
    for path in ("", "/edit", "/cancel", "/agenda", "/rounds/new"):
        assert client.get(f"/study-sessions/{meeting.id}{path}").status_code == 404, path


def test_a_step_of_no_known_kind_is_another_step_also_when_the_agenda_comes_back(organizer, classroom):
    meeting = make_meeting(classroom)
    line = {"step_id": "7", "kind": "nonsense", "title": "x", "minutes": "x", "place": "1"}
    assert organizer.post(f"/study-sessions/{meeting.id}/agenda", data=line).status_code < 500


def test_a_day_before_the_calendar_is_asked_for_again(organizer, classroom):
    meeting = make_meeting(classroom)
    times = {"starts_at": "0001-01-01T00:00", "ends_at": "0001-01-01T01:00"}
    plan = {"title": "x", "host_id": classroom.house.organizer.id, "recorder_id": 0, "units": classroom.house.east.id}
    plan |= {"module_id": classroom.module.id}
    assert organizer.post("/study-sessions/new", data=plan | times).status_code == 422
    assert organizer.post(f"/study-sessions/{meeting.id}/edit", data=plan | times).status_code == 422
