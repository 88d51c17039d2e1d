"""Asking for reports in the browser."""

import pytest

from studyapp import office
from studyapp.people.models import Membership, Role
from studyapp.people.organizations import add_membership
from studyapp.study.report_models import Report
from tests.page import html
from tests.people.houses import NOON, make_house
from tests.study.classroom import make_classroom


@pytest.fixture
def room(db_session):
    return make_classroom()


@pytest.fixture
def address(room):
    return f"/reports/assignments/{room.assignment.id}"


def test_a_report_is_asked_for_made_and_taken_away(client, sign_in, room, address, run_jobs):
    sign_in(client, room.house.organizer)
    assert "还没有报告" in html(client.get(address)).text
    assert client.post(address, data={"kind": "xlsx"}).location == address
    waiting = html(client.get(address))
    assert "正在排队" in waiting.text
    run_jobs()
    made = html(client.get(address))
    answer = client.get(_file(made))
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"


def _file(page):
    return next(link.get("href") for link in page.root.iter("a") if "/file" in link.get("href", ""))


def test_a_pdf_without_libreoffice_says_what_to_do(client, sign_in, room, address, run_jobs, monkeypatch):
    monkeypatch.setattr(office, "_PROGRAMS", ())
    sign_in(client, room.house.organizer)
    assert not html(client.get(address)).find_all(".//button[@value='pdf']")
    client.post(address, data={"kind": "pdf"})
    run_jobs()
    assert "没有安装 LibreOffice" in html(client.get(address)).text


def test_nobody_else_sees_a_report(client, sign_in, room, address, run_jobs, db_session):
    sign_in(client, room.house.organizer)
    client.post(address, data={"kind": "docx"})
    run_jobs()
    report = db_session.query(Report).one()
    other = make_house("河西图书馆")
    for account in (room.house.administrator, other.administrator, other.organizer):
        sign_in(client, account)
        for path in (f"/reports/{report.id}/file", f"/reports/{report.id}/progress"):
            assert client.get(path).status_code == 404
        assert client.post(f"/reports/{report.id}/remove").status_code == 404
    sign_in(client, other.administrator)
    assert client.get(address).status_code == 404
    assert client.post(address, data={"kind": "docx"}).status_code == 404


def test_an_organizer_of_other_units_gets_no_report_of_this_assignment(client, sign_in, room, address):
    add_membership(room.house.west, room.house.learner, Role.ORGANIZER, NOON)
    sign_in(client, room.house.learner)
    assert client.post(address, data={"kind": "xlsx"}).status_code == 404


def test_who_lost_the_role_meanwhile_gets_no_report(client, sign_in, room, address, run_jobs, db_session):
    sign_in(client, room.house.organizer)
    client.post(address, data={"kind": "xlsx"})
    for membership in db_session.query(Membership).filter_by(account_id=room.house.organizer.id):
        membership.left_at = NOON
    run_jobs()
    assert db_session.query(Report).one().made_at is None


def test_a_report_that_is_not_ready_or_unknown_is_a_sentence(client, sign_in, room, address, db_session):
    sign_in(client, room.house.organizer)
    assert client.post(address, data={"kind": "exe"}).status_code == 422
    client.post(address, data={"kind": "xlsx"})
    report = db_session.query(Report).one()
    assert client.get(f"/reports/{report.id}/file").status_code == 409
    assert client.post(f"/reports/{report.id}/remove").status_code == 303
    assert db_session.query(Report).count() == 0
