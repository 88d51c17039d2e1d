"""axe looks at every page that each role can reach, in both languages, light and dark."""

from __future__ import annotations

import pytest

from studyapp.config import ROOT
from tests.browser.walking import ROLES, walker

AXE = ROOT / "node_modules/axe-core/axe.min.js"
LOOK = """async (rules) => {
  const found = await axe.run(document, rules ? {runOnly: {type: "rule", values: rules}} : {});
  const places = (one) => one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  return found.violations.map((one) => `${one.impact} ${one.id}: ${places(one)}`);
}"""


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(chromium, demo_server, role, locale):
    if not AXE.exists():
        pytest.skip("axe is not here; this brings it: make assets")
    context, walk = walker(chromium, demo_server, role, locale)
    found = {}
    for path in walk.pages():
        walk.page.evaluate(AXE.read_text(encoding="utf-8"))
        for theme, rules in (("light", None), ("dark", ["color-contrast"])):
            walk.page.emulate_media(color_scheme=theme)
            walk.page.wait_for_function("theme => document.documentElement.dataset.bsTheme === theme", arg=theme)
            if violations := walk.page.evaluate(LOOK, rules):
                found[f"{path} {theme}"] = violations
        walk.page.emulate_media(color_scheme="light")
    context.close()
    assert found == {}
