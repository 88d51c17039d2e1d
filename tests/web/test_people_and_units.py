"""Moving units, and switching accounts off and on."""

from datetime import timedelta

import pytest

from studyapp import clock
from studyapp.people.models import Account, AuditEntry, Membership, Unit
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


def test_units_are_merged_after_a_look_at_what_would_happen(client, house, sign_in, db_session):
    sign_in(client, house.administrator)
    west_id, into = house.west.id, {"into": house.east.id}
    page = html(client.get(f"/admin/units/{west_id}/merge", query_string=into))
    assert "0 名学员转到东馆" in page.text
    assert client.post(f"/admin/units/{west_id}/merge", data=into).status_code == 303
    assert db_session.query(Unit).filter_by(id=west_id).count() == 0
    entry = db_session.query(AuditEntry).filter_by(action="unit.merge").one()
    assert (entry.subject_id, entry.details["before"], entry.details["after"]) == (house.east.id, "西馆", "东馆")


@pytest.mark.parametrize("into", ["", "x", "999999", "{west}"])
def test_a_merge_into_nothing_or_itself_is_refused_in_a_sentence(client, house, sign_in, db_session, into):
    sign_in(client, house.administrator)
    answer = client.post(f"/admin/units/{house.west.id}/merge", data={"into": into.format(west=house.west.id)})
    assert answer.status_code in {404, 409}
    assert html(answer).text
    assert db_session.query(Unit).filter_by(id=house.west.id).count() == 1


def test_one_who_left_is_found_and_comes_back(client, house, sign_in, db_session):
    sign_in(client, house.organizer)
    membership = db_session.query(Membership).filter_by(account_id=house.learner.id).one()
    client.post(f"/admin/memberships/{membership.id}/end")
    assert "学员丙" not in html(client.get("/admin/people")).text
    assert "学员丙" in html(client.get("/admin/people?left=1")).text
    assert client.post(f"/admin/memberships/{membership.id}/back").status_code == 303
    assert "学员丙" in html(client.get("/admin/people")).text


def test_a_person_is_deleted_only_with_their_name_typed(client, house, sign_in, db_session):
    sign_in(client, house.administrator)
    address = f"/admin/people/{house.learner.id}/delete"
    assert "不带姓名保留的" in html(client.get(address)).text
    assert client.post(address, data={"sign_in_name": "x"}).status_code == 422
    assert client.post(address, data={"sign_in_name": house.learner.sign_in_name}).status_code == 303
    for page in ("/admin/people", "/admin/people?left=1", "/admin/audit"):
        assert "学员丙" not in html(client.get(page)).text, page
    assert client.get(address).status_code == 404
    entry = db_session.query(AuditEntry).filter_by(action="person.erase").one()
    assert (entry.subject_id, entry.details) == (house.learner.id, {})


def test_people_and_units_of_others_are_neither_merged_nor_deleted_nor_brought_back(client, house, sign_in, db_session):
    other = make_house("河西图书馆")
    membership = db_session.query(Membership).filter_by(account_id=other.learner.id).one()
    db_session.commit()
    sign_in(client, house.administrator)
    assert client.get(f"/admin/people/{other.learner.id}/delete").status_code == 404
    assert client.post(f"/admin/people/{other.learner.id}/delete", data={"sign_in_name": "x"}).status_code == 404
    assert client.get(f"/admin/units/{other.west.id}/merge").status_code == 404
    assert client.post(f"/admin/units/{other.west.id}/merge", data={"into": house.east.id}).status_code == 404
    assert client.post(f"/admin/memberships/{membership.id}/back").status_code == 404
