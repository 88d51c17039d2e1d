"""S发现P，便M: what somebody did after finding something out, told in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole, without_aftermath
from studyapp.questions.point import Point

_FOUND = re.compile(
    r"^(?:[^，,；;。]{2,16}[，,])?(?P<found>(?P<who>[^，,；;：:。]{2,14}?)(?:发现|得知|了解到|注意到|察觉到?|意识到|看到)(?P<what>[^；;：:。]{4,50}?))"
    r"[，,](?:便|就|于是|随即|立即|当即|遂|马上)(?P<key>[^。；;：:]{6,90})$"
)
_PERSON = re.compile("[他她]们?")  # whom the first half names


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every finding of the body that was acted upon."""
    for sentence in case.of("body"):
        found = _FOUND.match(sentence.core)
        key = without_aftermath(found["key"]) if found else ""
        if found and is_fit_stem(found["found"], 8, 64) and is_whole(_PERSON.sub("", key), 6, 90):
            asked = f"{found['found']}，随后是怎样做的？"
            yield Point("discovery", (sentence,), (key,), asked, confidence=0.8, worth=0.8)
