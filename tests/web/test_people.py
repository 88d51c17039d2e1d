import re

import pytest

from studyapp.db import is_writing
from studyapp.people import passwords
from studyapp.people.accounts import activation_token
from studyapp.people.models import Account, SignInThrottle
from studyapp.people.set_up_code import get_code
from tests.page import html
from tests.people.houses import PASSWORD, make_house


def sign_in_with(client, name, password, **more):
    return client.post("/sign-in", data={"sign_in_name": name, "password": password} | more)


def test_an_empty_installation_leads_to_the_set_up(client):
    assert client.get("/account").headers["Location"] == "/set-up"
    assert client.get("/sign-in").headers["Location"] == "/set-up"


def test_the_first_visitor_sets_up_with_the_code_once(client, app, scratch):
    form = {
        "code": "WRONG",
        "organization": "河东图书馆",
        "name": "王馆长",
        "sign_in_name": "guanzhang",
        "new_password": PASSWORD,
        "again": PASSWORD,
    }
    refused = client.post("/set-up", data=form)
    assert refused.status_code == 422
    assert "设置码不对" in html(refused).text
    taken = client.post("/set-up", data=form | {"code": get_code(scratch.folder).lower()})
    assert taken.status_code == 303
    assert html(client.get("/account")).heading == "我的账号"
    assert client.get("/set-up").status_code == 409


def test_signing_in_and_out(client, db_session):
    house = make_house()
    refused = sign_in_with(client, house.learner.sign_in_name, "not this one")
    assert refused.status_code == 422
    assert "登录名或密码不对" in html(refused).text
    assert (
        sign_in_with(client, house.learner.sign_in_name.upper(), PASSWORD, next="/account").headers["Location"]
        == "/account"
    )
    assert client.get("/account").status_code == 200
    client.post("/sign-out")
    assert client.get("/account").headers["Location"] == "/sign-in?next=/account"


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/\r/x", ""],
)
def test_no_sign_in_leads_elsewhere(client, db_session, address):
    house = make_house()
    response = sign_in_with(client, house.learner.sign_in_name, PASSWORD, next=address)
    assert response.headers["Location"] == "/sign-in"


def test_guessing_is_slowed_down_and_survives_the_refusal(client, db_session):
    house = make_house()
    for _ in range(5):
        sign_in_with(client, house.learner.sign_in_name, "not this one")
    response = sign_in_with(client, house.learner.sign_in_name, PASSWORD)
    assert response.status_code == 429
    assert db_session.query(SignInThrottle).count() == 2


def test_a_changed_password_signs_other_devices_out(client, app, sign_in, db_session):
    house = make_house()
    other = sign_in(app.test_client(), house.learner)
    sign_in(client, house.learner)
    new = "傍晚七点的桥头灯火"
    wrong = client.post("/account/password", data={"present": "x" * 9, "new_password": new, "again": new})
    assert wrong.status_code == 422
    changed = client.post("/account/password", data={"present": PASSWORD, "new_password": new, "again": new})
    assert changed.status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_guessing_the_present_password_is_slowed_down_and_survives_the_refusal(client, sign_in, db_session):
    sign_in(client, make_house().learner)
    new = "傍晚七点的桥头灯火"
    form = {"present": "not this one", "new_password": new, "again": new}
    assert [client.post("/account/password", data=form).status_code for _ in range(5)] == [422] * 5
    refused = client.post("/account/password", data=form | {"present": PASSWORD})
    assert refused.status_code == 429
    assert "分钟" in html(refused).text


class WatchedHasher:
    """The hasher, refusing to work while a writing transaction is open."""

    def __init__(self, hasher):
        self.hasher = hasher

    def __getattr__(self, name):
        assert not is_writing(), "a slow hash inside a writing transaction"
        return getattr(self.hasher, name)


def test_no_password_is_hashed_inside_a_writing_transaction(client, app, sign_in, db_session, scratch, monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", WatchedHasher(passwords._hasher))
    new = "傍晚七点的桥头灯火"
    first = {"organization": "河东图书馆", "name": "王馆长", "sign_in_name": "guanzhang"}
    first |= {"code": get_code(scratch.folder), "new_password": PASSWORD, "again": PASSWORD}
    assert client.post("/set-up", data=first).status_code == 303
    form = {"present": PASSWORD, "new_password": new, "again": new}
    assert client.post("/account/password", data=form).status_code == 303
    assert sign_in_with(app.test_client(), "guanzhang", new).status_code == 303
    account = db_session.query(Account).one()
    path = f"/activate/{activation_token(account, app.config['SECRET_KEY'])}"
    assert app.test_client().post(path, data={"new_password": PASSWORD, "again": PASSWORD}).status_code == 303


def test_a_new_person_sets_a_password_through_the_link(client, app, sign_in, db_session):
    house = make_house()
    sign_in(client, house.organizer)
    form = {"name": "新人丁", "sign_in_name": "xinren", "unit_id": house.east.id, "role": "learner"}
    page = html(client.post("/admin/people", data=form))
    link = page.find(".//input[@id='link']").get("value")
    path = "/" + link.split("/", 3)[3]
    visitor = app.test_client()
    assert "新人丁" in html(visitor.get(path)).text
    differing = visitor.post(path, data={"new_password": PASSWORD, "again": "something else"})
    assert differing.status_code == 422
    assert visitor.post(path, data={"new_password": PASSWORD, "again": PASSWORD}).status_code == 303
    assert visitor.get("/account").status_code == 200
    assert html(visitor.get(path)).status == 404
    account = db_session.query(Account).filter_by(sign_in_name="xinren").one()
    assert account.password_hash


def test_the_language_is_remembered(client, sign_in, db_session):
    house = make_house()
    sign_in(client, house.learner)
    client.post("/account/language", data={"locale": "en"})
    assert html(client.get("/account")).heading == "My account"
    assert client.post("/account/language", data={"locale": "xx"}).status_code == 404


def test_every_page_forbids_inline_code_and_foreign_sources(client, db_session):
    make_house()
    response = client.get("/sign-in")
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)
    assert response.headers["Cache-Control"] == "no-store"


def test_units_are_added_renamed_and_removed(client, sign_in, db_session):
    house = make_house()
    sign_in(client, house.administrator)
    assert client.post("/admin/units", data={"name": "北馆", "parent_id": house.root.id}).status_code == 303
    assert client.post("/admin/units", data={"name": "北馆", "parent_id": house.root.id}).status_code == 422
    assert client.post(f"/admin/units/{house.west.id}/name", data={"name": "西分馆"}).status_code == 303
    assert client.post(f"/admin/units/{house.east.id}/remove").status_code == 409
    assert client.post(f"/admin/units/{house.west.id}/remove").status_code == 303
    page = html(client.get("/admin/units"))
    names = [element.get("value") for element in page.find_all(".//input[@name='name']")]
    assert "北馆" in names
    assert "西分馆" not in names


def test_the_header_leads_to_the_places_of_one_s_role(client, sign_in, db_session):
    house = make_house()
    sign_in(client, house.administrator)
    page = html(client.get("/admin/units"))
    here = [element for element in page.find_all(".//nav/a") if element.get("aria-current") == "page"]
    assert [element.get("href") for element in here] == ["/admin/units"]
