"""Who is in an assignment."""

from __future__ import annotations

from studyapp.db import db
from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership, add_unit
from studyapp.study.enrolments import enrol_newcomer, enrol_targets, withdraw_leaver
from studyapp.study.models import AssignmentTarget, Enrolment
from tests.people.houses import NOON
from tests.study.classroom import DAY, join


def enrolled():
    query = db.select(Enrolment.account_id).where(Enrolment.withdrawn_at.is_(None)).order_by(Enrolment.account_id)
    return list(db.session.scalars(query))


def test_a_units_learners_are_enrolled_with_its_subtree_and_nobody_else(room):
    house = room.house
    below = add_unit(house.actor(house.administrator), house.east.id, "东馆一层")
    deep, west = create_account("deep", "丁", NOON), create_account("west", "戊", NOON)
    add_membership(below, deep, Role.LEARNER, NOON)
    add_membership(house.west, west, Role.LEARNER, NOON)
    assert enrol_targets(room.assignment, NOON) == 1
    assert enrolled() == sorted([house.learner.id, deep.id])
    assert enrol_targets(room.assignment, NOON) == 0


def test_one_person_can_be_a_target(room):
    west = create_account("west", "戊", NOON)
    add_membership(room.house.west, west, Role.LEARNER, NOON)
    target = AssignmentTarget(assignment_id=room.assignment.id, account_id=west.id)
    target.organization_id = room.assignment.organization_id
    db.session.add(target)
    db.session.flush()
    assert enrol_targets(room.assignment, NOON) == 1


def test_somebody_in_two_units_is_enrolled_once(room):
    house = room.house
    below = add_unit(house.actor(house.administrator), house.east.id, "东馆一层")
    add_membership(below, house.learner, Role.LEARNER, NOON)
    assert enrol_targets(room.assignment, NOON) == 0
    assert enrolled() == [house.learner.id]


def test_a_newcomer_comes_into_the_running_assignments_only(room):
    newcomer = create_account("new", "己", NOON)
    membership = join(room.house, newcomer)
    assert enrol_newcomer(membership, NOON + 8 * DAY) == 0
    assert enrol_newcomer(membership, NOON) == 1
    assert enrol_newcomer(membership, NOON) == 0
    room.assignment.withdrawn_at = NOON
    assert enrol_newcomer(join(room.house, create_account("late", "庚", NOON)), NOON) == 0


def test_an_organizer_is_no_learner(room):
    membership = add_membership(room.house.east, create_account("boss", "辛", NOON), Role.ORGANIZER, NOON)
    assert enrol_newcomer(membership, NOON) == 0


def test_a_leaver_is_taken_out_and_comes_back_with_what_was_done(room):
    membership = join(room.house, room.house.learner)
    room.start()
    membership.left_at = NOON
    assert withdraw_leaver(membership, NOON) == 1
    assert enrolled() == []
    back = join(room.house, room.house.learner)
    assert enrol_newcomer(back, NOON) == 1
    assert room.enrolment.attempts_used == 1


def test_a_leaver_who_is_still_in_another_unit_of_it_stays(room):
    house = room.house
    below = add_unit(house.actor(house.administrator), house.east.id, "东馆一层")
    add_membership(below, house.learner, Role.LEARNER, NOON)
    membership = join(house, house.learner)
    membership.left_at = NOON
    assert withdraw_leaver(membership, NOON) == 0
    assert room.enrolment.unit_id == below.id
