"""Statements to judge: as the source has them, or with one element exchanged."""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.statements import Statement
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import FALSE_TEXT, TRUE_TEXT, Option, QuestionDraft
from studyapp.text.sentences import inner_quoted


def verdicts_of(case: AnalysedCase, statements: Sequence[Statement]) -> list[tuple[QuestionDraft, float]]:
    """Return a statement to judge, with its worth, for each sentence that can be made false; half of them are true.

    True and false take turns in an order that hangs on the words, so that neither place nor count tells the answer.
    """
    fit = sorted((one for one in statements if one.swaps), key=lambda one: rank_of("verdict", one.text))
    first = rank_of("first", fit[0].text) if fit else 0
    return [(_verdict(case, one, (first + place) % 2 == 0), one.swaps[0].worth) for place, one in enumerate(fit)]


def _verdict(case: AnalysedCase, one: Statement, is_true: bool) -> QuestionDraft:
    swap = one.swaps[0]
    said = one.text if is_true else swap.text
    why = f"原文写的正是“{swap.right}”。" if is_true else swap.why
    options = (Option(TRUE_TEXT, is_true, why), Option(FALSE_TEXT, not is_true, why))
    quoted = inner_quoted("".join(each.text for each in one.sentences))
    told = f"{where(case, one.sentence)}：“{quoted}”{why}所以这一说法{'正确' if is_true else '错误'}。"
    return drafted(
        case,
        "true_false",
        f"判断对错：{said}。",
        one.sentences,
        options=options,
        explanation=told,
        rule="statement",
        bloom=swap.bloom,
    )
