from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studyapp.people.models import Role
from studyapp.people.organizations import add_membership, add_unit
from studyapp.study import dashboards
from studyapp.study.assignment_people import PAGE_SIZE, PersonFilter, all_people, list_people
from studyapp.study.counts import Counts, most_behind
from studyapp.study.dashboards import Phase
from studyapp.study.models import EnrolmentState
from tests.factories import AccountFactory, AssignmentFactory, EnrolmentFactory, ModuleFactory
from tests.people.houses import NOON, make_house

pytestmark = pytest.mark.usefixtures("db_session")


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def organizer(house):
    return house.actor(house.organizer)


@pytest.fixture
def administrator(house):
    return house.actor(house.administrator)


def assign(house, **changes):
    return AssignmentFactory(module_made=ModuleFactory(organization=house.organization), **changes)


def enrol(assignment, unit, state=EnrolmentState.NOT_STARTED, **changes):
    return EnrolmentFactory(assignment_made=assignment, unit_id=unit.id, state=state, **changes)


def names(page):
    return [one.name for one in page.people]


def test_the_overview_counts_each_assignments_people_by_state(administrator, house):
    assignment = assign(house)
    for state in (EnrolmentState.PASSED, EnrolmentState.READING, EnrolmentState.READING):
        enrol(assignment, house.east, state)
    enrol(assignment, house.west, withdrawn_at=NOON)
    other = make_house("河西图书馆")
    enrol(assign(other), other.east)
    (line,) = dashboards.overview(administrator, NOON)
    assert (line.id, line.phase, line.counts) == (assignment.id, Phase.RUNNING, Counts(reading=2, passed=1))


def test_assignments_of_others_never_push_ones_own_out_of_the_overview(organizer, house):
    mine = assign(house)
    enrol(mine, house.east)
    for _ in range(3):
        enrol(assign(house, closes_at=mine.closes_at + timedelta(days=1)), house.west)
    assert [line.id for line in dashboards.overview(organizer, NOON, most=2)] == [mine.id]


def test_an_organizer_counts_only_their_own_units(organizer, house):
    shared, theirs = assign(house), assign(house)
    enrol(shared, house.east)
    enrol(shared, house.west)
    enrol(theirs, house.west)
    (line,) = dashboards.overview(organizer, NOON)
    assert (line.id, line.counts) == (shared.id, Counts(not_started=1))
    assert [one.unit_id for one in dashboards.unit_counts(organizer, shared.id)] == [house.east.id]
    assert list_people(organizer, shared, PersonFilter(), NOON).total == 1
    assert list_people(organizer, shared, PersonFilter(unit_id=house.west.id), NOON).total == 0


def test_running_assignments_come_first_by_deadline_then_the_coming_then_the_over(administrator, house):
    days = timedelta(days=1)
    over = assign(house, opens_at=NOON - 9 * days, closes_at=NOON - days)
    coming = assign(house, opens_at=NOON + days, closes_at=NOON + 2 * days)
    later, sooner = assign(house, closes_at=NOON + 6 * days), assign(house, closes_at=NOON + 3 * days)
    assign(house, withdrawn_at=NOON)
    lines = dashboards.overview(administrator, NOON)
    assert [line.id for line in lines] == [sooner.id, later.id, coming.id, over.id]


def test_who_has_not_passed_is_overdue_from_the_deadline_on(administrator, house):
    assignment = assign(house, closes_at=NOON)
    enrol(assignment, house.east)
    enrol(assignment, house.east, EnrolmentState.PASSED)
    overdue = PersonFilter(state="overdue")
    before = NOON - timedelta(seconds=1)
    assert dashboards.overview(administrator, before)[0].overdue == 0
    assert list_people(administrator, assignment, overdue, before).total == 0
    assert dashboards.overview(administrator, NOON)[0].overdue == 1
    assert list_people(administrator, assignment, overdue, NOON).total == 1


def test_people_are_filtered_by_state_unit_and_name(administrator, house):
    assignment = assign(house)
    group = add_unit(administrator, house.east.id, "借阅组")
    for name, unit, state in (
        ("丁一", house.east, EnrolmentState.READING),
        ("丁二", group, EnrolmentState.ANSWERING),
        ("戊三", house.west, EnrolmentState.PASSED),
    ):
        enrol(assignment, unit, state, account_made=AccountFactory(name=name))
    people = lambda **chosen: names(list_people(administrator, assignment, PersonFilter(**chosen), NOON))  # noqa: E731
    assert people(state="under_way") == ["丁一", "丁二"]
    assert people(state="unfinished") == ["丁一", "丁二"]
    assert people(state="passed") == ["戊三"]
    assert people(state="nonsense") == ["丁一", "丁二", "戊三"]
    assert people(unit_id=house.east.id) == ["丁一", "丁二"]
    assert people(unit_id=group.id) == ["丁二"]
    assert people(name="丁") == ["丁一", "丁二"]
    assert people(name="%") == []


def test_the_worst_score_comes_first_and_those_without_one_last(administrator, house):
    assignment = assign(house)
    for name, score in (("甲", 0.9), ("乙", None), ("丙", 0.2)):
        enrol(assignment, house.east, best_score=score, account_made=AccountFactory(name=name))
    page = list_people(administrator, assignment, PersonFilter(order="score"), NOON)
    assert names(page) == ["丙", "甲", "乙"]


def test_people_come_in_pages(administrator, house):
    assignment = assign(house)
    for _ in range(PAGE_SIZE + 1):
        enrol(assignment, house.east)
    first = list_people(administrator, assignment, PersonFilter(), NOON)
    last = list_people(administrator, assignment, PersonFilter(page=99), NOON)
    assert (len(first.people), first.total, first.pages) == (PAGE_SIZE, PAGE_SIZE + 1, 2)
    assert (len(last.people), last.page) == (1, 2)


def test_score_bands_hold_ten_points_each_whatever_the_rounding(administrator, house):
    assignment = assign(house)
    for score in (0.0, 0.05, 0.1, 0.1 + 0.2, 0.6 - 1e-12, 0.99, 1.0, None):
        enrol(assignment, house.east, best_score=score)
    assert dashboards.score_bands(administrator, assignment.id) == [2, 1, 0, 1, 0, 0, 1, 0, 0, 2]


@pytest.mark.parametrize("people", [3, 30])
def test_queries_do_not_grow_with_people(administrator, house, query_count, people):
    assignment = assign(house)
    for _ in range(people):
        enrol(assignment, house.east)
    with query_count() as queries:
        dashboards.overview(administrator, NOON)
        dashboards.unit_counts(administrator, assignment.id)
        list_people(administrator, assignment, PersonFilter(), NOON)
        dashboards.score_bands(administrator, assignment.id)
    assert len(queries) == 8


def test_a_person_of_two_units_stands_in_the_list_once(administrator, house):
    assignment = assign(house)
    person = AccountFactory()
    for unit in (house.east, house.west):
        add_membership(unit, person, Role.LEARNER, NOON)
    enrol(assignment, house.east, account_made=person)
    assert list_people(administrator, assignment, replace(PersonFilter(), order="name"), NOON).total == 1
    assert len(all_people(administrator, assignment.id)) == 1


def test_pages_by_unit_are_the_whole_list_cut_in_pieces(db_session):
    house = make_house()
    assignment = AssignmentFactory(module_made=ModuleFactory(organization=house.organization))
    for number in range(130):
        unit = (house.west, house.east, house.root)[number % 3]
        account = AccountFactory(name=f"学员{number * 37 % 130:03d}")
        EnrolmentFactory(assignment_made=assignment, account_made=account, unit_id=unit.id)
    administrator = house.actor(house.administrator)
    whole = [one.account_id for one in all_people(administrator, assignment.id)]
    pages = [list_people(administrator, assignment, PersonFilter(page=page), NOON).people for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 30]
    assert [one.account_id for page in pages for one in page] == whole
    chosen = PersonFilter(unit_id=house.west.id, page=1)
    west = list_people(administrator, assignment, chosen, NOON)
    assert west.total == 44
    assert {one.unit_name for one in west.people} == {"西馆"}


def test_the_unit_most_behind_is_the_one_the_tree_names(db_session):
    house = make_house()
    assignment = AssignmentFactory(module_made=ModuleFactory(organization=house.organization))
    for unit, state in ((house.west, "not_started"), (house.east, "reading"), (house.east, "reading")):
        EnrolmentFactory(assignment_made=assignment, unit_id=unit.id, state=state)
    administrator, organizer = house.actor(house.administrator), house.actor(house.organizer)
    assert [one.name for one in dashboards.unit_most_behind(administrator, assignment.id)] == ["西馆"]
    assert [one.name for one in dashboards.unit_most_behind(organizer, assignment.id)] == ["东馆"]
    assert most_behind(dashboards.unit_counts(administrator, assignment.id)).name == "西馆"
