"""Pairs asked for: three or more to match, or one of them with the others as wrong options."""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of, shuffled
from studyapp.questions.choices.headed import HEADED, headed_pairs
from studyapp.questions.choices.pairs import Bond, Pair, gives_itself_away, pairs_of
from studyapp.questions.choices.parallels import parallel_pairs
from studyapp.questions.choices.telling import drafted, where
from studyapp.questions.draft import Option, QuestionDraft
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted

FEWEST, MOST = 3, 5
GUESSED_ALONE = frozenset({"heading"})  # what a heading names can often be guessed from its words
_TRIES = 12


def matches_of(case: AnalysedCase, points: Sequence[Point]) -> list[tuple[QuestionDraft, float]]:
    """Return the questions that can be made of the tied pairs of a case, with their worth."""
    made = []
    for bond, pairs in [*pairs_of(case, points), *headed_pairs(case), *parallel_pairs(case)]:
        plain = [one for one in pairs if not gives_itself_away(one, [each for each in pairs if each != one])]
        enough = len(plain) == len(pairs) if bond is HEADED else len(plain) * 3 >= len(pairs) * 2
        if len(pairs) >= FEWEST and enough:
            made.append((matching_of(case, bond, pairs[:MOST]), 1.0))
        asked = [] if bond.name in GUESSED_ALONE else plain
        made.extend((one, 0.95) for pair in asked if (one := _single(case, bond, pair, pairs)))
    return made


def matching_of(case: AnalysedCase, bond: Bond, pairs: Sequence[Pair]) -> QuestionDraft:
    """Return the question that asks which left of some pairs belongs to which right."""
    lefts = [one.left for one in pairs]
    rights = _deranged([one.right for one in pairs])
    links = [[place, rights.index(one.right)] for place, one in enumerate(pairs)]
    sentences = tuple(dict.fromkeys(each for one in pairs for each in one.sentences))
    told = "".join(f"“{inner_quoted(one.left)}”对应“{inner_quoted(one.right)}”：原文为“{_said(one)}”" for one in pairs)
    return drafted(
        case,
        "matching",
        f"把左边的{bond.lefts}与右边的{bond.rights}对应起来。",
        sentences,
        explanation=f"{where(case, sentences[0])}：{told}",
        rule=f"matching-{bond.name}",
        bloom="understand",
        confidence=0.95,
        answer={"left": lefts, "right": rights, "pairs": links},
    )


def _deranged(rights: Sequence[str]) -> list[str]:
    """Return the rights in an order that hangs on the words and leaves none beside its own left."""
    for turn in range(_TRIES):
        order = shuffled(rights, f"{turn}{''.join(rights)}")
        if not any(one == two for one, two in zip(order, rights, strict=True)):
            return order
    return [*rights[1:], rights[0]]


def _beside(pair: Pair, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the right sides of other pairs that could stand for this one's, the likest in length first."""
    fit = [one for one in pairs if one != pair and 0.5 <= len(one.right) / len(pair.right) <= 2]
    return sorted(fit, key=lambda one: (abs(len(one.right) - len(pair.right)), rank_of(pair.left, one.right)))[:3]


def _single(case: AnalysedCase, bond: Bond, pair: Pair, pairs: Sequence[Pair]) -> QuestionDraft | None:
    others = _beside(pair, pairs)
    if len(others) < 2 or len(pair.right) > 1.6 * max(len(one.right) for one in others):
        return None
    whys = {one.right: f"“{one.right}”对应的是“{inner_quoted(one.left)}”。" for one in others}
    texts = shuffled([pair.right, *whys], pair.left)
    why = f"原文把“{pair.right}”与“{inner_quoted(pair.left)}”直接写在一起。"
    options = tuple(Option(text, text == pair.right, whys.get(text, why)) for text in texts)
    return drafted(
        case,
        "single",
        bond.asked.format(left=inner_quoted(pair.left)),
        pair.sentences,
        options=options,
        explanation=f"{where(case, pair.sentences[0])}：“{_said(pair)}”{why}其他选项：{''.join(whys.values())}",
        rule=f"paired-{bond.name}",
        bloom="understand",
        confidence=0.95,
    )


def _said(pair: Pair) -> str:
    """Return the quotation of a pair; a heading, which has no closing mark, gets one."""
    text = "".join(one.text for one in pair.sentences)
    return text if text.endswith(("。", "！", "；")) else f"{text}。"
