"""Giving modules on the pages, without JavaScript."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from studyapp import clock
from studyapp.people.models import AuditEntry
from studyapp.study.models import Assignment, Enrolment
from studyapp.web.assignments.zone_times import default_dates, from_local, to_local
from tests.factories import AssignmentFactory, EnrolmentFactory
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.test_assignments import give, learner, make_module


@pytest.fixture
def house(db_session):
    with clock.stopped_at(NOON):
        yield make_house()


@pytest.fixture
def module(house):
    return make_module(house.organization)


@pytest.fixture
def organizer(client, sign_in, house):
    return sign_in(client, house.organizer)


def filled(module, unit=None, **changes):
    form = {
        "module_id": module.id,
        "title": "三月学习",
        "opens_at": "2026-03-02T12:00",
        "closes_at": "2026-03-09T23:59",
        "pass_mark": "60",
        "attempts_allowed": "3",
        "duration_minutes": "",
        "mode": "practice",
        "feedback": "after_hand_in",
        "is_open_book": "y",
        "units": [unit.id] if unit else [],
        "people": "",
    }
    return form | changes


def test_the_page_starts_with_sensible_values_in_the_organizations_time(organizer, module):
    page = html(organizer.get(f"/assignments/new?module={module.id}"))
    values = {element.get("name"): element.get("value") for element in page.find_all(".//input")}
    assert (values["opens_at"], values["closes_at"]) == ("2026-03-02T12:00", "2026-03-09T23:59")
    assert values["title"] == module.title
    assert "北京时间" in page.text


def test_giving_a_module_leads_to_its_dashboard(organizer, module, house, db_session):
    response = organizer.post("/assignments/new", data=filled(module, house.east))
    made = db_session.scalars(select(Assignment)).one()
    assert (response.status_code, response.headers["Location"]) == (303, f"/overview/assignments/{made.id}")
    assert made.closes_at == datetime(2026, 3, 9, 15, 59, tzinfo=UTC)
    assert db_session.scalars(select(Enrolment.account_id)).all() == [house.learner.id]
    assert db_session.scalars(select(AuditEntry.action)).all() == ["assignment.create"]
    assert "已布置给 1 人" in html(organizer.get(response.headers["Location"])).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "请填写任务名称"),
        ({"closes_at": "2026-03-01T12:00"}, "截止时间要晚于开放时间"),
        ({"closes_at": "never"}, "不是有效的日期"),
        ({"opens_at": "0001-01-01T00:00"}, "之间的年份"),
        ({"closes_at": "9999-12-31T23:59"}, "之间的年份"),
        ({"pass_mark": "200"}, "0 到 100"),
        ({"attempts_allowed": "0"}, "作答次数为 1 到 20 次"),
        ({"units": []}, "请至少选择一个部门或一名人员"),
        ({"units": [999]}, "不归你负责"),
        ({"people": "无此人"}, "无此人"),
        ({"mode": "exam", "feedback": "at_once"}, "考试进行中不能公布答案"),
    ],
)
def test_a_wrong_form_comes_back_with_a_sentence_and_nothing_is_given(
    organizer, module, house, db_session, changes, words
):
    response = organizer.post("/assignments/new", data=filled(module, house.east, **changes))
    assert response.status_code == 422
    page = html(response)
    assert any(words in "".join(element.itertext()) for element in page.find_all(".//p[@class='field-error']"))
    assert db_session.scalars(select(Assignment.id)).all() == []


def test_the_preview_says_how_many_are_reached(organizer, house, db_session):
    learner(house.east, "丁一")
    assert "目前共 2 人" in organizer.post("/assignments/preview", data={"units": house.east.id}).text
    assert "目前共 1 人" in organizer.post("/assignments/preview", data={"people": "丁一"}).text
    assert "还没有选到人" in organizer.post("/assignments/preview", data={}).text
    assert "无此人" in organizer.post("/assignments/preview", data={"people": "无此人"}).text
    assert db_session.scalars(select(Assignment.id)).all() == []


def test_a_unit_of_others_is_no_choice(organizer, module, house):
    assert organizer.post("/assignments/new", data=filled(module, house.west)).status_code == 422


def test_rules_change_freely_before_anybody_began(organizer, module, house, db_session):
    assignment = give(house.actor(house.organizer), module, house.east)
    address = f"/assignments/{assignment.id}/edit"
    assert html(organizer.get(address)).status == 200
    changed = organizer.post(address, data=filled(module, pass_mark="80", title="四月学习"))
    assert changed.status_code == 303
    assert (db_session.get(Assignment, assignment.id).pass_mark, assignment.title) == (80, "四月学习")


def test_an_unfair_change_is_refused_with_its_fields(organizer, module, house, db_session):
    assignment = give(house.actor(house.organizer), module, house.east)
    db_session.scalars(select(Enrolment)).one().attempts_used = 1
    address = f"/assignments/{assignment.id}/edit"
    form = filled(module, pass_mark="80", opens_at="2026-03-02T11:00", closes_at="2026-03-09T12:00")
    refused = organizer.post(address, data=form)
    assert refused.status_code == 409
    assert "以下内容不能再改：及格线（%）" in html(refused).text
    assert db_session.get(Assignment, assignment.id).pass_mark == 60


def test_the_deadline_is_extended_with_a_reason(organizer, module, house, db_session):
    assignment = give(house.actor(house.organizer), module, house.east)
    address = f"/assignments/{assignment.id}/extend"
    assert html(organizer.get(address)).status == 200
    assert organizer.post(address, data={"closes_at": "2026-03-20T18:00", "reason": ""}).status_code == 422
    earlier = organizer.post(address, data={"closes_at": "2026-03-03T18:00", "reason": "停电"})
    assert "要晚于现在的截止时间" in html(earlier).text
    assert organizer.post(address, data={"closes_at": "2026-03-20T18:00", "reason": "停电"}).status_code == 303
    assert db_session.get(Assignment, assignment.id).closes_at == datetime(2026, 3, 20, 10, tzinfo=UTC)
    assert db_session.scalars(select(AuditEntry)).one().details["reason"] == "停电"


def test_withdrawing_asks_first(organizer, module, house, db_session):
    assignment = give(house.actor(house.organizer), module, house.east)
    address = f"/assignments/{assignment.id}/withdraw"
    assert "要撤回《三月学习》吗" in html(organizer.get(address)).heading
    assert db_session.get(Assignment, assignment.id).withdrawn_at is None
    assert organizer.post(address).status_code == 303
    assert db_session.get(Assignment, assignment.id).withdrawn_at == NOON
    assert html(organizer.get(f"/overview/assignments/{assignment.id}")).status == 200


def test_more_people_are_added(organizer, module, house, db_session):
    assignment = give(house.actor(house.organizer), module, house.east)
    learner(house.east, "丁一")
    response = organizer.post(f"/assignments/{assignment.id}/people", data={"people": "丁一"})
    assert response.status_code == 303
    assert len(db_session.scalars(select(Enrolment.id)).all()) == 2


def test_what_is_not_ones_own_is_not_there_or_not_changed(organizer, house, db_session):
    other = make_house("河西图书馆")
    foreign = AssignmentFactory(module_made=make_module(other.organization))
    EnrolmentFactory(assignment_made=foreign, unit_id=other.east.id)
    elsewhere = AssignmentFactory(module_made=make_module(house.organization))
    EnrolmentFactory(assignment_made=elsewhere, unit_id=house.west.id)
    for assignment in (foreign, elsewhere):
        for page in ("edit", "extend", "withdraw"):
            assert organizer.get(f"/assignments/{assignment.id}/{page}").status_code == 404
            assert organizer.post(f"/assignments/{assignment.id}/{page}", data={}).status_code == 404
        assert organizer.post(f"/assignments/{assignment.id}/people", data={}).status_code == 404
    shared = give(house.actor(house.administrator), make_module(house.organization), house.root)
    assert organizer.get(f"/assignments/{shared.id}/edit").status_code == 403
    assert organizer.post(f"/assignments/{shared.id}/withdraw").status_code == 403


def test_wall_clock_and_moment_go_there_and_back():
    for zone in ("Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin"):
        assert from_local(to_local(NOON, zone), zone) == NOON
    opens_at, closes_at = default_dates(NOON + timedelta(minutes=20), "Asia/Shanghai")
    assert (opens_at, closes_at) == (datetime(2026, 3, 2, 12), datetime(2026, 3, 9, 23, 59))  # noqa: DTZ001  the wall clock


def test_a_unit_that_no_column_holds_is_no_unit(organizer, module):
    answer = organizer.post("/assignments/preview", data=filled(module) | {"units": ["9" * 30]})
    assert answer.status_code < 500
