"""The engine's gates, run on what an organizer words: some ask for a reason, some only advise."""

from __future__ import annotations

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import analyse
from studyapp.questions.checks import GATES
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.wording import Gravity, Problem

# What the shape checks say already, and more exactly.
_SAID_ELSEWHERE = frozenset({"evidence-not-exact", "key-not-in-evidence", "options-count"})
# A question with one of these may be wrong, not merely easy to guess.
_NEEDS_REASON = frozenset({"distractor-in-case", "damaged-text", "key-in-stem"})


def gate_problems(draft: QuestionDraft, case: CaseText) -> list[Problem]:
    """Return the gates that a whole question fails, with the gate's own words (Chinese) as parameter `reason`."""
    analysed = analyse(case)
    return [
        Problem(gate.name, {"reason": gate.reason}, _gravity(gate.name))
        for gate in GATES
        if gate.name not in _SAID_ELSEWHERE and not gate.keeps(draft, analysed)
    ]


def reasons() -> dict[str, str]:
    """Return each gate's name and its reason in Chinese."""
    return {gate.name: gate.reason for gate in GATES}


def _gravity(name: str) -> Gravity:
    return "reason" if name in _NEEDS_REASON else "advice"
