"""Several statements beside each other: which of them agree with the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of, shuffled
from studyapp.questions.choices.statements import Statement
from studyapp.questions.choices.swap import FILLING
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import Kind, Option, QuestionDraft

SHORTEST, LONGEST = 14, 60
_ASKED = ("说法与材料一致", "说法符合材料", "说法在材料中有依据", "说法与材料相符")
FALSE_IN_SINGLE, FALSE_IN_MULTIPLE = 3, 2


def comparisons_of(case: AnalysedCase, statements: Sequence[Statement]) -> list[tuple[QuestionDraft, float]]:
    """Return single and multiple choice over statements of like length, no statement used twice, with their worth."""
    left = [one for one in statements if SHORTEST <= len(one.text) <= LONGEST and _is_telling(one)]
    made = []
    wanted = _kinds(case)
    for turn, kind in enumerate(wanted):
        chosen = (
            _choose(left, 1, FALSE_IN_SINGLE) or _choose(left, 1, FALSE_IN_SINGLE - 1)
            if kind == "single"
            else _choose(left, 2, FALSE_IN_MULTIPLE)
        )
        if not chosen:
            continue
        true, false = chosen
        left = [one for one in left if one not in true and one not in false]
        made.append((_comparison(case, true, false, turn // 2), 0.9))
    return made


def _is_telling(statement: Statement) -> bool:
    """Say whether a statement is of more than an incident."""
    return not statement.swaps or statement.swaps[0].worth > FILLING


def _kinds(case: AnalysedCase) -> Iterator[str]:
    for place in range(2 + len(case.text) // 700):
        yield "single" if place % 2 == 0 else "multiple"


def _choose(
    left: Sequence[Statement], true_count: int, false_count: int
) -> tuple[list[Statement], list[Statement]] | None:
    """Choose the false ones among neighbours in length, then true ones of like length that tell most."""
    ordered = sorted((one for one in left if one.swaps), key=lambda one: (len(one.text), one.text))
    windows = [ordered[place : place + false_count] for place in range(len(ordered) - false_count + 1)]
    for false in sorted(windows, key=lambda window: (-sum(one.swaps[0].worth for one in window), window[0].text)):
        least, most = len(false[0].text), len(false[-1].text)
        near = [
            one
            for one in left
            if one not in false
            and 0.7 * least <= len(one.text) <= 1.15 * most
            and not any(_same_matter(one, other) for other in false)
        ]
        near.sort(key=lambda one: (bool(one.swaps), rank_of("true", one.text)))
        if most <= 1.8 * least and len(near) >= true_count:
            return near[:true_count], list(false)
    return None


def _same_matter(one: Statement, other: Statement) -> bool:
    return any(swap.right in one.text or swap.wrong in one.text for swap in other.swaps[:1])


def _comparison(case: AnalysedCase, true: Sequence[Statement], false: Sequence[Statement], turn: int) -> QuestionDraft:
    by_text = {one.text: Option(one.text, True, f"原文写明：“{one.sentence.text}”") for one in true}
    for one in false:
        swap = one.swaps[0]
        by_text[swap.text] = Option(swap.text, False, swap.why)
    options = tuple(by_text[text] for text in shuffled(by_text, "".join(sorted(by_text))))
    kind: Kind = "single" if len(true) == 1 else "multiple"
    asked = f"{'哪一项' if kind == 'single' else '哪几项'}{_ASKED[turn % len(_ASKED)]}？"
    told = "；".join(f"{where(case, one.sentence)}：“{one.sentence.text}”" for one in true)
    wrong = "".join(f"“{one.swaps[0].text}”不对，{one.swaps[0].why}" for one in false)
    sentences = (*true, *false)
    return drafted(
        case,
        kind,
        asked,
        tuple(one.sentence for one in sentences),
        options=options,
        explanation=f"{told}其他选项：{wrong}",
        rule="comparison-of-statements",
        bloom="understand",
    )
