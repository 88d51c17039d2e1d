"""X是指Y, 所谓X，就是Y: which term is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_MEANS = re.compile(
    r"^(?P<opening>(?:根据|依据|按照)[^，,]{4,40}[，,])?(?:所谓的?|这里的)?(?P<marks>“?)(?P<key>[^，,；;：:。“”《》、的是指]{2,14})”?(?:[（(][^（）()]{1,30}[)）])?[，,]?(?:主要|通常|一般|实际上?)?"
    r"(?:是指|系指|指的是|，指|就是指|是一种|是一类|又称为?|的定义是)(?P<meaning>[^；;。]{8,110})$"
)
_OPENS_A_CLAUSE = re.compile(r"还|也|要|应|必须|需|可|能|不|再|就|都|又|更")
_PLAIN = frozenset("这那它他此其本")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every term that the case explains and does not name in its title."""
    for sentence in case.usable:
        found = _MEANS.match(sentence.core)
        if not found or found["key"][0] in _PLAIN or _OPENS_A_CLAUSE.match(found["key"]):
            continue
        key, meaning = found["key"], found["meaning"]
        if is_whole(key, 2, 14) and is_fit_stem(meaning, 8, 110) and key not in (case.case.title or ""):
            cloze = f"{found['opening'] or ''}____{sentence.core[found.end('key') :].lstrip('”，,')}。"
            yield Point("definition", (sentence,), (key,), "", cloze, "", "understand", 0.85, 0.85)
