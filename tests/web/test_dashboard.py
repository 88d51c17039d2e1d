"""Dashboards on the pages."""

import csv
import io
from datetime import timedelta

import pytest

from studyapp import clock
from studyapp.questions.models import QuestionTotals
from studyapp.study.models import EnrolmentState
from tests.factories import (
    AccountFactory,
    AssignmentFactory,
    CaseFactory,
    EnrolmentFactory,
    ModuleCaseFactory,
    ModuleFactory,
    RevisionFactory,
    VersionFactory,
)
from tests.page import html
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    with clock.stopped_at(NOON):
        yield make_house()


@pytest.fixture
def organizer(client, sign_in, house):
    return sign_in(client, house.organizer)


@pytest.fixture
def administrator(client, sign_in, house):
    return sign_in(client, house.administrator)


def assign(house, **changes):
    return AssignmentFactory(module_made=ModuleFactory(organization=house.organization), **changes)


def enrol(assignment, unit, state=EnrolmentState.NOT_STARTED, **changes):
    name = changes.pop("name", "王小河")
    return EnrolmentFactory(
        assignment_made=assignment, unit_id=unit.id, state=state, account_made=AccountFactory(name=name), **changes
    )


def test_the_overview_begins_with_who_needs_a_push(administrator, house):
    soon = assign(house, closes_at=NOON + timedelta(days=2))
    for unit, people in ((house.east, 3), (house.west, 1)):
        for _ in range(people):
            enrol(soon, unit)
    enrol(assign(house), house.west)
    page = html(administrator.get("/overview"))
    assert "东馆还有 3 人未开始，2 天后截止" in page.text
    assert page.link("查看名单") == f"/overview/assignments/{soon.id}?state=unfinished"


def test_an_empty_overview_says_the_next_step(organizer):
    page = html(organizer.get("/overview"))
    assert page.find_all(".//a[@href='/assignments/new']")


@pytest.mark.parametrize("state", ["", "unfinished", "passed", "overdue", "nonsense"])
def test_the_dashboard_of_an_assignment_is_a_valid_page_whatever_is_asked(organizer, house, state):
    assignment = assign(house)
    enrol(assignment, house.east, EnrolmentState.PASSED, best_score=0.8, last_activity_at=NOON)
    enrol(assignment, house.east, EnrolmentState.READING, name="<b>丁一</b>")
    address = f"/overview/assignments/{assignment.id}?state={state}&unit=x&page=-3&order=nonsense&name="
    page = html(organizer.get(address))
    shown = {"": 2, "unfinished": 1, "passed": 1, "overdue": 0, "nonsense": 2}[state]
    assert f"{shown} 人" in page.find(".//p[@role='status']").text
    assert "东馆还有 1 人未通过，7 天后截止" in page.text


def test_after_the_deadline_the_unfinished_are_overdue(organizer, house):
    assignment = assign(house, closes_at=NOON - timedelta(days=3), opens_at=NOON - timedelta(days=9))
    enrol(assignment, house.east, EnrolmentState.NOT_PASSED)
    page = html(organizer.get(f"/overview/assignments/{assignment.id}?state=overdue"))
    assert "东馆还有 1 人未通过，已逾期 3 天" in page.text
    assert "已逾期" in "".join(page.find(".//td[@data-label='状态']").itertext())


def test_weak_questions_show_their_figures_and_their_evidence(organizer, house, db_session):
    assignment = assign(house)
    enrol(assignment, house.east)
    case = CaseFactory(casebook__organization=house.organization)
    ModuleCaseFactory(module=None, module_id=assignment.module_id, organization_id=house.organization.id, case=case)
    version = VersionFactory(revision=RevisionFactory(case=case))
    totals = QuestionTotals(version_id=version.id, organization_id=house.organization.id, n=12, sum_x=3, sum_xx=3)
    db_session.add(totals)
    text = html(organizer.get(f"/overview/assignments/{assignment.id}")).text
    assert "12 次作答，答对率 25%（9% 至 53%）" in text
    assert "社区有三百户居民。" in text


def test_an_organizer_sees_only_their_own_units(organizer, house):
    shared = assign(house)
    enrol(shared, house.east, name="东馆的人")
    enrol(shared, house.west, name="西馆的人")
    page = organizer.get(f"/overview/assignments/{shared.id}").text
    assert "东馆的人" in page
    assert "西馆的人" not in page
    assert "西馆的人" not in organizer.get(f"/overview/assignments/{shared.id}/results.csv").text


def test_other_units_and_other_organizations_assignments_are_not_there(organizer, house):
    other = make_house("河西图书馆")
    foreign, elsewhere = assign(other), assign(house)
    enrol(foreign, other.east)
    enrol(elsewhere, house.west)
    for assignment in (foreign, elsewhere):
        assert organizer.get(f"/overview/assignments/{assignment.id}").status_code == 404
        assert organizer.get(f"/overview/assignments/{assignment.id}/results.csv").status_code == 404


def test_results_open_in_a_spreadsheet_and_run_nothing(organizer, house):
    assignment = assign(house)
    enrol(
        assignment,
        house.east,
        EnrolmentState.PASSED,
        name="=HYPERLINK(1)",
        best_score=0.875,
        attempts_used=2,
        passed_at=NOON,
    )
    response = organizer.get(f"/overview/assignments/{assignment.id}/results.csv")
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "filename*=UTF-8''" in response.headers["Content-Disposition"]
    header, row = csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline=""))
    found = dict(zip(header, row, strict=True))
    assert (found["姓名"], found["状态"], found["最好成绩"]) == ("'=HYPERLINK(1)", "已通过", "87.5")
    assert found["通过时间（北京时间）"] == "2026-03-02 12:00"


@pytest.mark.parametrize("people", [2, 60])
def test_a_dashboard_takes_the_same_queries_for_few_and_many(administrator, house, query_count, people):
    assignment = assign(house)
    for _ in range(people):
        enrol(assignment, house.east)
    administrator.get("/overview")
    with query_count() as overview:
        administrator.get("/overview")
    with query_count() as dashboard:
        administrator.get(f"/overview/assignments/{assignment.id}")
    assert len(overview) <= 8
    assert len(dashboard) <= 15
