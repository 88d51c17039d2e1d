"""An organizer adjusts a preview in a real browser: on a phone, at a desk, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_import_journey import hand_in, house, reload_until, signed_in  # noqa: F401 - a fixture
from tests.cases.books import BOOK

PATIENCE = 60_000
DOUBTFUL = BOOK.replace("社区把每一笔费用公布", "社区把每一笔爪费用公布")


def choose(page: Page, words: str, said: str) -> None:
    page.locator(".line-pick", has_text=words).first.click()
    page.get_by_label("选中的这一段").select_option(label=said)
    page.get_by_role("button", name="应用", exact=True).click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_case_is_split_corrected_and_put_back(page, house, width):  # noqa: F811
    page.set_viewport_size({"width": width, "height": 780})
    signed_in(page, house)
    hand_in(page, DOUBTFUL)
    expect(page.get_by_role("heading", level=1)).to_have_text("识别结果", timeout=PATIENCE)
    page.get_by_role("textbox", name="应为").fill("所有")
    page.get_by_role("button", name="改正", exact=True).click()
    expect(page.locator(".clean-frame")).to_contain_text("一笔所有费用")
    page.get_by_role("link", name="调整这个案例").click()
    choose(page, "这一做法称为", "新案例从这里开始")
    expect(page.get_by_text("已从那里分出新的案例")).to_be_visible()
    expect(page.locator(".line", has_text="这一做法称为")).to_have_count(0)
    page.get_by_role("link", name="下一个案例").click()
    choose(page, "这一做法称为", "这一段是标题")
    expect(page.locator(".line-title")).to_contain_text("这一做法称为")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="撤销 这一段是标题").click()
    expect(page.locator(".line-title")).to_have_count(0)


def test_adjusting_works_without_javascript(chromium, live_server, house):  # noqa: F811
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = signed_in(context.new_page(), house)
    hand_in(page, BOOK)
    reload_until(page, "导入这些案例")
    page.get_by_role("link", name="调整这个案例").click()
    choose(page, "这一做法称为", "点评从这里开始")
    expect(page.locator(".line-commentary", has_text="这一做法称为")).to_be_visible()
    page.get_by_role("link", name="改正 这一做法称为").click()
    page.get_by_label("这一段", exact=True).fill("这一做法叫作“亮灯公约”。")
    page.get_by_role("button", name="保留").click()
    expect(page.locator(".line-commentary", has_text="这一做法叫作")).to_be_visible()
    context.close()
