"""The errors of blueprints in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

WORDS: dict[str, LazyString] = {
    "blueprint-count": _l("A paper has 1 to %(most)s questions."),
    "blueprint-difficulty": _l("The expected share correct runs from a lower to a higher percentage within 0 to 100."),
    "blueprint-in-use": _l(
        "An exam of this module is on and somebody has begun a paper. Change the blueprint after its deadline."
    ),
    "blueprint-numbers": _l("The numbers add up to %(asked)s, but the paper has only %(count)s questions."),
    "blueprint-practice-pool": _l("Questions kept for exams are not asked in practice."),
    "blueprint-short": _l(
        "The bank fills only %(drawn)s of %(count)s questions of this module’s blueprint. "
        "Open the blueprint to see what is missing."
    ),
    "blueprint-value": _l("A number stands beside something that this module does not have."),
}
