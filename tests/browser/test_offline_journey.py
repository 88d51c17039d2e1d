"""A learner whose network goes away in the middle: nothing given is lost, and nothing newer is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from studyapp import clock
from studyapp.cases.casebook_text import CasePicture, Picture
from studyapp.cases.pictures import keep_pictures, place_pictures
from studyapp.db import begin_writing, db
from studyapp.people.accounts import create_account
from studyapp.study.models import Attempt, Response
from tests.browser.network import Network, network_to
from tests.browser.product import LiveServer
from tests.browser.studying import begin, signed_in
from tests.cases.picture_files import drawn
from tests.people.houses import PASSWORD, PASSWORD_HASH
from tests.study.classroom import Classroom, join

KEPT = re.compile("已保存在本机")
SAVED = re.compile("已保存 ")


@pytest.fixture
def network(live_server: LiveServer) -> Iterator[Network]:
    """The way from the phone to the product."""
    with network_to(live_server.url) as network:
        yield network


@pytest.fixture
def phone(chromium: Browser, network: Network, room: Classroom) -> Iterator[Page]:
    """The learner on a phone where failing requests are expected."""
    context = chromium.new_context(base_url=network.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(15_000)
    yield signed_in(context.new_page(), room)
    context.close()


def ready(phone: Page) -> None:
    """Wait until the open page and its quiz are kept."""
    expect(phone.locator("html[data-offline-ready]")).to_be_attached(timeout=15_000)


def choose(phone: Page, place: int, words: re.Pattern[str]) -> None:
    phone.locator(".option").nth(place).click()
    expect(phone.locator("[data-save-state]")).to_have_text(words, timeout=15_000)


def stored(attempt: Attempt) -> list[tuple[int, int, bool]]:
    db.session.rollback()
    query = db.select(Response).filter_by(attempt_id=attempt.id).order_by(Response.id)
    return sorted((one.position, one.version, one.is_late) for one in db.session.scalars(query))


def expect_stored(phone: Page, attempt: Attempt, wanted: list[tuple[int, int, bool]]) -> None:
    for _ in range(100):
        if stored(attempt) == wanted:
            return
        phone.wait_for_timeout(100)
    assert stored(attempt) == wanted


def test_a_quiz_goes_on_without_a_network_and_arrives_when_it_is_back(phone, network, room):
    attempt = begin(phone, room)
    ready(phone)
    network.cut(phone.context)
    choose(phone, 1, KEPT)
    phone.get_by_role("button", name="保存并继续").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("2/6")
    choose(phone, 2, KEPT)
    phone.locator("[data-previous]").click()
    expect(phone.locator(".option input").nth(1)).to_be_checked()
    assert stored(attempt) == []
    network.mend(phone.context)
    expect_stored(phone, attempt, [(1, 1, False), (2, 1, False)])


def test_answers_outlive_the_tab(phone, network, room):
    attempt = begin(phone, room)
    ready(phone)
    context = phone.context
    network.cut(context)
    choose(phone, 1, KEPT)
    phone.close()
    network.mend(context)
    later = context.new_page()
    later.goto("/")
    expect(later.locator("[data-offline-words]")).to_contain_text("已经提交并保存")
    assert stored(attempt) == [(1, 1, False)]


def test_a_case_that_was_opened_can_be_read_and_one_that_was_not_says_so(phone, network, room):
    case = f"/study/{room.assignment.id}/cases/{room.cases[0].id}"
    phone.goto(case)
    ready(phone)
    network.cut(phone.context)
    phone.goto(case)
    expect(phone.get_by_text(room.revisions[0].body.split("\n")[0])).to_be_visible()
    phone.goto(f"/study/{room.assignment.id}/cases/{room.cases[1].id}")
    expect(phone.get_by_role("heading", level=1)).to_have_text("现在没有网络")


def test_the_pictures_of_a_case_that_was_opened_are_there_without_a_network(phone, network, room):
    write()
    picture = Picture(0, "a" * 64, "image/png", 320, 200, "", drawn())
    keep_pictures(room.house.organization.id, [picture], clock.now())
    place_pictures(room.revisions[0], [CasePicture("body", 0, "a" * 64, "门口")])
    db.session.commit()
    case = f"/study/{room.assignment.id}/cases/{room.cases[0].id}"
    phone.goto(case)
    ready(phone)
    phone.reload()
    image = phone.get_by_role("img", name="门口")
    expect(image).to_be_visible()
    network.cut(phone.context)
    phone.goto(case)
    expect(image).to_be_visible()
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320


def test_a_newer_answer_of_another_device_is_not_overwritten(phone, network, room, chromium, live_server):
    attempt = begin(phone, room)
    ready(phone)
    network.cut(phone.context)
    choose(phone, 1, KEPT)
    desk = signed_in(chromium.new_context(base_url=live_server.url, locale="zh-CN").new_page(), room)
    desk.goto(f"/attempts/{attempt.id}/questions/1")
    choose(desk, 0, SAVED)
    network.mend(phone.context)
    expect(phone.locator("[data-save-state]")).to_contain_text("另一个页面或设备", timeout=35_000)
    assert stored(attempt) == [(1, 1, False)]
    desk.context.close()


def test_what_arrives_after_the_time_is_kept_as_late_and_said(phone, network, room):
    attempt = begin(phone, room)
    ready(phone)
    context = phone.context
    network.cut(context)
    choose(phone, 1, KEPT)
    phone.close()
    write()
    db.session.get(Attempt, attempt.id).closes_at = clock.now()
    db.session.commit()
    network.mend(context)
    later = context.new_page()
    later.goto("/progress")
    expect(later.locator("[data-offline-words]")).to_contain_text("不计分")
    assert stored(attempt) == [(1, 1, True)]


def test_the_answers_of_one_account_are_not_sent_by_another(phone, network, room):
    attempt = begin(phone, room)
    ready(phone)
    context = phone.context
    network.cut(context)
    choose(phone, 1, KEPT)
    phone.close()
    write()
    neighbour = create_account(f"n{room.house.organization.id}", "邻座", clock.now(), password_hash=PASSWORD_HASH)
    join(room.house, neighbour)
    db.session.commit()
    context.clear_cookies()
    network.mend(context)
    later = context.new_page()
    sign_in(later, neighbour.sign_in_name)
    expect(later.locator("[data-offline-words]")).to_contain_text("另一个账号")
    assert stored(attempt) == []
    assert later.evaluate("caches.open('pages').then((pages) => pages.match('/attempts/1/questions/1'))") is None
    later.locator(".person-menu summary").click()
    later.get_by_role("button", name="退出").click()
    expect(later.locator("[name=sign_in_name]")).to_be_visible()
    sign_in(later, room.house.learner.sign_in_name)
    expect(later.locator("[data-offline-words]")).to_contain_text("已经提交并保存")
    assert stored(attempt) == [(1, 1, False)]


def test_signing_out_leaves_no_page_behind(phone, network, room):
    phone.goto(f"/study/{room.assignment.id}/cases/{room.cases[0].id}")
    ready(phone)
    count = "caches.open('pages').then((pages) => pages.keys()).then((keys) => keys.length)"
    assert phone.evaluate(count) > 0
    phone.locator(".person-menu summary").click()
    phone.get_by_role("button", name="退出").click()
    expect(phone.locator("[name=sign_in_name]")).to_be_visible()
    assert phone.evaluate(count) == 0


def write() -> None:
    """Begin to write in the product's database, after whatever the server has written meanwhile."""
    db.session.rollback()
    begin_writing()


def sign_in(page: Page, name: str) -> None:
    page.goto("/sign-in")
    page.locator("[name=sign_in_name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".site-nav")).to_be_visible()
