"""Trend, modules, one person: what an organizer sees, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studyapp import clock
from studyapp.jobs.figuring import gather_one
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from studyapp.questions.models import QuestionTotals
from studyapp.study.models import EnrolmentState
from tests.factories import AssignmentFactory
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import DAY, make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session):
    return make_classroom()


def test_before_anything_is_gathered_the_page_says_so(client, sign_in, room):
    sign_in(client, room.house.organizer)
    assert "正在汇总数据" in html(client.get("/overview/trend")).text


def test_the_trend_shows_weeks_reasons_and_leads_to_the_person(client, sign_in, room, db_session):
    enrolment = room.enrolment
    enrolment.state, enrolment.attempts_used, enrolment.started_at = EnrolmentState.NOT_PASSED, 3, NOON - 8 * DAY
    db_session.commit()
    gather_one(room.house.organization.id, NOON)
    sign_in(client, room.house.organizer)
    page = html(client.get("/overview/trend"))
    assert "1 项作答次数用完仍未通过" in page.text
    assert "02-16" in page.text
    person = html(client.get(page.link("学员丙")))
    assert "两个案例" in person.text
    assert "作答 3/3 次" in person.text


def test_a_unit_of_somebody_else_is_as_none_chosen(client, sign_in, room, db_session):
    db_session.commit()
    gather_one(room.house.organization.id, NOON)
    sign_in(client, room.house.organizer)
    page = html(client.get(f"/overview/trend?unit={room.house.west.id}"))
    assert "西馆" not in page.text
    assert client.get("/overview/trend?unit=x").status_code == 200


def test_modules_lead_to_their_worst_question_with_its_evidence(client, sign_in, room, db_session):
    for version in room.versions[0]:
        sums = {"n": 20, "sum_x": 5.0, "sum_xx": 5.0, "sum_r": 10.0, "sum_rr": 6.0, "sum_xr": 3.0}
        db_session.add(QuestionTotals(version_id=version.id, organization_id=room.house.organization.id, **sums))
    sign_in(client, room.house.organizer)
    modules = html(client.get("/overview/modules"))
    assert "《两个案例》答得最差，答对率 25%" in modules.text
    module = html(client.get(modules.link("两个案例")))
    assert "《案例之1》答得最差，答对率 25%" in module.text
    assert "案例之1的第0步用了3天。" in module.text


def test_people_and_modules_of_others_are_not_found(client, sign_in, room, db_session):
    add_membership(room.house.west, room.house.learner, Role.ORGANIZER, NOON)
    other = make_house("河西图书馆")
    for account in (other.administrator, other.organizer):
        sign_in(client, account)
        assert client.get(f"/overview/people/{room.house.learner.id}").status_code == 404
        assert client.get(f"/overview/modules/{room.module.id}").status_code == 404
    sign_in(client, room.house.learner)
    assert client.get(f"/overview/people/{room.house.learner.id}").status_code == 404
    sign_in(client, room.house.organizer)
    assert client.get(f"/overview/people/{room.house.administrator.id}").status_code == 404
    assert client.get(f"/overview/people/{room.house.learner.id}").status_code == 200


def test_what_is_over_for_long_stands_on_pages_of_its_own(client, sign_in, room, db_session):
    for n in range(25):
        closes_at = NOON - timedelta(days=70 + n)
        AssignmentFactory(
            module_made=room.module, title=f"旧任务{n:02d}", opens_at=closes_at - 9 * DAY, closes_at=closes_at
        )
    sign_in(client, room.house.administrator)
    overview = html(client.get("/overview"))
    assert "旧任务00" not in overview.text
    first = html(client.get(overview.link("更早的学习任务")))
    assert "旧任务00" in first.text
    assert "旧任务24" not in first.text
    second = html(client.get(first.link("下一页")))
    assert "旧任务10" in second.text
    assert "旧任务24" in html(client.get(second.link("下一页"))).text
    assert client.get("/overview/earlier?page=99999999").status_code == 200


@pytest.mark.parametrize("path", ["/overview/trend", "/overview/modules", "/overview/earlier"])
def test_pages_take_the_same_queries_for_few_and_many(client, sign_in, room, query_count, db_session, path):
    counts = []
    for _ in range(2):
        for n in range(6):
            AssignmentFactory(module_made=room.module, opens_at=NOON - 99 * DAY, closes_at=NOON - (70 + n) * DAY)
        db_session.commit()
        gather_one(room.house.organization.id, NOON)
        sign_in(client, room.house.administrator)
        with query_count() as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
