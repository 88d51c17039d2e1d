"""承担主要责任, 承担连带责任: which kind of liability somebody bears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.point import Point

_KINDS = (
    ("全部责任", "主要责任", "同等责任", "次要责任"),
    ("连带责任", "按份责任", "补充责任", "公平责任"),
    ("连带赔偿责任", "补充赔偿责任", "按份赔偿责任"),
    ("连带清偿责任", "补充清偿责任", "按份清偿责任"),
    ("违约责任", "侵权责任", "缔约过失责任"),
    ("主体责任", "监督责任", "领导责任"),
)
_OTHERS = {one: tuple(other for other in kind if other != one) for kind in _KINDS for one in kind}
_NAMES = "|".join(sorted(_OTHERS, key=len, reverse=True))
_BORNE = re.compile(rf"(?:承担|负有?|担负|构成)(?:(?:事故|本次事故|此次事故|相应)的?)?(?P<key>{_NAMES})")
_OPEN = re.compile(r"请求|主张|要求|是否|能否|应否|如何|要不要|[?？]")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every liability of a closed set that is told once."""
    for sentence in case.usable:
        found = _BORNE.search(sentence.core)
        if not found or _OPEN.search(sentence.core):
            continue
        key = found["key"]
        passage = passage_of(case, sentence, found.start("key"), found.end("key"))
        if passage and not re.search(r"不(?:应当?)?(?:承担|负)", passage.before[-8:]):
            others = tuple(one for one in _OTHERS[key] if one not in case.text)
            yield Point(
                "liability", passage.sentences, (key,), "", passage.blanked(), "", "understand", 0.85, 0.85, others
            )
