"""A quiz without a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.studying import begin


def test_arrows_turn_the_page(phone, room):
    begin(phone, room)
    phone.wait_for_load_state()  # the keys are the script's
    phone.keyboard.press("ArrowRight")
    phone.wait_for_url("**/questions/2")
    phone.keyboard.press("ArrowLeft")
    phone.wait_for_url("**/questions/1")


def test_a_digit_chooses_an_option_and_saves_it(phone, room):
    begin(phone, room)
    phone.wait_for_load_state()  # the keys are the script's
    phone.keyboard.press("2")
    expect(phone.locator(".option input").nth(1)).to_be_checked()
    expect(phone.locator("[data-save-state]")).to_have_text(re.compile("已保存"))
    assert phone.url.endswith("/questions/1"), "choosing moved on"
