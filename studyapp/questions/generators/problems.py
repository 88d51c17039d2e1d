"""S存在X的问题: what was wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_EXISTS = re.compile(
    r"(?:^|[，,；;])(?P<head>[^，,；;：:。]{2,26}?)(?P<verb>存在|出现)(?:着|了)?(?P<key>[^，,；;：:。]{4,50}?)(?:等)?的?"
    r"(?P<noun>问题|隐患|不足|情况|现象|情形|困难|短板|漏洞|风险|违法行为|行为)(?=$|[，,；;])"
)
_OPEN_HEAD = re.compile(
    r"(?:是否|可能|不|没|未|没有|容易|若|如|已|已经|仍|仍然|还|也|均|都|普遍|所|中|时|后|前|发现|为|避免|防止|杜绝|减少|导致|造成|会|将|能|以免"
    r"|致使|认为|反映|查出|确认)$|^(?:避免|防止|杜绝|减少|发现|认为|由于|因)"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every stated fault whose bearer can stand in the stem, once for each bearer."""
    seen: set[str] = set()
    for sentence in case.of("body"):
        for found in _EXISTS.finditer(sentence.core):
            head, key = found["head"], found["key"].strip("“”")
            if head in seen or _OPEN_HEAD.search(head) or not is_fit_stem(head, 2, 26) or not is_whole(key, 4, 50):
                continue
            seen.add(head)
            asked = f"{head}{found['verb']}什么{found['noun']}？"
            yield Point("fault", (sentence,), (key,), asked, bloom="remember", confidence=0.75, worth=0.75)
