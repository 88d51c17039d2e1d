"""A learner on a phone, in a real browser: from the sign-in to the result."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from studyapp.db import db
from studyapp.study.models import Attempt, AttemptState, Response
from tests.browser.studying import PHONE, begin
from tests.study.classroom import COMMENTARY


def choose(phone: Page, place: int) -> None:
    phone.locator(".option").nth(place).click()
    expect(phone.locator("[data-save-state]")).to_have_text(re.compile("已保存"))


def stored(attempt) -> list[tuple[int, int]]:
    db.session.rollback()
    query = db.select(Response).filter_by(attempt_id=attempt.id).order_by(Response.id)
    return [(one.position, one.version) for one in db.session.scalars(query)]


def test_a_learner_reads_answers_hands_in_and_sees_the_proof(phone, room):
    phone.get_by_role("link", name="开始学习").click()
    phone.get_by_role("link", name=room.cases[0].title).click()
    expect(phone.get_by_text(COMMENTARY.split("\n")[0])).to_have_count(0)
    phone.get_by_role("button", name="打开点评").click()
    expect(phone.get_by_text(COMMENTARY.split("\n")[0])).to_be_visible()

    attempt = begin(phone, room)
    expect(phone.locator("[data-seconds-left]")).to_have_text(re.compile(r"^(29:\d\d|30:00)$"))
    for position in range(1, 6):
        choose(phone, room.right(attempt, position)["chosen"][0])
        assert phone.url.endswith(f"/questions/{position}"), "choosing moved on"
        phone.get_by_role("button", name="保存并继续").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("6/6")
    phone.get_by_role("button", name="保存并继续").click()
    phone.get_by_role("button", name="交卷").click()
    expect(phone.get_by_text("第 6 题还没有作答")).to_be_visible()
    phone.get_by_role("button", name="仍然交卷").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("答案已收到")
    phone.get_by_role("link", name="查看成绩").click()
    expect(phone.locator(".score")).to_have_text("83%")
    phone.locator(".evidence-quote a").first.click()
    expect(phone.locator("mark.evidence").first).to_be_in_viewport()
    assert stored(attempt) == [(position, 1) for position in range(1, 6)]
    assert db.session.get(Attempt, attempt.id).state is AttemptState.HANDED_IN


def test_changes_are_kept_in_order_and_the_last_one_counts(phone, room):
    attempt = begin(phone, room)
    for place in (0, 1, 2):
        choose(phone, place)
    phone.reload()
    expect(phone.locator(".option input").nth(2)).to_be_checked()
    assert stored(attempt)[-1] == (1, 3)


def test_without_network_the_page_waits_and_saves_when_it_is_back(lonely_phone, room):
    phone = lonely_phone
    attempt = begin(phone, room)
    phone.context.set_offline(True)
    phone.locator(".option").nth(1).click()
    expect(phone.locator("[data-save-state]")).to_have_text(re.compile("等待网络"))
    assert stored(attempt) == []
    phone.context.set_offline(False)
    expect(phone.locator("[data-save-state]")).to_have_text(re.compile("已保存"), timeout=15_000)
    assert stored(attempt) == [(1, 1)]


def test_what_is_chosen_before_the_script_has_come_is_saved_when_it_comes(phone, room):
    held = []

    def hold(route):
        held.append(route)

    phone.route("**/assets/quiz*", hold)
    attempt = begin(phone, room)
    phone.locator(".option").nth(1).click()
    if held:  # a service worker that is quicker hands the script over unasked
        assert stored(attempt) == []
    for route in held:
        route.continue_()
    expect(phone.locator("[data-save-state]")).to_have_text(re.compile("已保存"))
    assert stored(attempt) == [(1, 1)]


def test_an_answer_from_another_device_is_not_overwritten(lonely_phone, room):
    phone = lonely_phone
    attempt = begin(phone, room)
    desk = phone.context.new_page()
    desk.goto(phone.url)
    choose(desk, 0)
    phone.locator(".option").nth(1).click()
    expect(phone.locator("[data-save-state]")).to_contain_text("另一个页面或设备")
    assert stored(attempt) == [(1, 1)]
    desk.close()


def test_no_learner_page_is_wider_than_the_phone(phone, room):
    attempt = begin(phone, room)
    base, study = f"/attempts/{attempt.id}", f"/study/{room.assignment.id}"
    addresses = ["/", "/progress", study, f"{study}/cases/{room.cases[0].id}", base, f"{base}/questions/1"]
    for address in [*addresses, f"{base}/hand-in", "/receipts"]:
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
