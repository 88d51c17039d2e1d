"""An organizer imports a casebook in a real browser: upload, preview, undo, confirm, progress, casebook."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from studyapp.db import db
from tests.cases.books import BOOK
from tests.people.houses import PASSWORD, make_house

NOISY = BOOK.replace("协商会，请", "协商会，深人了解情况，请")
PATIENCE = 60_000  # the worker may be busy with somebody else's file


@pytest.fixture
def house(live_server, request):
    with live_server.app.app_context():
        house = make_house(f"馆 {request.node.name}"[:60])
        db.session.commit()
        yield house


@pytest.fixture
def desk(page: Page, house) -> Page:
    page.set_viewport_size({"width": 1280, "height": 900})
    return signed_in(page, house)


def signed_in(page: Page, house) -> Page:
    page.goto("/casebooks")  # leads to the sign-in, and back
    page.locator("[name=sign_in_name]").fill(house.organizer.sign_in_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("案例集", timeout=PATIENCE)
    return page


def hand_in(page: Page, text: str, name: str = "基层服务案例三则.txt") -> None:
    page.goto("/casebooks/import")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_role("button", name="提交并查看").click()


def test_a_file_becomes_a_casebook(desk):
    hand_in(desk, NOISY)
    expect(desk.get_by_role("heading", level=1)).to_have_text("识别结果", timeout=PATIENCE)
    expect(desk.locator(".raw-text ins.repaired")).to_have_text("入")
    desk.get_by_role("button", name="撤销").click()
    expect(desk.get_by_role("button", name="重新修复")).to_be_visible()
    expect(desk.locator(".clean-frame")).to_contain_text("深人了解")
    desk.get_by_role("button", name="重新修复").click()
    expect(desk.locator(".clean-frame")).to_contain_text("深入了解")
    desk.get_by_label("导入案例 3").uncheck()
    desk.get_by_label("案例 2 的标题").fill("公平秤的故事")
    desk.get_by_role("button", name="导入这些案例").click()
    expect(desk.get_by_role("link", name="公平秤的故事").first).to_be_visible(timeout=PATIENCE)
    expect(desk).to_have_url(re.compile(r"/casebooks/\d+$"))
    expect(desk.get_by_text("图书角搬进了候诊室")).to_have_count(0)


def test_the_preview_fits_a_phone_and_can_be_left_and_resumed(page, house):
    page.set_viewport_size({"width": 360, "height": 640})
    signed_in(page, house)
    hand_in(page, NOISY, "手机上传.txt")
    expect(page.get_by_role("heading", level=1)).to_have_text("识别结果", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto("/casebooks")
    page.get_by_role("link", name="手机上传.txt").click()
    expect(page.get_by_role("button", name="导入这些案例")).to_be_visible()


def test_a_picture_named_txt_is_explained(desk):
    hand_in(desk, "\x00PNG not really a text" + "\x00\x01" * 500, "照片.txt")
    expect(desk.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    expect(desk.get_by_role("button", name="重试")).to_be_visible()


def test_importing_works_without_javascript(chromium, live_server, house):
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = signed_in(context.new_page(), house)
    hand_in(page, NOISY)
    reload_until(page, "导入这些案例")
    page.get_by_role("button", name="导入这些案例").click()
    reload_until(page, None)
    expect(page.get_by_role("link", name="菜场里的公平秤").first).to_be_visible()
    context.close()


def reload_until(page: Page, button: str | None) -> None:
    """Press 刷新 as long as it is there."""
    for _ in range(120):
        if page.get_by_role("link", name="刷新").count() == 0:
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="刷新").click()
    if button:
        expect(page.get_by_role("button", name=button)).to_be_visible()
