"""只有X，才Y; 只要X，就Y: on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_ONLY = re.compile(
    r"(?:^|[：:，,])只有(?P<key>[^。；;：:]{4,60}?)[，,](?P<then>(?:[^，,。；;：:才]{0,12})才[^。；;：:]{3,50})$"
)
_WHENEVER = re.compile(
    r"(?:^|[：:，,])只要(?P<key>[^。；;：:]{4,70}?)[，,](?P<then>(?:[^，,。；;：:就]{0,12})[就便][^。；;：:]{3,70})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated condition."""
    for sentence in case.usable:
        for cue, pattern in (("只有", _ONLY), ("只要", _WHENEVER)):
            found = pattern.search(sentence.core)
            if not found or not is_whole(found["key"], 4, 70):
                continue
            then = found["then"]
            if is_fit_stem(re.sub("^[才就便]", "", then), 3, 70) and not re.search(
                "[，,]", then[:-1] if cue == "只有" else ""
            ):
                question = f"{cue}怎样做，{then}？"
                yield Point(
                    "condition", (sentence,), (found["key"],), question, family="condition", confidence=0.85, worth=0.85
                )
