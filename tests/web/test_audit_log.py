"""The administrator's page of the audit log."""

import csv
import io

import pytest
from sqlalchemy import select

from studyapp.people.audit import Deed, record
from studyapp.people.models import AuditEntry
from tests.page import html, text_of
from tests.people.houses import NOON, PASSWORD, make_house

WECHAT = "Mozilla/5.0 (Linux; Android 14; V2312A) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.47"


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def log(client, house, sign_in):
    def opened(**choice):
        sign_in(client, house.administrator)
        return html(client.get("/admin/audit", query_string=choice))

    return opened


def rows(page):
    return [[text_of(cell) for cell in row.findall("td")] for row in page.find_all(".//tbody/tr")]


def many(house, db_session, count):
    for number in range(count):
        record(house.actor(house.administrator), Deed("unit.add", "unit", None, {"name": f"第{number}组"}), NOON)
    db_session.commit()


def test_a_deed_is_shown_with_who_what_before_and_after_and_from_where(client, house, sign_in, log):
    sign_in(client, house.administrator)
    client.post(f"/admin/units/{house.east.id}/name", data={"name": "东区"}, headers={"User-Agent": WECHAT})
    (row,) = rows(log())
    assert row[0] == "1"
    assert row[2:6] == ["管理员甲", "部门改名", "部门 东区", "东馆 → 东区"]
    assert row[6] == "127.0.0.1Android · WeChat"


def test_signing_in_and_failing_to_is_written_down_without_what_was_typed(client, house, log, db_session):
    name = house.learner.sign_in_name
    for typed, password in ((name, "wrong password"), ("no such name", "secret thing"), (name, PASSWORD)):
        client.post("/sign-in", data={"sign_in_name": typed, "password": password})
    assert [row[3] for row in rows(log())] == ["登录", "登录失败"]
    kept = db_session.scalars(select(AuditEntry)).all()
    assert {one.organization_id for one in kept} == {house.organization.id, None}
    assert not any("no such name" in str(vars(one)) or "secret" in str(vars(one)) for one in kept)


def test_a_refusal_is_written_down_though_its_transaction_was_rolled_back(client, house, sign_in, log):
    sign_in(client, house.learner)
    assert client.get("/admin/units").status_code == 403
    assert client.post(f"/admin/units/{house.east.id}/name", data={"name": "东区"}).status_code == 403
    assert [row[2:4] for row in rows(log())] == [["学员丙", "访问无权打开的页面"]] * 2


def test_one_who_keeps_trying_does_not_fill_the_log(client, house, sign_in, db_session):
    sign_in(client, house.learner)
    for _ in range(25):
        client.get("/admin/units")
    assert len(db_session.scalars(select(AuditEntry)).all()) == 20


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"who": "丙"}, {"登录"}),
        ({"action": "unit.add"}, {"添加部门"}),
        ({"action": "unit."}, {"添加部门"}),
        ({"kind": "account", "id": "{learner}"}, {"登录"}),
        ({"since": "2026-03-03"}, set()),
        ({"until": "2026-03-01"}, set()),
        ({"since": "2026-03-02", "until": "2026-03-02"}, {"添加部门", "登录"}),
        ({"since": "no day", "before": "x", "id": "99999999999"}, {"添加部门", "登录"}),
        ({"who": "%"}, set()),
    ],
)
def test_a_choice_narrows_the_log(house, log, db_session, choice, found):
    many(house, db_session, 1)
    record(house.actor(house.learner), Deed("sign-in.done", "account", house.learner.id), NOON)
    db_session.commit()
    choice = {name: value.format(learner=house.learner.id) for name, value in choice.items()}
    assert {row[3] for row in rows(log(**choice))} == found


def test_pages_follow_each_other_by_number_without_gap_or_repetition(house, log, db_session, client):
    many(house, db_session, 120)
    seen, page = [], log(action="unit.add")
    seen += [row[0] for row in rows(page)]
    for _ in range(2):
        page = html(client.get(page.link("较早")))
        seen += [row[0] for row in rows(page)]
    assert seen == [str(number) for number in range(120, 0, -1)]
    page = html(client.get(page.link("较新")))
    assert [row[0] for row in rows(page)] == [str(number) for number in range(70, 20, -1)]


def test_the_log_of_another_organization_is_not_shown(house, log, db_session):
    many(make_house("河西图书馆"), db_session, 2)
    assert rows(log()) == []


def test_the_export_opens_in_a_spreadsheet_and_runs_nothing(client, house, sign_in, db_session):
    record(house.actor(house.administrator), Deed("unit.add", "unit", None, {"name": "=1+1"}), NOON)
    db_session.commit()
    sign_in(client, house.administrator)
    answer = client.get("/admin/audit.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert header[:4] == ["序号", "时间", "人员", "事项"]
    assert row[:6] == ["1", "2026-03-02 12:00:00", "管理员甲", "添加部门", "部门", "'=1+1"]
    assert db_session.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)).all()[-1] == "audit.export"
