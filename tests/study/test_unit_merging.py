"""Two units become one, and nobody's history or assignment changes by that."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.meetings.models import StudySessionUnit
from studyapp.people.accounts import create_account
from studyapp.people.merging import references
from studyapp.people.models import Membership, Role, Unit
from studyapp.people.organizations import add_membership, add_unit, list_units
from studyapp.study.enrolments import enrol_targets
from studyapp.study.models import AssignmentTarget, Enrolment
from studyapp.study.unit_merging import foresee_merge, merge_units
from tests.factories import AssignmentFactory, InvitationFactory, ModuleFactory
from tests.people.houses import NOON, make_house


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def admin(house):
    return house.actor(house.administrator)


def learner(unit, name, left_at=None):
    membership = add_membership(unit, create_account(name, name, NOON), Role.LEARNER, NOON)
    membership.left_at = left_at
    return membership.account_id


@pytest.fixture
def given(house, db_session):
    """`given(unit, …)`: an assignment given to these units, running for a week, with its people."""

    def give(*units, **more):
        more = {"opens_at": NOON, "closes_at": NOON + timedelta(days=7)} | more
        made = AssignmentFactory(module_made=ModuleFactory(organization=house.organization), **more)
        for unit in units:
            names = {"organization_id": house.organization.id, "assignment_id": made.id}
            db_session.add(AssignmentTarget(**names, unit_id=unit.id))
        db_session.flush()
        enrol_targets(made, NOON)
        return made

    return give


def enrolled(db_session, assignment):
    query = select(Enrolment.account_id).where(
        Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None)
    )
    return set(db_session.scalars(query))


def test_people_come_along_each_once(house, admin, db_session):
    both = learner(house.west, "both")
    db_session.add(
        Membership(
            organization_id=house.organization.id,
            unit_id=house.east.id,
            account_id=both,
            role=Role.LEARNER,
            joined_at=NOON - timedelta(days=9),
        )
    )
    gone = learner(house.west, "gone", left_at=NOON)
    merge_units(admin, house.west.id, house.east.id, NOON)
    rows = db_session.scalars(select(Membership).where(Membership.unit_id == house.east.id)).all()
    mine = {one.account_id: one for one in rows if one.role is Role.LEARNER}
    assert set(mine) == {both, gone, house.learner.id}
    assert mine[both].joined_at == NOON - timedelta(days=9)
    assert mine[gone].left_at == NOON
    assert house.west.id not in {unit.id for unit in list_units(admin)}


def test_one_who_has_left_the_one_and_is_in_the_other_is_present(house, admin, db_session):
    person = learner(house.west, "person")
    db_session.add(
        Membership(
            organization_id=house.organization.id,
            unit_id=house.east.id,
            account_id=person,
            role=Role.LEARNER,
            joined_at=NOON,
            left_at=NOON,
        )
    )
    merge_units(admin, house.west.id, house.east.id, NOON)
    query = select(Membership.left_at).where(Membership.unit_id == house.east.id, Membership.account_id == person)
    assert db_session.scalars(query).all() == [None]


def test_what_was_given_to_the_unit_stays_with_those_who_have_it(house, admin, given, db_session):
    mine = learner(house.west, "mine")
    only_west = given(house.west)
    merge_units(admin, house.west.id, house.east.id, NOON)
    assert enrolled(db_session, only_west) == {mine}
    assert db_session.scalar(select(Enrolment.unit_id).where(Enrolment.account_id == mine)) == house.east.id
    newcomer = learner(house.east, "newcomer")
    enrol_targets(only_west, NOON)
    assert enrolled(db_session, only_west) == {mine}
    assert newcomer


def test_what_was_given_to_both_goes_on_as_given_to_the_one(house, admin, given, db_session):
    mine = learner(house.west, "mine")
    shared = given(house.west, house.east)
    merge_units(admin, house.west.id, house.east.id, NOON)
    targets = db_session.scalars(select(AssignmentTarget).where(AssignmentTarget.assignment_id == shared.id)).all()
    assert [(one.unit_id, one.account_id) for one in targets] == [(house.east.id, None)]
    assert enrolled(db_session, shared) == {mine, house.learner.id}


def test_its_people_come_into_what_runs_in_the_other_and_not_into_what_is_over(house, admin, given, db_session):
    mine = learner(house.west, "mine")
    running = given(house.east)
    over = given(house.east)
    over.opens_at, over.closes_at = NOON - timedelta(days=2), NOON - timedelta(minutes=1)
    merge_units(admin, house.west.id, house.east.id, NOON)
    assert enrolled(db_session, running) == {mine, house.learner.id}
    assert enrolled(db_session, over) == {house.learner.id}


def test_units_below_move_along_with_what_was_given_to_them_from_above(house, admin, given, db_session):
    below = add_unit(admin, house.west.id, "西馆一组")
    person = learner(below, "person")
    only_west = given(house.west)
    merge_units(admin, house.west.id, house.east.id, NOON)
    assert db_session.get_one(Unit, below.id).path.startswith(house.east.path)
    later = learner(below, "later")
    enrol_targets(only_west, NOON)
    assert enrolled(db_session, only_west) == {person, later}


def test_every_column_that_names_a_unit_names_the_other_afterwards(house, admin, given, db_session):
    learner(house.west, "mine")
    given(house.west)
    InvitationFactory(unit_made=house.west)
    merge_units(admin, house.west.id, house.east.id, NOON)
    columns = list(references())
    assert {"membership.unit_id", "enrolment.unit_id", f"{StudySessionUnit.__tablename__}.unit_id"} <= {
        str(column) for column in columns
    }
    for column in columns:
        assert db_session.scalar(select(func.count()).where(column == house.west.id)) == 0, column


def test_the_preview_says_what_would_happen_and_changes_nothing(house, admin, given, db_session):
    learner(house.west, "mine")
    add_unit(admin, house.west.id, "西馆一组")
    given(house.west, title="西馆的任务")
    given(house.east, title="东馆的任务")
    before = db_session.scalar(select(func.count()).select_from(AssignmentTarget))
    found = foresee_merge(admin, house.west.id, house.east.id, NOON)
    assert (found.people, found.in_both, found.children) == (1, 0, ("西馆一组",))
    assert (found.own, found.gained) == (("西馆的任务",), ("东馆的任务",))
    assert db_session.scalar(select(func.count()).select_from(AssignmentTarget)) == before


def test_a_unit_is_not_merged_into_itself_or_what_is_below_it(house, admin):
    below = add_unit(admin, house.west.id, "西馆一组")
    for into in (house.west, below):
        with pytest.raises(ConflictError, match="unit-merge-cyclic"):
            merge_units(admin, house.west.id, into.id, NOON)
    with pytest.raises(ForbiddenError, match="unit-is-root"):
        merge_units(admin, house.root.id, house.east.id, NOON)


def test_units_of_one_name_below_both_are_named(house, admin):
    for unit in (house.west, house.east):
        add_unit(admin, unit.id, "一组")
    with pytest.raises(ConflictError, match="unit-names-clash") as raised:
        merge_units(admin, house.west.id, house.east.id, NOON)
    assert raised.value.parameters["names"] == "一组"


def test_a_unit_of_another_organization_is_not_there(house, admin):
    other = make_house("河西图书馆")
    for pair in ((other.west.id, house.east.id), (house.west.id, other.east.id)):
        with pytest.raises(NotFoundError):
            merge_units(admin, *pair, NOON)
