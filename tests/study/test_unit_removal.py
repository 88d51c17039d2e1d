"""A unit goes only when nothing rests on it."""

from __future__ import annotations

import pytest

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.models import Unit
from studyapp.people.organizations import add_unit
from studyapp.study.models import AssignmentTarget, Enrolment
from studyapp.study.unit_removal import remove_unit
from tests.page import html


@pytest.fixture
def administrator(room):
    return room.house.actor(room.house.administrator)


def give_to(room, unit):
    target = AssignmentTarget(assignment_id=room.assignment.id, unit_id=unit.id)
    target.organization_id = room.assignment.organization_id
    db.session.add(target)
    db.session.flush()


def test_a_unit_that_an_assignment_is_for_stays_and_says_why(room, administrator):
    unit = add_unit(administrator, room.house.root.id, "空的组")
    give_to(room, unit)
    with pytest.raises(ConflictError, match="unit-has-assignments") as error:
        remove_unit(administrator, unit.id)
    assert error.value.parameters == {"name": "空的组", "count": 1}
    assert db.session.get(Unit, unit.id) is unit


def test_a_unit_through_which_somebody_was_enrolled_stays(room, administrator):
    unit = add_unit(administrator, room.house.root.id, "空的组")
    db.session.scalars(db.select(Enrolment)).one().unit_id = unit.id
    with pytest.raises(ConflictError, match="unit-has-assignments"):
        remove_unit(administrator, unit.id)


def test_a_unit_without_people_units_or_assignments_goes(room, administrator):
    unit = add_unit(administrator, room.house.root.id, "空的组")
    remove_unit(administrator, unit.id)
    assert db.session.get(Unit, unit.id) is None


def test_the_page_answers_a_refused_removal_with_its_reason(room, client, sign_in):
    give_to(room, room.house.west)
    sign_in(client, room.house.administrator)
    refused = client.post(f"/admin/units/{room.house.west.id}/remove")
    assert refused.status_code == 409
    assert "1 项学习任务" in html(refused).text
