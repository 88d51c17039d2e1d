"""The first visit, from an empty installation to a finished report in one sitting; every click is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from studyapp.people.set_up_code import get_code
from tests.browser.product import LiveServer
from tests.browser.walking import CASEBOOK
from tests.people.houses import PASSWORD

CLICKS = 15  # as docs/journeys.md says
ROSTER = "姓名,登录名\n林一帆,k001\n陈立夏,k002\n黄秋白,k003\n"


@dataclass
class Newcomer:
    """Somebody at a desk who has never been here, counting clicks; choosing a file counts as one."""

    page: Page
    clicks: int = 0

    def click(self, found: Locator) -> None:
        found.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def choose(self, path: Path) -> None:
        self.page.locator("input[type=file]").set_input_files(path)
        self.clicks += 1


@pytest.fixture
def newcomer(chromium: Browser, empty_server: LiveServer) -> Iterator[Newcomer]:
    context = chromium.new_context(base_url=empty_server.url, locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield Newcomer(context.new_page())
    context.close()


def test_a_first_visit_is_led_from_the_empty_installation_to_a_finished_report(
    newcomer: Newcomer, empty_server: LiveServer, tmp_path: Path
):
    book, roster = tmp_path / "案例集.txt", tmp_path / "名单.csv"
    book.write_text(CASEBOOK, encoding="utf-8")
    roster.write_text(ROSTER, encoding="utf-8")
    page = newcomer.page
    page.goto("/")
    _set_up(newcomer, get_code(empty_server.folder))
    expect(page.locator(".first-step-next")).to_contain_text("导入案例集")
    newcomer.link("导入")
    newcomer.choose(book)
    newcomer.click(page.locator("main form button.btn-primary"))
    newcomer.click(page.get_by_label("直接采用把握大的试题"))
    newcomer.button("导入这些案例")
    expect(page.locator(".first-step-bar")).to_contain_text("下一步：添加人员")
    newcomer.click(page.locator(".first-step-bar a.btn").first)
    newcomer.choose(roster)
    newcomer.click(page.locator("main form button.btn-primary"))
    newcomer.button("导入这些人员")
    expect(page.locator(".first-step-bar")).to_contain_text("下一步：布置第一个学习任务")
    newcomer.click(page.locator(".first-step-bar a.btn"))
    newcomer.button("布置")
    expect(page.locator(".lead-sentence")).to_contain_text("还有 3 人未开始")
    newcomer.link("报告")
    newcomer.click(page.locator("main button[name=kind]").first)
    with page.expect_download() as told:
        newcomer.click(page.locator("a[download]"))
    file = tmp_path / "report.xlsx"
    told.value.save_as(file)
    assert len(load_workbook(file).sheetnames) > 3
    page.goto("/dashboard")
    expect(page.locator(".first-steps")).to_have_count(0)
    assert newcomer.clicks == CLICKS


def _set_up(newcomer: Newcomer, code: str) -> None:
    for name, text in {
        "code": code,
        "organization": "河东图书馆",
        "name": "王馆长",
        "sign_in_name": "guanzhang",
        "new_password": PASSWORD,
        "again": PASSWORD,
    }.items():
        newcomer.page.locator(f"[name={name}]").fill(text)
    newcomer.click(newcomer.page.locator("main button[type=submit]"))
