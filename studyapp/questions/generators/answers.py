"""P。对此，M: a problem told in one sentence and answered in the next; and what was before against what is now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import MEASURE, is_fit_stem, is_whole, without_aftermath
from studyapp.questions.point import Point
from studyapp.text.sentences import inner_quoted

_ANSWER = re.compile(r"^(?:对此|为此|针对这[^，,]{1,10}|面对这[^，,]{1,10})[，,](?P<key>[^。]{8,120})$")
_THEN_NOW = re.compile(
    r"^(?P<cue>过去|以前|原来|以往)是?(?P<before>[^；;。]{4,44}?)[，,；;](?:如今|现在|而今|改革后|现在则)是?(?P<key>[^；;。]{4,60})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every answered problem of the body, and for every comparison of before and now."""
    for first, second in pairwise(case.of("body")):
        if second.index == first.index + 1 and (found := _ANSWER.match(second.text.rstrip("。"))):
            yield from _answer(first, second, without_aftermath(found["key"]))
    for sentence in case.usable:
        if found := _THEN_NOW.match(sentence.core):
            yield from _comparison(sentence, found)


def _answer(first: Sentence, second: Sentence, key: str) -> Iterator[Point]:
    problem = first.core
    if is_fit_stem(problem, 8, 70) and is_whole(key, 8, 120) and MEASURE.search(key):
        asked = f"面对“{inner_quoted(problem)}”的情况，采取了什么做法？"
        yield Point("answer", (first, second), (key,), asked, confidence=0.85, worth=0.9)


def _comparison(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    if is_fit_stem(found["before"], 4, 44) and is_whole(found["key"], 4, 60):
        copula = "" if "是" in found["before"] else "是"
        asked = f"{found['cue']}{copula}{found['before']}，现在变成了怎样？"
        yield Point("comparison", (sentence,), (found["key"],), asked, confidence=0.8, worth=0.85)
