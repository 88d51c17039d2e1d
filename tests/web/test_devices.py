"""The devices one is signed in on, in browsers without JavaScript."""

from __future__ import annotations

import pytest

from studyapp import clock
from studyapp.db import db
from studyapp.people.models import AuditEntry
from studyapp.people.sign_in_models import DeviceSignIn
from studyapp.people.sign_ins import ON_ITS_WAY, ROTATED_EVERY, SEEN_EVERY
from tests.page import html, text_of
from tests.people.houses import NOON, PASSWORD, make_house

PHONE = "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/70 Mobile MicroMessenger/8.0"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Edg/120"


@pytest.fixture
def house(db_session):
    return make_house()


@pytest.fixture
def browser(app, house):
    """`browser(user_agent)`: another browser in which the learner signs in through the page."""

    def opened(agent):
        made = app.test_client()
        made.environ_base["HTTP_USER_AGENT"] = agent
        form = {"sign_in_name": house.learner.sign_in_name, "password": PASSWORD}
        assert made.post("/sign-in", data=form).status_code == 303
        return made

    return opened


def devices(client):
    return [text_of(one) for one in html(client.get("/account")).find_all(".//section[@aria-labelledby='devices']//h3")]


def is_signed_in(client):
    return client.get("/account").status_code == 200


def buttons(client):
    page = html(client.get("/account"))
    return [one.get("action") for one in page.root.iter("form") if "/account/devices/" in one.get("action", "")]


def test_they_are_listed_in_words_and_one_is_signed_out(browser):
    phone, desk = browser(PHONE), browser(DESK)
    assert devices(desk) == ["Windows · Edge 本机", "Android · WeChat"]
    one, others = buttons(desk)
    assert others.endswith("sign-out-others")
    assert desk.post(one).status_code == 303
    assert not is_signed_in(phone)
    assert is_signed_in(desk)
    assert desk.post(one).status_code == 404
    assert db.session.scalars(db.select(AuditEntry).filter_by(action="sign-in.end")).one()


def test_all_others_are_signed_out_at_once(browser):
    others, mine = [browser(PHONE), browser(PHONE)], browser(DESK)
    assert mine.post("/account/devices/sign-out-others").status_code == 303
    assert [is_signed_in(one) for one in [*others, mine]] == [False, False, True]
    assert len(buttons(mine)) == 0


def test_signing_out_ends_the_sign_in_on_the_server_too(app, browser):
    phone = browser(PHONE)
    with phone.session_transaction() as session:
        kept = dict(session)
    phone.post("/sign-out")
    with phone.session_transaction() as session:
        session.update(kept)
    assert not is_signed_in(phone)


def test_a_changed_password_signs_the_others_out_and_keeps_this_one(browser):
    phone, desk = browser(PHONE), browser(DESK)
    form = {"present": PASSWORD, "new_password": "黄昏七点的山间石阶", "again": "黄昏七点的山间石阶"}
    assert desk.post("/account/password", data=form).status_code == 303
    assert not is_signed_in(phone)
    assert devices(desk) == ["Windows · Edge 本机"]


def test_the_token_is_exchanged_daily_and_the_old_one_then_ends(browser):
    with clock.stopped_at(NOON):
        phone = browser(PHONE)
        with phone.session_transaction() as session:
            old = session["_user_id"]
    with clock.stopped_at(NOON + ROTATED_EVERY):
        assert is_signed_in(phone)
        with phone.session_transaction() as session:
            assert session["_user_id"] != old
    with clock.stopped_at(NOON + ROTATED_EVERY + ON_ITS_WAY):
        assert is_signed_in(phone)
        with phone.session_transaction() as session:
            session["_user_id"] = old
        assert not is_signed_in(phone)


def test_being_used_is_written_down_once_in_a_while_and_not_with_every_page(browser, query_count):
    with clock.stopped_at(NOON):
        phone = browser(PHONE)
        phone.get("/account")
        with query_count() as queries:
            phone.get("/account")
        assert not [one for one in queries.statements if one.lstrip().upper().startswith(("UPDATE", "INSERT"))]
    with clock.stopped_at(NOON + SEEN_EVERY):
        phone.get("/account")
    assert db.session.scalars(db.select(DeviceSignIn)).one().last_seen_at == NOON + SEEN_EVERY


def test_the_device_of_somebody_else_cannot_be_signed_out(app, browser, client):
    browser(PHONE)
    theirs = db.session.scalars(db.select(DeviceSignIn)).one().id
    client.sign_in(make_house("别处").learner)
    assert client.post(f"/account/devices/{theirs}/sign-out").status_code == 404


def test_a_cookie_of_before_is_asked_to_sign_in(client, house):
    with client.session_transaction() as session:
        session["_user_id"] = f"{house.learner.id}:1"
    assert client.get("/account").headers["Location"].startswith("/sign-in")
