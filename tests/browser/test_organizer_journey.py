"""An organizer at a desk, in a real browser: deciding by keys, giving a module, looking at who stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from studyapp import clock
from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.questions.models import Question, QuestionState
from tests.factories import ModuleCaseFactory, ModuleFactory
from tests.people.houses import PASSWORD, House, make_house
from tests.web.test_desk import make_book


@dataclass(frozen=True)
class Desk:
    """What waits for the organizer."""

    house: House
    book_id: int


@pytest.fixture
def given(live_server, request) -> Iterator[Desk]:
    """An organization with a book of three drafts and a module of it, in the running product's database."""
    with live_server.app.app_context():
        house = make_house(f"馆 {request.node.name}"[:60])
        book, revision, _ = make_book(house.organization, drafts=3)
        module = ModuleFactory(organization=house.organization, title="居民商量着办", created_at=clock.now())
        ModuleCaseFactory(module=module, case=db.session.get(Case, revision.case_id))
        db.session.commit()
        yield Desk(house, book.id)


@pytest.fixture
def desk(page: Page, given) -> Page:
    """The organizer, signed in on a wide screen."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/sign-in")
    page.locator("[name=sign_in_name]").fill(given.house.organizer.sign_in_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".site-nav")).to_contain_text("试题审核")
    return page


def states(given) -> list[QuestionState]:
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.scalars(
        db.select(Question).filter_by(organization_id=given.house.organization.id).order_by(Question.position)
    )
    return [question.state for question in rows]


def press(desk: Page, key: str, heading: str) -> None:
    """Press a key and wait until the page it leads to listens to keys itself."""
    desk.keyboard.press(key)
    expect(desk.get_by_role("heading", level=1)).to_contain_text(heading)
    desk.wait_for_load_state("load")


def test_questions_are_decided_with_single_keys(desk: Page, given):
    desk.goto(f"/desk/casebooks/{given.book_id}")
    desk.get_by_role("link", name="逐题审核").click()
    desk.wait_for_url("**/desk/questions/*")
    press(desk, "j", "第 2 题")
    press(desk, "k", "第 1 题")
    press(desk, "a", "第 2 题")
    expect(desk.locator(".notice").first).to_contain_text("已采用")
    desk.keyboard.press("r")
    desk.keyboard.type("a 太琐碎")
    desk.keyboard.press("Enter")
    expect(desk.locator(".notice").first).to_contain_text("已退回")
    assert states(given) == [QuestionState.APPROVED, QuestionState.REJECTED, QuestionState.DRAFT]


def test_a_wording_is_checked_while_it_is_typed(desk: Page, given):
    desk.goto(f"/desk/casebooks/{given.book_id}")
    desk.get_by_role("link", name="逐题审核").click()
    desk.wait_for_url("**/desk/questions/*")
    desk.keyboard.press("e")
    desk.wait_for_url("**/edit")
    desk.locator("[name=option_text]").first.fill("九百户")
    expect(desk.locator("#problems")).to_contain_text("依据里没有“九百户”")
    desk.locator("[name=option_text]").first.fill("三百户")
    expect(desk.locator("#problems")).not_to_contain_text("九百户")


def test_a_module_is_given_and_its_dashboard_says_who_has_not_started(desk: Page, given):
    desk.goto(f"/desk/casebooks/{given.book_id}")
    desk.get_by_role("button", name="一并采用").click()
    desk.locator("dialog button[value=yes]").click()
    expect(desk.locator(".notice").first).to_contain_text("已采用 3 道试题")
    desk.goto("/assignments/new")
    desk.locator("[name=units]").first.check()
    expect(desk.locator("#reach")).to_contain_text("目前共 1 人")
    desk.get_by_role("button", name="布置", exact=True).click()
    expect(desk.locator(".lead-sentence")).to_contain_text(re.compile("东馆还有 1 人未开始，[67] 天后截止"))
    expect(desk.locator("[data-chart-picture] canvas").first).to_be_visible()
