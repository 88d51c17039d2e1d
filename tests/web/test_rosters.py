"""Handing people in as a table, in a browser without JavaScript."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from studyapp import clock
from studyapp.jobs import rosters
from studyapp.people.accounts import create_account
from studyapp.people.models import Account, AuditEntry, Membership, Role, Unit
from studyapp.people.organizations import add_membership
from studyapp.people.roster.models import RosterImport
from studyapp.study.models import AssignmentTarget, Enrolment
from studyapp.web.roster import links
from tests.factories import AssignmentFactory, ModuleFactory
from tests.page import html, text_of
from tests.people.houses import NOON, make_house

GOOD = "姓名,登录名,部门\n丁一,d1,东馆\n戊二,w2,东馆\n"
MIXED = GOOD + "己三,j3,北馆\n,x4,东馆\n"


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def hand_in(client, house, run_jobs):
    def handed(content=GOOD, account=None, unit=None, name="名册.csv"):
        client.sign_in(account or house.administrator)
        data = content if isinstance(content, bytes) else content.encode()
        form = {"file": (io.BytesIO(data), name), "unit_id": (unit or house.east).id}
        answer = client.post("/admin/people/import", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
        run_jobs()
        return answer.location

    return handed


def names(db_session):
    return set(db_session.scalars(select(Account.sign_in_name)))


def test_people_are_previewed_then_imported(client, house, hand_in, run_jobs, db_session):
    address = hand_in()
    page = html(client.get(address))
    assert "丁一" in page.text
    assert not {"d1", "w2"} & names(db_session)
    client.post(address, data={"action": "confirm"})
    assert html(client.get(address)).heading == "正在保存人员"
    run_jobs()
    done = html(client.get(address))
    assert done.heading == "人员已导入"
    assert {"d1", "w2"} <= names(db_session)
    roster = db_session.scalar(select(RosterImport))
    assert roster.result == {"added": 2, "updated": 0, "same": 0, "skipped": 0, "new_units": 0}
    assert roster.roster is None
    assert roster.content == b""
    assert db_session.scalar(select(AuditEntry).where(AuditEntry.action == "roster.confirm"))


def test_one_bad_line_stops_all_unless_it_is_left_out(client, house, hand_in, run_jobs, db_session):
    address = hand_in(MIXED)
    page = html(client.get(address)).text
    assert "没有叫“北馆”的部门" in page
    assert "缺姓名" in page
    client.post(address, data={"action": "confirm"})
    run_jobs()
    assert "2 行有问题" in html(client.get(address)).text
    assert not {"d1", "w2", "j3"} & names(db_session)
    client.post(address, data={"action": "confirm", "problems": "skip"})
    run_jobs()
    assert html(client.get(address)).heading == "人员已导入"
    assert names(db_session) >= {"d1", "w2"}
    assert "j3" not in names(db_session)


def test_missing_units_are_made_when_an_administrator_says_so(client, house, hand_in, run_jobs, db_session):
    address = hand_in("姓名,登录名,部门\n己三,j3,北馆/一组\n")
    client.post(address, data={"action": "look", "create_units": "1"})
    assert "河东图书馆/北馆/一组" in html(client.get(address)).text
    client.post(address, data={"action": "confirm", "create_units": "1"})
    run_jobs()
    assert set(db_session.scalars(select(Unit.name))) >= {"北馆", "一组"}


def test_newcomers_come_into_running_assignments_and_movers_leave_theirs(client, house, hand_in, run_jobs, db_session):
    module = ModuleFactory(organization=house.organization)
    assignment = AssignmentFactory(module_made=module, closes_at=clock.now() + timedelta(days=7))
    target = {"organization_id": house.organization.id, "assignment_id": assignment.id, "unit_id": house.east.id}
    db_session.add(AssignmentTarget(**target))
    address = hand_in()
    client.post(address, data={"action": "confirm"})
    run_jobs()
    enrolled = select(Enrolment).where(Enrolment.assignment_id == assignment.id, Enrolment.withdrawn_at.is_(None))
    assert len(db_session.scalars(enrolled).all()) == 3
    address = hand_in("姓名,登录名,部门\n丁一,d1,西馆\n")
    client.post(address, data={"action": "confirm", "move": "1"})
    run_jobs()
    assert len(db_session.scalars(enrolled).all()) == 2


def test_a_roster_taken_twice_adds_nobody_twice(client, house, hand_in, run_jobs, db_session):
    address = hand_in()
    client.post(address, data={"action": "confirm"})
    roster = db_session.scalar(select(RosterImport))
    db_session.commit()
    for _ in range(2):
        rosters.take_roster(roster.id, lambda share, note="": None)
    assert db_session.scalar(select(func.count()).select_from(Account).where(Account.sign_in_name == "d1")) == 1


def test_what_cannot_be_read_says_why(client, hand_in):
    address = hand_in(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, name="名册.xls")
    page = html(client.get(address))
    assert "请另存为不带密码的 .xlsx" in page.text
    assert "没有导入任何人" in page.text


def test_a_missing_or_empty_file_is_said_at_the_form(client, house):
    client.sign_in(house.administrator)
    answer = client.post("/admin/people/import", data={"unit_id": house.east.id})
    assert answer.status_code == 422
    assert "请选择文件" in html(answer).text
    form = {"file": (io.BytesIO(b""), "a.csv"), "unit_id": house.east.id}
    assert client.post("/admin/people/import", data=form).status_code == 422


def test_an_unfinished_roster_can_be_given_up(client, hand_in, db_session):
    address = hand_in()
    assert client.post(f"{address}/discard").status_code == 303
    assert client.get(address).status_code == 404
    assert db_session.scalar(select(RosterImport)).content == b""


def test_nobody_else_sees_or_takes_a_roster(client, house, hand_in):
    address = hand_in()
    other = make_house("河西图书馆")
    for account in (house.organizer, other.administrator, other.organizer):
        client.sign_in(account)
        for path in (address, f"{address}/progress", f"{address}/problems.xlsx"):
            assert client.get(path).status_code == 404
        assert client.post(address, data={"action": "confirm"}).status_code == 404
        assert client.post(f"{address}/discard").status_code == 404


def test_no_unit_of_others_can_be_chosen(client, house):
    client.sign_in(house.organizer)
    form = {"file": (io.BytesIO(GOOD.encode()), "a.csv"), "unit_id": house.west.id}
    assert client.post("/admin/people/import", data=form).status_code == 422
    assert client.get(f"/admin/people/links?unit={house.west.id}").status_code == 404
    assert client.post("/admin/people/links", data={"unit": house.west.id}).status_code == 404
    assert client.post("/admin/people/links.xlsx", data={"unit": house.west.id}).status_code == 404


def test_the_template_and_the_export_can_be_handed_in_again(client, house, hand_in, run_jobs, db_session):
    client.sign_in(house.administrator)
    template = load_workbook(io.BytesIO(client.get("/admin/people/template.xlsx").data))
    assert [cell.value for cell in template.worksheets[0][1]] == ["姓名", "登录名", "部门", "角色", "加入日期"]
    export = client.get("/admin/people/people.xlsx").data
    page = html(client.get(hand_in(export, name="人员.xlsx")))
    assert "文件里没有新内容" in page.text
    csv = client.get("/admin/people/people.csv").data
    assert "文件里没有新内容" in html(client.get(hand_in(csv))).text


def test_no_name_becomes_a_formula_in_what_is_downloaded(client, house, db_session):
    db_session.get(Account, house.learner.id).name = "=HYPERLINK(1)"
    client.sign_in(house.administrator)
    sheet = load_workbook(io.BytesIO(client.get("/admin/people/people.xlsx").data)).worksheets[0]
    cells = [cell for row in sheet for cell in row if cell.value == "=HYPERLINK(1)"]
    # Read back, the text looks like one; the file keeps it as a string.
    assert len(cells) == 1
    assert b"<f>" not in client.get("/admin/people/people.xlsx").data
    assert "'=HYPERLINK(1)" in client.get("/admin/people/people.csv").data.decode("utf-8-sig")


def test_a_link_from_the_sheet_sets_the_first_password(client, app, house, hand_in, run_jobs, db_session):
    address = hand_in()
    client.post(address, data={"action": "confirm"})
    run_jobs()
    page = html(client.post("/admin/people/links", data={"unit": house.east.id}))
    assert len(page.find_all(".//li[@class='link-card']")) == 2
    workbook = client.post("/admin/people/links.xlsx", data={"unit": house.east.id}).data
    rows = list(load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows(min_row=2, values_only=True))
    path = re.sub(r"^https?://[^/]+", "", rows[0][3])
    assert rows[0][1] in html(app.test_client().get(path)).text
    assert (
        db_session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "person.links")) == 2
    )


def test_looking_at_the_page_of_links_shows_none_and_writes_nothing_down(client, house, db_session):
    client.sign_in(house.administrator)
    page = html(client.get(f"/admin/people/links?unit={house.east.id}"))
    assert page.find(".//option[@selected]").get("value") == str(house.east.id)
    assert page.find_all(".//li[@class='link-card']") == []
    shown = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "person.links")
    assert db_session.scalar(shown) == 0


def test_a_sheet_of_many_links_goes_on_page_by_page(client, house, db_session, monkeypatch):
    monkeypatch.setattr(links, "TO_A_PAGE", 2)
    for number in range(3):
        add_membership(house.east, create_account(f"new{number}", f"新人{number}", NOON), Role.LEARNER, NOON)
    client.sign_in(house.administrator)
    page = html(client.post("/admin/people/links", data={"unit": house.east.id}))
    assert (len(page.find_all(".//li[@class='link-card']")), "第 1 页" in page.text) == (2, True)
    following = page.find(".//button[@name='page']").get("value")
    page = html(client.post("/admin/people/links", data={"unit": house.east.id, "page": following}))
    assert len(page.find_all(".//li[@class='link-card']")) == 1


def test_the_file_is_not_called_optional(client, house):
    client.sign_in(house.administrator)
    page = html(client.get("/admin/people/import"))
    assert text_of(page.find(".//label[@for='file']")) == "文件"


def test_a_preview_asks_the_database_a_few_times_however_long_it_is(client, hand_in, query_count):
    rows = "".join(f"学员{n},p{n:04d},东馆\n" for n in range(400))
    address = hand_in("姓名,登录名,部门\n" + rows)
    with query_count() as queries:
        client.get(address)
    assert len(queries.statements) <= 10


def test_learners_stay_learners(client, house, hand_in, run_jobs, db_session):
    address = hand_in("姓名,登录名,角色\n丁一,d1,管理员\n", account=house.organizer)
    client.post(address, data={"action": "confirm", "problems": "skip"})
    run_jobs()
    assert "d1" not in names(db_session)
    assert db_session.scalar(select(func.count()).where(Membership.role == Role.ADMINISTRATOR)) == 1
