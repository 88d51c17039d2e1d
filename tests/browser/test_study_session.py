"""A study session in a real browser: projector, host's remote and phones, from the check-in to the end."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studyapp import clock
from studyapp.db import db
from studyapp.people.accounts import create_account
from studyapp.people.models import Role
from studyapp.people.organizations import add_membership
from tests.browser.studying import PHONE
from tests.meetings.meeting import MINUTE, Meeting, make_meeting
from tests.people.houses import PASSWORD, PASSWORD_HASH

PROJECTOR = {"width": 1920, "height": 1080}


@dataclass
class Hall:
    """The windows that are open in the room."""

    meeting: Meeting
    host: Page
    projector: Page
    phones: list[Page]

    def next(self) -> None:
        """Press the host's large button, and wait for the answer."""
        number = self.host.locator("#desk").get_attribute("data-number")
        self.host.locator("[data-next-move]").click()
        expect(self.host.locator(f"#desk:not([data-number='{number}'])")).to_be_attached()

    def shot(self, name: str) -> None:
        """Keep pictures of all windows in the folder that SHOTS names."""
        if folder := os.environ.get("SHOTS"):
            windows = {"host": self.host, "projector": self.projector, "phone": self.phones[0]}
            for window, page in windows.items():
                page.screenshot(path=Path(folder) / f"{name}-{window}.png", full_page=window != "projector")


def opened(browser: Browser, url: str, sign_in_name: str, size: dict[str, int]) -> Page:
    context = browser.new_context(base_url=url, locale="zh-CN", viewport=size)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("[name=sign_in_name]").fill(sign_in_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "/sign-in" not in address)
    return page


@pytest.fixture
def hall(chromium, live_server, room):
    with live_server.app.app_context():
        now = clock.now()
        meeting = make_meeting(room, now=now, starts_at=now + MINUTE, ends_at=now + 91 * MINUTE)
        names = [room.house.learner.sign_in_name]
        for number in (2, 3):
            name = f"{room.house.learner.sign_in_name}-{number}"
            account = create_account(name, f"学员{number}号", now, password_hash=PASSWORD_HASH)
            add_membership(room.house.east, account, Role.LEARNER, now)
            names.append(name)
        db.session.commit()
        host_name = room.house.organizer.sign_in_name
        pages = [
            opened(chromium, live_server.url, host_name, PHONE),
            opened(chromium, live_server.url, host_name, PROJECTOR),
            *(opened(chromium, live_server.url, name, PHONE) for name in names),
        ]
        yield Hall(meeting, pages[0], pages[1], pages[2:])
        for page in pages:
            page.context.close()


def test_a_room_votes_discusses_votes_again_and_sees_the_shift_and_the_commentary(hall):
    hall.host.goto(f"/remote/{hall.meeting.id}")
    hall.projector.goto(f"/projector/{hall.meeting.id}")
    hall.next()
    number = hall.projector.locator(".screen-number").inner_text().replace(" ", "")[-6:]
    for phone in hall.phones:
        phone.goto("/join")
        phone.fill("#number", number)
        phone.click("main button[type=submit]")
        expect(phone.locator("#stage h2")).to_have_text("欢迎")
    expect(hall.projector.locator("[data-count=present]")).to_have_text("3")
    hall.shot("1-arriving")

    hall.next()
    for phone in hall.phones:
        expect(phone.locator("#stage")).to_contain_text("在手机上读案例")
    hall.shot("2-reading")
    hall.next()
    hall.next()
    for phone, answer in zip(hall.phones, (1, 1, 0), strict=True):
        expect(phone.locator(".anonymity")).to_contain_text("不记名")
        phone.locator("[name=answer]").nth(answer).check()
        expect(phone.locator("[data-save-state]")).to_contain_text("已保存")
    expect(hall.projector.locator("[data-count=answered]")).to_have_text("3")
    hall.shot("3-voting")

    hall.phones[1].reload()
    expect(hall.phones[1].locator("[name=answer]").nth(1)).to_be_checked()
    hall.phones[2].context.set_offline(True)
    hall.next()
    expect(hall.phones[0].locator("#stage")).to_contain_text("投票已截止")
    hall.next()
    hall.next()
    hall.next()
    hall.phones[2].context.set_offline(False)
    for phone in hall.phones:
        expect(phone.locator("#stage")).to_contain_text("同题再投", timeout=30_000)
        phone.locator("[name=answer]").nth(0).check()
        expect(phone.locator("[data-save-state]")).to_contain_text("已保存")
    hall.next()
    assert hall.projector.locator("svg.shift").count() == 0
    hall.next()
    expect(hall.projector.locator("svg.shift")).to_be_visible()
    expect(hall.projector.locator("#desk")).to_contain_text("两次都投票 3 人 · 改变选择 2 人")
    expect(hall.phones[0].locator("#stage")).to_contain_text("正确答案")
    hall.shot("4-shift")

    assert "先听后说" not in hall.phones[0].content()
    hall.next()
    assert "先听后说" not in hall.phones[0].content()
    hall.next()
    expect(hall.phones[0].locator("#stage .commentary")).to_contain_text("先听后说")
    expect(hall.projector.locator(".commentary")).to_contain_text("先听后说")
    hall.shot("5-commentary")


def test_the_projectors_arrow_moves_the_room_and_a_question_waits_for_the_host(hall):
    hall.host.goto(f"/remote/{hall.meeting.id}")
    hall.projector.goto(f"/projector/{hall.meeting.id}")
    hall.projector.keyboard.press("PageDown")
    expect(hall.host.locator("#now + p")).to_contain_text("签到中")
    phone = hall.phones[0]
    phone.goto("/join")
    phone.fill("#number", hall.host.locator("#now + p").inner_text()[-7:-1])
    phone.click("main button[type=submit]")
    phone.locator(".room-ask summary").click()
    phone.fill("#ask", "楼上的住户不同意怎么办？")
    phone.locator(".room-ask button").click()
    hall.host.reload()
    hall.host.locator("summary", has_text="现场提问").click()
    expect(hall.host.locator(".floor-list")).to_contain_text("学员丙")
    hall.host.get_by_role("button", name="上大屏幕").click()
    expect(hall.projector.locator(".screen-asked")).to_have_text("楼上的住户不同意怎么办？")
    expect(phone.locator("#stage")).to_contain_text("正在大屏幕")
    hall.shot("6-floor")
    hall.host.locator("summary", has_text=re.compile("现场提问")).scroll_into_view_if_needed()
    hall.host.get_by_role("button", name="隐藏").click()
    expect(hall.projector.locator(".screen-asked")).to_have_count(0)
