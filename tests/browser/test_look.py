"""What holds for every page of every role on a phone of 360 pixels."""

from __future__ import annotations

import pytest

from tests.browser.walking import ROLES, walker

WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))"
IS_WIDE = "document.documentElement.scrollWidth > innerWidth"
WIDER = """[...document.querySelectorAll("body *")]
  .filter((element) => !element.closest("[hidden], .visually-hidden"))
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map((element) => element.outerHTML.slice(0, 90))"""
# Links within text may be as high as their line; everything else is to be met with a thumb.
SMALL = """[...document.querySelectorAll("a, button, select, summary, textarea, input:not([type=hidden])")]
  .filter((element) => !(element.tagName === "A" && getComputedStyle(element).display === "inline"))
  .filter((element) => element.checkVisibility({visibilityProperty: true}))
  .filter((element) => !element.closest(".visually-hidden, .skip-link"))
  .filter((element) => [element, element.closest("label, .choice") ?? element]
    .every((one) => one.getBoundingClientRect().height < 43.5))
  .slice(0, 5).map((element) => element.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("role", ROLES)
def test_every_page_fits_a_phone_and_stays_at_home(chromium, demo_server, role):
    context, walk = walker(chromium, demo_server, role, "zh")
    walk.page.add_init_script(WATCH)
    said, asked = [], []
    walk.page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    walk.page.on("pageerror", lambda error: said.append(str(error)))
    context.on("request", lambda request: asked.append(request.url))
    wide, small = {}, {}
    for path in walk.pages():
        if walk.page.evaluate(IS_WIDE):
            wide[path] = walk.page.evaluate(WIDER)
        if found := walk.page.evaluate(SMALL):
            small[path] = found
    context.close()
    assert wide == {}
    assert small == {}
    assert [words for words in said if "404" not in words] == []
    assert [url for url in asked if not url.startswith((demo_server.url, "data:"))] == []
