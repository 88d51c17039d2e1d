"""Steps and events to be put in the order that the text states."""

from __future__ import annotations

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import shuffled
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.steps import Steps, steps_of

_ASKED = {"steps": "请按先后顺序排列各个步骤。", "events": "请按发生的先后顺序排列各个事件。"}
_WORTH = {"steps": 0.97, "events": 0.8}
_TRIES = 12


def orderings_of(case: AnalysedCase) -> list[tuple[QuestionDraft, float]]:
    """Return an ordering question for every run of steps or dated events, with its worth."""
    return [(_ordering(case, one), _WORTH[one.kind]) for one in steps_of(case)]


def _ordering(case: AnalysedCase, steps: Steps) -> QuestionDraft:
    shown = _mixed(steps.items)
    told = "→".join(f"“{one}”" for one in steps.items)
    quoted = "".join(one.text for one in steps.sentences)
    return drafted(
        case,
        "ordering",
        _ASKED[steps.kind],
        steps.sentences,
        explanation=f"{where(case, steps.sentences[0])}：{quoted}原文写明的先后是{told}。",
        rule=f"ordering-{steps.kind}",
        bloom="understand",
        answer={"items": shown, "order": [shown.index(one) for one in steps.items]},
        confidence=0.9,
    )


def _mixed(items: tuple[str, ...]) -> list[str]:
    """Return the items in another order than the right one, always the same for the same items."""
    for turn in range(_TRIES):
        order = shuffled(items, f"{turn}{''.join(items)}")
        if order != list(items):
            return order
    return [*items[1:], items[0]]
