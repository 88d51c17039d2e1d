"""Signing in through an identity provider: a faithful one that runs beside the tests and signs its tokens."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import func, select

from studyapp.people.accounts import create_account
from studyapp.people.identities import ExternalIdentity
from studyapp.people.models import Account, AuditEntry, Role
from studyapp.people.organizations import add_membership
from tests.page import html
from tests.people.houses import NOON, PASSWORD_HASH, make_house
from tests.web.identity_provider import CLIENT_ID, CLIENT_SECRET, running

REFUSED = "统一身份认证的结果未能核实"


@pytest.fixture(scope="module")
def one_provider():
    with running() as provider:
        yield provider


@pytest.fixture
def provider(app, one_provider, monkeypatch):
    """The provider, known to the application, honest and vouching for d1."""
    one_provider.claims = {"sub": "s-1", "preferred_username": "d1", "name": "丁一"}
    one_provider.lies, one_provider.key, one_provider.is_silent = {}, one_provider.own_key, False
    for name, value in {
        "OIDC_ISSUER": one_provider.url,
        "OIDC_CLIENT_ID": CLIENT_ID,
        "OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "OIDC_NAME": "统一门户",
    }.items():
        monkeypatch.setitem(app.config, name, value)
    yield one_provider
    app.extensions.pop("studyapp.oidc", None)


@pytest.fixture
def person(db_session):
    """A learner whom the provider knows by the same name."""
    house = make_house()
    account = create_account("d1", "丁一", NOON, password_hash=PASSWORD_HASH)
    add_membership(house.east, account, Role.LEARNER, NOON)
    db_session.commit()
    return account


def go_there(client, next_page=None):
    answer = client.get("/sign-in/provider", query_string={"next": next_page} if next_page else {})
    assert answer.status_code == 302
    return answer.location


def come_back(client, provider, address=None):
    return client.get(_path(provider.authorize(address or go_there(client))))


def _path(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def is_signed_in(client):
    return client.get("/account").status_code == 200


def test_without_a_provider_there_is_no_such_way_in(client, db_session):
    make_house()
    assert "sign-in/provider" not in client.get("/sign-in").text
    for page in ("/sign-in/provider", "/sign-in/provider/back?code=x&state=y"):
        assert client.get(page).status_code == 404


def test_a_person_known_by_name_is_signed_in_and_linked(client, provider, person, db_session):
    page = html(client.get("/sign-in?next=/account"))
    assert page.link("用统一门户登录") == "/sign-in/provider?next=/account"
    answer = come_back(client, provider, go_there(client, "/account"))
    assert (answer.status_code, answer.location) == (303, "/account")
    assert is_signed_in(client)
    linked = db_session.scalars(select(ExternalIdentity)).one()
    assert (linked.account_id, linked.issuer, linked.subject) == (person.id, provider.url, "s-1")
    assert db_session.scalars(select(AuditEntry.action)).all() == ["sign-in.provider"]


def test_the_subject_tells_who_it_is_also_under_another_name(client, provider, person, db_session):
    come_back(client, provider)
    client.post("/sign-out")
    provider.claims = {"sub": "s-1", "preferred_username": "renamed", "name": "丁一"}
    come_back(client, provider)
    assert "丁一" in html(client.get("/account")).text


def test_another_subject_does_not_take_over_a_linked_account(client, provider, person):
    come_back(client, provider)
    client.post("/sign-out")
    provider.claims = {"sub": "s-2", "preferred_username": "d1"}
    answer = come_back(client, provider)
    assert answer.status_code == 409
    assert "已关联统一身份认证中的另一个人" in html(answer).text
    assert not is_signed_in(client)


def test_nobody_is_made_silently(client, provider, db_session):
    make_house()
    before = db_session.scalar(select(func.count()).select_from(Account))
    answer = come_back(client, provider)
    assert answer.status_code == 404
    assert "这里没有登录名为“d1”的人" in html(answer).text
    assert db_session.scalar(select(func.count()).select_from(Account)) == before


def test_where_the_setting_allows_it_an_account_is_made_that_belongs_nowhere_yet(
    app, client, provider, db_session, monkeypatch
):
    make_house()
    monkeypatch.setitem(app.config, "OIDC_CREATE", True)
    come_back(client, provider)
    assert "丁一" in html(client.get("/account")).text
    assert client.get("/").status_code in {303, 403}


def test_a_mail_address_counts_once_the_provider_has_proved_it(app, client, provider, db_session, monkeypatch):
    house = make_house()
    account = create_account("ding@example.org", "丁一", NOON)
    add_membership(house.east, account, Role.LEARNER, NOON)
    monkeypatch.setitem(app.config, "OIDC_ACCOUNT_CLAIM", "email")
    provider.claims = {"sub": "s-1", "email": "ding@example.org"}
    assert come_back(client, provider).status_code == 422
    provider.claims["email_verified"] = True
    assert come_back(client, provider).status_code == 303
    assert is_signed_in(client)


def test_an_account_that_is_switched_off_stays_off(client, provider, person, db_session):
    come_back(client, provider)
    client.post("/sign-out")
    db_session.get_one(Account, person.id).is_active = False
    assert come_back(client, provider).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-client"},
        {"aud": ["another-client"]},
        {"exp": int(time.time()) - 3600},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"iat": int(time.time()) + 3600, "nbf": int(time.time()) + 3600},
    ],
)
def test_a_token_that_lies_is_refused_in_one_sentence(client, provider, person, lies, db_session):
    provider.lies = lies
    answer = come_back(client, provider)
    assert answer.status_code == 403
    assert REFUSED in html(answer).text
    assert not is_signed_in(client)
    assert db_session.scalars(select(AuditEntry.action)).all() == ["sign-in.fail"]


def test_a_token_signed_with_another_key_is_refused(client, provider, person):
    provider.key = RSAKey.generate_key(2048, {"kid": "1"})
    assert come_back(client, provider).status_code == 403
    assert not is_signed_in(client)


def test_an_answer_serves_once_and_only_the_browser_that_asked(app, client, provider, person):
    back = _path(provider.authorize(go_there(client)))
    stranger = app.test_client()
    assert stranger.get(back).status_code == 403, "no state of this browser's"
    assert client.get(back).status_code == 303
    client.post("/sign-out")
    assert client.get(back).status_code == 403, "used before"
    assert not is_signed_in(client)


def test_a_code_of_another_sign_in_is_refused(app, client, provider, person):
    other = app.test_client()
    stolen = parse_qs(urlsplit(provider.authorize(go_there(other))).query)["code"][0]
    state = parse_qs(urlsplit(go_there(client)).query)["state"][0]
    answer = client.get("/sign-in/provider/back", query_string={"code": stolen, "state": state})
    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_one_who_declines_at_the_provider_is_told_so(client, provider, person):
    state = parse_qs(urlsplit(go_there(client)).query)["state"][0]
    answer = client.get("/sign-in/provider/back", query_string={"error": "access_denied", "state": state})
    assert answer.status_code == 403
    assert REFUSED in html(answer).text


def test_a_provider_that_is_down_is_said_to_be(client, provider, person):
    provider.is_silent = True
    answer = client.get("/sign-in/provider")
    assert answer.status_code == 503
    assert "统一身份认证没有响应" in html(answer).text
    provider.is_silent = False
    assert come_back(client, provider).status_code == 303, "the next try begins anew"


def test_one_is_never_led_to_another_site(client, provider, person):
    answer = come_back(client, provider, go_there(client, "https://elsewhere.example/"))
    assert answer.location == "/sign-in"


def test_answers_that_nobody_asked_for_are_slowed_down_and_fill_no_log(client, provider, db_session):
    statuses = [client.get("/sign-in/provider/back?code=1&state=guessed").status_code for _ in range(52)]
    assert statuses[-1] == 429
    assert db_session.scalar(select(func.count()).where(AuditEntry.action == "sign-in.fail")) == 50
