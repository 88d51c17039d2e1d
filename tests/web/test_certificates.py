"""Certificates on the pages: the learner's, the public one, the organizer's."""

from __future__ import annotations

import re

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.exchange import pdf_font
from studyapp.people.models import AuditEntry
from studyapp.study.certificate_models import Certificate
from studyapp.study.models import Attempt
from studyapp.web.certificate_words import link_of
from tests.page import html, text_of
from tests.people.houses import NOON
from tests.study.classroom import make_classroom


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def room(db_session, client):
    """A learner who has passed, signed in."""
    room = make_classroom()
    client.sign_in(room.house.learner)
    client.post(f"/study/{room.assignment.id}/attempts")
    attempt = db.session.scalars(db.select(Attempt)).one()
    room.answer(attempt, right=6)
    client.post(f"/attempts/{attempt.id}/hand-in", data={"confirmed": "yes"})
    html(client.get("/my-certificates"))
    return room


def one():
    return db.session.scalars(db.select(Certificate)).one()


def link_on(page):
    """Return number and code as they stand on the certificate."""
    return [text_of(cell) for cell in page.find_all(".//dd[@class='check-code']")]


def test_a_learner_finds_reads_and_takes_it_along(client, room):
    page = html(client.get("/progress"))
    page = html(client.get(page.link("我的学习证书")))
    page = html(client.get(page.link("两个案例")))
    assert "学员丙" in page.text
    assert "成绩合格" in page.text
    file = client.get(page.link("下载 PDF"))
    assert file.mimetype == "application/pdf"
    assert file.data.startswith(b"%PDF")


def test_anybody_checks_it_without_signing_in_and_sees_the_name_in_part(client, app, room):
    number, code = link_on(html(client.get(f"/my-certificates/{one().id}")))
    stranger = app.test_client()
    page = html(stranger.get(f"/certificates/check?number={number}&code={code}"))
    assert "真实有效" in page.text
    for words in ("学*丙", "两个案例", "河东图书馆", number):
        assert words in page.text
    assert "学员丙" not in page.text


def test_guessing_is_slowed_down(app, room):
    stranger = app.test_client()
    tries = [stranger.get(f"/certificates/check?number={one().number}&code=0000000{n % 10}") for n in range(21)]
    assert {response.status_code for response in tries[:20]} == {404}
    assert "逐字核对" in html(tries[0]).text
    assert tries[20].status_code == 429


def test_the_code_on_paper_leads_to_the_configured_address(app, room, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://study.example.cn")
    with app.test_request_context():
        link = link_of(one())
    assert re.fullmatch(r"https://study\.example\.cn/certificates/check\?number=2026-\w+&code=\w{8}", link)


def test_an_organizer_revokes_with_a_reason_and_takes_it_back(client, app, room):
    number, code = link_on(html(client.get(f"/my-certificates/{one().id}")))
    client.sign_in(room.house.organizer)
    page = html(client.get(f"/certificates/of/{room.assignment.id}"))
    address = page.find(".//td/a").get("href")
    assert client.post(address, data={"reason": ""}).status_code == 422
    assert client.post(address, data={"reason": "代答"}).status_code == 303
    stranger = app.test_client()
    page = html(stranger.get(f"/certificates/check?number={number}&code={code}"))
    assert "撤销" in page.text
    assert "代答" not in page.text
    client.sign_in(room.house.learner)
    assert "代答" in html(client.get(f"/my-certificates/{one().id}")).text
    assert client.get(f"/my-certificates/{one().id}.pdf").status_code == 409
    client.sign_in(room.house.organizer)
    html(client.get(f"/certificates/of/{room.assignment.id}"))
    assert client.post(f"/certificates/{one().id}/restoration").status_code == 303
    actions = db.session.scalars(db.select(AuditEntry.action).filter_by(subject_kind="certificate")).all()
    assert sorted(actions) == ["certificate.restore", "certificate.revoke"]


def test_the_certificate_of_somebody_else_is_not_there(client, room):
    client.sign_in(room.house.organizer)
    assert client.get(f"/my-certificates/{one().id}").status_code == 404
    assert client.get(f"/my-certificates/{one().id}.pdf").status_code == 404
    client.sign_in(room.house.learner)
    assert client.get(f"/certificates/{one().id}/revocation").status_code == 403


def test_without_a_chinese_font_the_page_says_what_to_do(client, room, monkeypatch):
    monkeypatch.setattr(pdf_font, "FONTS", [])
    response = client.get(f"/my-certificates/{one().id}.pdf")
    assert response.status_code == 422
    assert "可以直接打印页面" in html(response).text


def test_before_the_first_one_the_list_says_how_to_get_it(client, db_session):
    other = make_classroom()
    client.sign_in(other.house.learner)
    assert "还没有学习证书" in html(client.get("/my-certificates")).text
