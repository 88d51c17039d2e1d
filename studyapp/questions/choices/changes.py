"""Changes that headings tell in quotation marks (由“甲”变为“乙”): one to judge, true or mixed with another."""

from __future__ import annotations

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.pairs import Pair, changes_of
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import FALSE_TEXT, TRUE_TEXT, Option, QuestionDraft
from studyapp.questions.likeness import are_near


def verdicts_on_changes(case: AnalysedCase) -> list[tuple[QuestionDraft, float]]:
    """Return one statement to judge per change, true and false in turn; with fewer than two changes there is none."""
    # Only lines that tell nothing but a change, as headings do: each then names a matter of its own.
    pairs = [one for one in changes_of(case) if one.sentences[0].core.startswith(("由", "从"))]
    if len(pairs) < 2:
        return []
    first = rank_of("changes", pairs[0].left)
    made = []
    for place, pair in enumerate(pairs):
        other = pairs[(place + 1) % len(pairs)]
        is_true = (first + place) % 2 == 0 or are_near(pair.right, other.right)
        made.append((_verdict(case, pair, pair if is_true else other), 0.8))
    return made


def _verdict(case: AnalysedCase, pair: Pair, told: Pair) -> QuestionDraft:
    is_true = told is pair
    right = f"由“{pair.left}”变为“{pair.right}”"
    why = f"原文写明的变化是{right}。" if is_true else f"原文写明的变化是{right}，“{told.right}”对应的是“{told.left}”。"
    options = (Option(TRUE_TEXT, is_true, why), Option(FALSE_TEXT, not is_true, why))
    return drafted(
        case,
        "true_false",
        f"判断对错：材料写到的一种变化，是由“{pair.left}”变为“{told.right}”。",
        pair.sentences if is_true else tuple(dict.fromkeys((*pair.sentences, *told.sentences))),
        options=options,
        explanation=f"{where(case, pair.sentences[0])}：{why}所以这一说法{'正确' if is_true else '错误'}。",
        rule="statement-of-change",
        bloom="understand",
    )
