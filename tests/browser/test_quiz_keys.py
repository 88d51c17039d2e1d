"""A quiz without a mouse."""

from __future__ import annotations

from tests.browser.walking import begin_quiz, walker


def place(page):
    return int(page.evaluate("location.pathname").rsplit("/", 1)[1])


def go_to_options(page):
    """Turn to a question that offers options."""
    while not page.locator(".option input").count():
        page.keyboard.press("ArrowRight")
        page.wait_for_load_state()


def test_arrows_turn_the_page_and_digits_choose(chromium, demo_server):
    context, walk = walker(chromium, demo_server, "learner", "zh")
    page = walk.page
    first = begin_quiz(page)
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert place(page) == int(first.rsplit("/", 1)[1]) + 1
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.evaluate("location.pathname") == first
    go_to_options(page)
    page.keyboard.press("2")
    assert page.locator(".option input").nth(1).is_checked()
    page.locator("[data-save-state][data-state=saved]").wait_for()
    context.close()
