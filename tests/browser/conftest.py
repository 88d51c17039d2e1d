"""Journeys: a real Chromium walks through the running product."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from studyapp import clock
from studyapp.db import db
from tests.browser.product import LiveServer, served
from tests.browser.studying import signed_in
from tests.database import migrated
from tests.people.houses import make_house
from tests.study.classroom import Classroom, make_classroom


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The product as `make run DEMO=0` starts it. Journeys of one run share it, so each makes its own people."""
    folder = tmp_path_factory.mktemp("live")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("STUDYAPP_TEST_DATABASE", raising=False)
        with migrated(folder, "live") as scratch, served(scratch) as server:
            yield server


@pytest.fixture
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The product as it starts for the first visitor; nobody else makes an organization in it."""
    folder = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("STUDYAPP_TEST_DATABASE", raising=False)
        with migrated(folder, "empty") as scratch, served(scratch) as server:
            yield server


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The product with the demo organization, for walks that only look around."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("STUDYAPP_TEST_DATABASE", raising=False)
        with migrated(folder, "demo") as scratch, served(scratch) as server:
            made = server.app.test_cli_runner().invoke(args=["demo", "create"])
            assert made.exit_code == 0, made.output
            yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium here; this enables the journeys: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def browser_context(chromium: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A Chinese visitor's browser window without any history; it refuses to leave the product's own address."""
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Iterator[Page]:
    """A tab. A script error, a refused file or an address outside the product fails the journey."""
    page = browser_context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda message: problems.append(f"console: {message.text}") if message.type == "error" else None)
    yield page
    assert not problems, problems


@pytest.fixture
def room(live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Classroom]:
    """A classroom that is open now, in the running product's database."""
    with live_server.app.app_context():
        now = clock.now()
        times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(days=6)}
        room = make_classroom(make_house(f"馆 {request.node.name}"[:60]), duration_minutes=30, **times)
        db.session.commit()
        yield room


@pytest.fixture
def phone(page: Page, room: Classroom) -> Page:
    """The learner, signed in on a phone."""
    return signed_in(page, room)


@pytest.fixture
def lonely_phone(browser_context: BrowserContext, room: Classroom) -> Page:
    """The same on a phone where refused and failed requests are expected."""
    return signed_in(browser_context.new_page(), room)
