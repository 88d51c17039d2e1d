"""《X》第…条规定：…: what a rule says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_whole
from studyapp.questions.point import Point
from studyapp.text.standalone import is_noisy

_PROVISION = re.compile(
    r"^(?:根据|依据|依照|按照)?《(?P<law>[^《》]{3,40})》(?:（[^（）]*）)?(?P<article>第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九十]+[款项])*)?"
    r"(?:中)?(?:明确)?规定[：:，,]\s*“?(?P<key>[^“”]{8,130}?)[。”]*$"
)
_NORM = re.compile(r"应当?|可以|不得|有权|必须|需要?(?!探讨)|承担|视为|无效|[处罚]|的，|是指|按照")
_APPLIED = re.compile(r"本案|即[明^]|需要探讨|该(?:规定|条)|法院|原告|被告|某")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every rule whose words are given once."""
    seen: set[str] = set()
    for sentence in case.usable:
        found = _PROVISION.match(sentence.core)
        if not found:
            continue
        name = f"《{found['law']}》{found['article'] or ''}"
        key = found["key"].strip()
        if (
            name not in seen
            and is_whole(key, 8, 130)
            and not is_noisy(key)
            and _NORM.search(key)
            and not _APPLIED.search(key)
        ):
            seen.add(name)
            yield Point(
                "provision", (sentence,), (key,), f"{name}是怎样规定的？", bloom="remember", confidence=0.8, worth=0.75
            )
