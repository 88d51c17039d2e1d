"""Moving units, and switching accounts off and on."""

from datetime import timedelta

import pytest

from studyapp import clock
from studyapp.people.models import Account, AuditEntry, Unit
from studyapp.study.models import AssignmentTarget, Enrolment
from tests.factories import AssignmentFactory, ModuleFactory
from tests.page import html
from tests.people.houses import make_house
from tests.study.classroom import make_classroom


@pytest.fixture
def house(db_session):
    return make_house()


def test_a_moved_unit_s_people_come_into_what_runs_in_the_new_place(client, sign_in, house, db_session):
    module = ModuleFactory(organization=house.organization)
    assignment = AssignmentFactory(module_made=module, closes_at=clock.now() + timedelta(days=1))
    target = {"organization_id": house.organization.id, "assignment_id": assignment.id, "unit_id": house.west.id}
    db_session.add(AssignmentTarget(**target))
    sign_in(client, house.administrator)
    page = html(client.get(f"/admin/units/{house.east.id}/move"))
    assert "西馆" in page.text
    assert client.post(f"/admin/units/{house.east.id}/move", data={"parent_id": house.west.id}).status_code == 303
    assert db_session.get(Unit, house.east.id).parent_id == house.west.id
    assert db_session.query(Enrolment).one().account_id == house.learner.id
    entry = db_session.query(AuditEntry).filter_by(action="unit.move").one()
    assert entry.details["before"] != entry.details["after"]


def test_a_cyclic_move_is_refused_with_a_sentence(client, sign_in, house):
    sign_in(client, house.administrator)
    answer = client.post(f"/admin/units/{house.east.id}/move", data={"parent_id": house.east.id})
    assert answer.status_code == 409
    assert "不能放到" in html(answer).text


def test_a_unit_of_another_organization_is_not_found(client, sign_in, house):
    other = make_house("河西图书馆")
    sign_in(client, house.administrator)
    assert client.get(f"/admin/units/{other.east.id}/move").status_code == 404
    answer = client.post(f"/admin/units/{house.east.id}/move", data={"parent_id": other.east.id})
    assert answer.status_code == 404


def test_who_is_switched_off_is_signed_out_and_leaves_what_runs(client, app, sign_in, db_session):
    room = make_classroom(closes_at=clock.now() + timedelta(days=1))
    learner_id = room.house.learner.id
    phone = sign_in(app.test_client(), room.house.learner)
    assert phone.get("/account").status_code == 200
    sign_in(client, room.house.administrator)
    assert client.post(f"/admin/people/{learner_id}/switch", data={"active": "0"}).status_code == 303
    assert phone.get("/account").status_code == 303
    assert room.enrolment.withdrawn_at is not None
    assert "已停用" in html(client.get("/admin/people")).text
    client.post(f"/admin/people/{learner_id}/switch", data={"active": "1"})
    assert db_session.get(Account, learner_id).is_active
    assert room.enrolment.withdrawn_at is None


def test_nobody_switches_the_own_account_or_a_foreign_one_off(client, sign_in, house, db_session):
    other = make_house("河西图书馆")
    sign_in(client, house.administrator)
    assert client.post(f"/admin/people/{house.administrator.id}/switch", data={"active": "0"}).status_code == 409
    assert client.post(f"/admin/people/{other.learner.id}/switch", data={"active": "0"}).status_code == 404
    assert db_session.get(Account, other.learner.id).is_active
