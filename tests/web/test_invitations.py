"""Joining a unit by link or QR code, in a browser without JavaScript."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from studyapp import clock
from studyapp.db import db
from studyapp.people.audit import Deed
from studyapp.people.invitation_models import Invitation, Joining
from studyapp.people.models import Account, AuditEntry, Membership, Role
from studyapp.study.models import AssignmentTarget, Enrolment
from tests.factories import AssignmentFactory, InvitationFactory, ModuleFactory
from tests.page import html, text_of
from tests.people.houses import PASSWORD, make_house

RACERS = 12


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def invited(house, db_session):
    """`invited(places=…)`: an open invitation into the east unit."""

    def made(**more):
        more = {"created_at": clock.now(), "expires_at": clock.now() + timedelta(days=7)} | more
        invitation = InvitationFactory(unit_made=house.east, **more)
        db_session.commit()
        return invitation

    return made


def form(name="丁一", sign_in_name="13800000001", **more):
    return {"name": name, "sign_in_name": sign_in_name, "new_password": PASSWORD, "again": PASSWORD} | more


def members(db_session, unit):
    query = (
        select(Account.sign_in_name)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.unit_id == unit.id, Membership.left_at.is_(None), Membership.role == Role.LEARNER)
    )
    return set(db_session.scalars(query))


def test_an_organizer_makes_an_invitation_and_sees_link_and_code(client, house, sign_in):
    sign_in(client, house.organizer)
    data = {"unit_id": house.east.id, "days": 3, "places": 5}
    page = html(client.get(client.post("/admin/invitations", data=data).location))
    link = page.find(".//input[@id='link']").get("value")
    assert "/invited/" in link
    assert page.find_all(".//div[@class='link-code']")
    assert "已用 0 个名额，共 5 个" in page.text
    assert "东馆" in html(client.get("/admin/invitations")).text


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 91}, {"days": "x"}, {"places": 0}, {"places": 2001}])
def test_an_invitation_without_sense_is_refused_at_its_field(client, house, sign_in, db_session, wrong):
    sign_in(client, house.organizer)
    answer = client.post("/admin/invitations", data={"unit_id": house.east.id, "days": 3, "places": 5} | wrong)
    assert answer.status_code == 422
    assert db_session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_whoever_scans_it_joins_with_a_password_of_their_own(client, house, invited, db_session):
    assignment = AssignmentFactory(
        module_made=ModuleFactory(organization=house.organization), closes_at=clock.now() + timedelta(days=3)
    )
    db_session.add(
        AssignmentTarget(organization_id=house.organization.id, assignment_id=assignment.id, unit_id=house.east.id)
    )
    invitation = invited()
    assert html(client.get(f"/invited/{invitation.token}")).heading == "加入东馆"
    assert client.post(f"/invited/{invitation.token}", data=form()).status_code == 303
    assert "13800000001" in members(db_session, house.east)
    assert client.get("/").status_code == 200
    account = db_session.scalar(select(Account).where(Account.sign_in_name == "13800000001"))
    assert db_session.scalar(select(Enrolment.assignment_id).where(Enrolment.account_id == account.id)) == assignment.id
    assert db_session.scalars(select(AuditEntry.action)).all() == ["invitation.join"]
    client.post("/sign-out")
    assert client.post("/sign-in", data={"sign_in_name": "13800000001", "password": PASSWORD}).status_code == 303


def test_one_who_is_signed_in_joins_the_unit_too(client, house, invited, sign_in, db_session):
    invitation = InvitationFactory(unit_made=house.west, created_at=clock.now(), expires_at=clock.now() + timedelta(1))
    sign_in(client, house.learner)
    assert "你已登录为学员丙" in html(client.get(f"/invited/{invitation.token}")).text
    for _ in range(2):
        assert client.post(f"/invited/{invitation.token}").status_code == 303
    assert house.learner.sign_in_name in members(db_session, house.west) & members(db_session, house.east)
    assert db_session.scalar(select(Invitation.uses)) == 1
    assert "你已经在这个部门了" in html(client.get(f"/invited/{invitation.token}")).text


def test_one_from_another_organization_joins_and_acts_there(client, house, invited, sign_in, db_session):
    other = make_house("河西图书馆")
    invitation = invited()
    sign_in(client, other.learner)
    client.post(f"/invited/{invitation.token}")
    assert other.learner.sign_in_name in members(db_session, house.east)
    with client.session_transaction() as kept:
        assert kept["organization_id"] == house.organization.id


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"expires_at": clock.now() - timedelta(minutes=1)}, "邀请已过期。"),
        ({"places": 2, "uses": 2}, "名额已用完。"),
        ({"revoked_at": clock.now()}, "邀请已撤回。"),
    ],
)
def test_a_closed_invitation_says_so_in_one_sentence(client, house, invited, db_session, more, sentence):
    invitation = invited(**more)
    for answer in (
        client.get(f"/invited/{invitation.token}"),
        client.post(f"/invited/{invitation.token}", data=form()),
    ):
        assert answer.status_code == 409
        assert sentence in html(answer).text
    assert db_session.scalar(select(Account.id).where(Account.sign_in_name == "13800000001")) is None


def test_whoever_guesses_invitations_must_wait(client, house):
    answers = [client.get(f"/invited/guess-{number}").status_code for number in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[-1] == 429


def test_a_name_that_is_taken_is_told_and_takes_no_place(client, house, invited, db_session):
    invitation = invited()
    answer = client.post(f"/invited/{invitation.token}", data=form(sign_in_name=house.learner.sign_in_name))
    assert answer.status_code == 422
    assert "请先登录，再打开邀请" in html(answer).text
    assert db_session.scalar(select(Invitation.uses)) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"sign_in_name": "x"}, {"new_password": "short", "again": "short"}, {"again": "another one"}],
)
def test_what_is_missing_is_asked_for_again(client, house, invited, db_session, wrong):
    invitation = invited()
    assert client.post(f"/invited/{invitation.token}", data=form(**wrong)).status_code == 422
    assert db_session.scalar(select(func.count()).select_from(Joining)) == 0


def test_with_approval_one_waits_and_sees_nothing_until_let_in(client, app, house, invited, sign_in, db_session):
    invitation = invited(needs_approval=True)
    client.post(f"/invited/{invitation.token}", data=form())
    assert "你申请加入东馆，等待组织者审核。" in html(client.get("/account")).text
    assert client.get("/study").status_code in {403, 404}
    assert "13800000001" not in members(db_session, house.east)
    desk = app.test_client()
    sign_in(desk, house.organizer)
    assert "有 1 人通过邀请申请加入" in html(desk.get("/admin/people")).text
    joining_id = db_session.scalar(select(Joining.id))
    assert desk.post(f"/admin/joinings/{joining_id}", data={"decision": "approve"}).status_code == 303
    assert "13800000001" in members(db_session, house.east)
    assert desk.post(f"/admin/joinings/{joining_id}", data={"decision": "decline"}).status_code == 409


def test_one_who_is_declined_frees_the_place_and_is_forgotten(client, app, house, invited, sign_in, db_session):
    invitation = invited(needs_approval=True, places=1)
    client.post(f"/invited/{invitation.token}", data=form())
    desk = app.test_client()
    sign_in(desk, house.organizer)
    desk.post(f"/admin/joinings/{db_session.scalar(select(Joining.id))}", data={"decision": "decline"})
    assert db_session.scalar(select(Invitation.uses)) == 0
    assert db_session.scalars(select(Account).where(Account.sign_in_name == "13800000001")).all() == []
    assert html(client.get(f"/invited/{invitation.token}")).find_all(".//input[@id='name']"), "signed out"


def test_a_revoked_invitation_lets_nobody_in_and_nobody_out(client, app, house, invited, sign_in, db_session):
    invitation = invited()
    client.post(f"/invited/{invitation.token}", data=form())
    desk = app.test_client()
    sign_in(desk, house.organizer)
    page = html(desk.get(desk.post(f"/admin/invitations/{invitation.id}/revoke").location))
    assert "丁一" in page.text
    assert not page.find_all(".//div[@class='link-code']")
    assert app.test_client().post(f"/invited/{invitation.token}", data=form("戊二", "w2")).status_code == 409
    assert "13800000001" in members(db_session, house.east)


def test_invitations_of_other_units_and_organizations_are_not_there(client, house, sign_in, db_session):
    other = make_house("河西图书馆")
    foreign = [InvitationFactory(unit_made=unit) for unit in (house.west, other.east)]
    db_session.commit()
    sign_in(client, house.organizer)
    assert client.post("/admin/invitations", data={"unit_id": house.west.id, "days": 3, "places": 5}).status_code == 422
    assert not html(client.get("/admin/invitations")).find_all(".//tbody/tr")
    for one in foreign:
        assert client.get(f"/admin/invitations/{one.id}").status_code == 404
        assert client.post(f"/admin/invitations/{one.id}/revoke").status_code == 404


def test_never_more_join_than_there_are_places(app, house, invited, db_session):
    invitation = invited(places=5)
    token, unit = invitation.token, house.east
    db.session.remove()
    start, answers = threading.Barrier(RACERS), []

    def race(number):
        client = app.test_client()
        start.wait(20)
        answers.append(client.post(f"/invited/{token}", data=form(f"第{number}人", f"racer{number}")).status_code)

    threads = [threading.Thread(target=race, args=(number,), daemon=True) for number in range(RACERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(answers) == [303] * 5 + [409] * (RACERS - 5)
    assert len([name for name in members(db_session, unit) if name.startswith("racer")]) == 5
    assert db_session.scalar(select(Invitation.uses)) == 5
    assert db_session.scalar(select(func.count()).where(Account.sign_in_name.startswith("racer"))) == 5


def test_a_deed_names_its_unit(client, house, invited, sign_in, db_session):
    sign_in(client, house.organizer)
    client.post("/admin/invitations", data={"unit_id": house.east.id, "days": 3, "places": 5})
    entry = db_session.scalars(select(AuditEntry)).one()
    assert Deed(entry.action, entry.subject_kind, entry.subject_id, entry.details) == Deed(
        "invitation.create", "unit", house.east.id, {"days": 3, "places": 5, "approval": False}
    )
    assert text_of(html(client.get("/admin/invitations")).find(".//tbody/tr/td/a")) == "东馆"
