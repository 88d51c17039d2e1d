"""A walk through every page that links lead to, as one of the demo organization's people or as a visitor."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from studyapp.cli.demo_house import ADMINISTRATOR, LEARNERS, ORGANIZERS, PASSWORD
from tests.browser.product import LiveServer

SIGN_IN_NAMES = {"learner": LEARNERS[0][0], "organizer": ORGANIZERS[0][0], "administrator": ADMINISTRATOR[0]}
ROLES = ("visitor", *SIGN_IN_NAMES)
PAGES_OF_A_KIND = 2
CASEBOOK = """案例集

案例一 楼道里的杂物
社区有三百户居民。楼道里堆满了杂物，消防通道也被占了。居委会先后三次请居民商量办法，决定先清一层作样板。
一个月里，楼道清空了。
点评
先商量后动手，居民才肯一起做。

案例二 雨天的菜市场
菜市场开了二十年，雨天积水，摊位挤到路上。社区同摊主坐下来谈，把卸货的时间改到清晨六点以前。
点评
先把担心说清楚，再谈方案，代价小了，意见也就合了。
"""
PHONE = {"width": 360, "height": 780}
_FILES = re.compile(r"\.(csv|ics|xlsx|docx|pdf|txt|zip|json)\b|/assets/|/download|/export")


@dataclass(frozen=True)
class Walker:
    """Somebody's browser window on a phone in front of the demo organization."""

    page: Page
    starts: tuple[str, ...]

    def pages(self) -> Iterator[str]:
        """Open one page after the other, at most two of a kind, and yield each one's path while it is open."""
        met: Counter[str] = Counter()
        waiting = deque(self.starts)
        seen: set[str] = set()
        while waiting:
            path = waiting.popleft()
            kind = re.sub(r"\d+", "#", re.sub(r"=[^&]*", "=", path))
            if path in seen or met[kind] == PAGES_OF_A_KIND:
                continue
            seen.add(path)
            met[kind] += 1
            answer = self.page.goto(path)
            assert answer is not None
            assert answer.status < 400 or path in self.starts, (path, answer.status)
            yield path
            waiting.extend(self._links())

    def _links(self) -> list[str]:
        """Return the pages of the product that the open page links to, without their fragments."""
        own = "[...document.links].filter(a => a.origin === location.origin && !a.download)"
        found = self.page.evaluate(f"{own}.map(a => a.pathname + a.search)")
        return [path for path in found if not _FILES.search(path)]


def walker(browser: Browser, server: LiveServer, role: str, locale: str) -> tuple[BrowserContext, Walker]:
    """Return a window of that role and language, signed in, a learner with an open quiz; and its first pages."""
    language = {"zh": "zh-CN", "en": "en-US"}[locale]
    context = browser.new_context(base_url=server.url, locale=language, viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    page = context.new_page()
    if role == "visitor":
        return context, Walker(page, ("/sign-in", "/no-such-page", "/styleguide"))
    _sign_in(page, SIGN_IN_NAMES[role], locale)
    begun = {"learner": begin_quiz, "organizer": hand_in_casebook}
    return context, Walker(page, ("/", begun[role](page)) if role in begun else ("/",))


def begin_quiz(page: Page) -> str:
    """Begin the quiz of the first module that is due, or go on with it; return the path of its open question."""
    page.goto("/")
    page.locator("main .card .btn-primary").first.click()
    start = page.locator("form[action$='/attempts'] button")
    if start.count():
        start.first.click()
    if "/questions/" not in page.url:
        page.locator("main a[href*='/questions/']").first.click()
    page.wait_for_url("**/questions/*")
    return page.evaluate("location.pathname")


def hand_in_casebook(page: Page) -> str:
    """Hand in a casebook and wait for its preview; return the preview's path."""
    page.goto("/casebooks/import")
    page.fill("#pasted", CASEBOOK)
    page.click("main form button[type=submit]")
    page.locator("#choices, main form[action$='/again'] button").first.wait_for(timeout=60_000)
    return page.evaluate("location.pathname")


def _sign_in(page: Page, name: str, locale: str) -> None:
    page.goto("/sign-in")
    page.fill("#sign_in_name", name)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    page.goto("/account")
    page.click(f"button[name=locale][value={locale}]")
    page.wait_for_load_state()
