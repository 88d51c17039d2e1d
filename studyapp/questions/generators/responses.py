"""针对X，Y: what was done about what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import MEASURE, is_fit_stem, is_whole, without_aftermath
from studyapp.questions.point import Point

_RESPONSE = re.compile(
    r"^(?P<cue>针对|面对|围绕|聚焦|对于)(?P<target>[^，,；;：:。]{3,40})[，,](?P<measure>[^。]{8,110})$"
)
_RULE = re.compile("不得|必须|应当|一律|应立即|须")
_PAST = re.compile(r"^(?:当初|起初|原来|过去)|虽|尽管|即使")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated answer to a stated problem, body only."""
    for sentence in case.of("body"):
        found = _RESPONSE.match(sentence.core)
        if not found or _PAST.match(found["target"]) or not MEASURE.search(found["measure"]):
            continue
        target, measure = found["target"], without_aftermath(found["measure"])
        if (
            is_fit_stem(target, 3, 40)
            and is_whole(measure, 8, 110)
            and not re.match(r"(?:不|没|未|如何|怎样)", measure)
        ):
            asked = "应当怎样处理" if _RULE.search(measure) else "采取了什么做法"
            yield Point(
                rule="response",
                sentences=(sentence,),
                keys=(measure,),
                question=f"{found['cue']}{target}，{asked}？",
                family="response",
                confidence=0.85,
                worth=0.9,
            )
