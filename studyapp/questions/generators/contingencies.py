"""如果X，应Y: what to do when something happens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole, without_aftermath
from studyapp.questions.point import Point

_CASE = re.compile(
    r"^(?P<condition>(?:如果|如(?![此何下今同意图上前]|有所)|若|一旦|遇到|遇有|当(?![时年地天日事初])|凡)[^，,；;：:。]{4,44})[，,](?P<key>[^。；;]{6,90})$"
)
_ACTION = re.compile(
    r"^(?:[^，,]{0,10}?)(?:应当|应该|应|必须|可以|可向|可(?!能)|要|不得|由|及时|立即|须|先|不要|向|务必|切勿)"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated reaction to a stated contingency."""
    for sentence in case.usable:
        found = _CASE.match(sentence.core)
        if not found or not _ACTION.match(found["key"]):
            continue
        condition, key = found["condition"], without_aftermath(found["key"])
        if is_fit_stem(re.sub("^(?:如果|一旦|遇到|遇有|若|如|当|凡)", "", condition), 4, 46) and is_whole(key, 6, 90):
            yield Point("contingency", (sentence,), (key,), f"{condition}，应当怎样做？", confidence=0.8, worth=0.85)
