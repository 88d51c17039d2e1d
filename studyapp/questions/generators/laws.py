"""根据《X》…, 违反《X》…: the rule that was applied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.point import Point

_LAW = re.compile(
    r"(?:根据|依据|依照|按照|违反了?|适用|参照)《(?P<law>[^《》]{3,34}(?:法|条例|规定|办法|规则|规范|标准|准则|细则|意见|通知|制度|规程|法典|纪律处分条例))》"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every rule that is named as the ground of an action, once each."""
    seen: set[str] = set()
    for sentence in case.usable:
        found = list(_LAW.finditer(sentence.core))
        if len(found) != 1 or found[0]["law"] in seen or sentence.core.count("《") != 1:
            continue
        law = found[0]["law"]
        seen.add(law)
        core = sentence.core
        cloze = core[: found[0].start("law")] + "____" + core[found[0].end("law") :]
        if is_fit_stem(core, 14, 130):
            yield Point("law", (sentence,), (law,), "", f"{cloze}。", "law", "remember", 0.8, 0.6)
