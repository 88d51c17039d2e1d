"""What a text says of several things in the same words: who is in charge of what, what solved which problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.choices.pairs import Bond, Pair
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.likeness import are_near
from studyapp.text.sentences import clauses
from studyapp.text.standalone import stands_alone

FEWEST = 3
SHORTEST_SIDE, LONGEST_SIDE = 2, 30
_SHARED = {
    Bond("charge", "主体", "职责", "材料写明，{left}负责的是哪一项？"): re.compile(
        r"^(?:由)?(?P<left>[^，,]{2,16}?)(?:主要|具体|专门|分别)?负责(?P<right>[^，,]{2,30})$"
    ),
    Bond("solution", "做法", "问题", "材料写明，{left}解决的是哪一项问题？"): re.compile(
        r"^(?P<left>[^，,]{2,16}?)(?:有效|较好地?|着力|重点)?(?:解决|破解|化解)了?(?P<right>[^，,]{4,30}?)的?(?:问题|难题|矛盾)$"
    ),
    Bond("sanction", "对象", "处理", "材料写明，对{left}作出的处理是哪一项？"): re.compile(
        r"^(?:决定)?(?:对|给予)(?P<left>[^，,]{2,16}?)(?:给予|作出|处以|予以|进行|实施)(?P<right>[^，,]{2,24})$"
    ),
    Bond("use", "款项或物品", "用途", "材料写明，{left}用于哪一项？"): re.compile(
        r"^(?P<left>[^，,]{2,16}?)用于(?P<right>[^，,]{2,24})$"
    ),
    **{
        Bond("effect", "做法", "作用", f"材料写明，{{left}}{verb}了什么？"): re.compile(
            rf"^(?P<left>[^，,]{{2,16}}?)(?:进一步|切实|有效)?{verb}了(?P<right>[^，,]{{2,30}})$"
        )
        for verb in ("明确", "保证", "保障", "实现", "推动", "提升", "避免", "减少", "打通", "促进", "守住", "体现")
    },
    Bond("duty", "责任人", "负责的事项", "材料写明，{left}对哪一项负责？"): re.compile(
        r"^(?:明确|规定|由)?(?P<left>[^，,]{2,12}?)对(?P<right>[^，,]{2,20}?)(?:负总?责|负责)$"
    ),
    Bond("part", "方面", "作用", "材料把“{left}”称为什么？"): re.compile(
        r"^(?P<left>[^，,]{2,16}?)是(?P<right>[^，,]{0,6}(?:前提|基础|关键|核心|保障|保证|根本|重点|目的|手段|动力|支撑|方向|途径|灵魂|底线|准绳|润滑剂|抓手|根基|源泉|纽带|桥梁|生命线|防线|压舱石))$"
    ),
}


def parallel_pairs(case: AnalysedCase) -> list[tuple[Bond, list[Pair]]]:
    """Return the pairs that at least three clauses of one sentence make alike."""
    found = [(bond, pairs) for sentence in case.usable for bond, pairs in _in_sentence(sentence)]
    return [(bond, pairs) for bond, pairs in found if len(pairs) >= FEWEST and _are_apart(pairs)]


def _in_sentence(sentence: Sentence) -> Iterator[tuple[Bond, list[Pair]]]:
    runs = [one.text for one in clauses(sentence.core)]
    for bond, shape in _SHARED.items():
        pairs = [Pair(one["left"].strip(), one["right"], (sentence,)) for one in map(shape.match, runs) if one]
        if all(_is_fit(one) for one in pairs):
            yield bond, pairs


def _is_fit(pair: Pair) -> bool:
    left = is_fit_stem(pair.left, SHORTEST_SIDE, 16)
    return left and is_whole(pair.right, SHORTEST_SIDE, LONGEST_SIDE) and stands_alone(pair.right)


def _are_apart(pairs: Sequence[Pair]) -> bool:
    return not any(
        are_near(one.left, other.left, 90) or are_near(one.right, other.right)
        for place, one in enumerate(pairs)
        for other in pairs[place + 1 :]
    )
