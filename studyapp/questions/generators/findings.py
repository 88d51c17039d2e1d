"""认定为X, 诊断为X: what something was found to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point
from studyapp.text.subjects import names_its_subject

_CLAIMED = re.compile(r"提出[，,]|主张|辩称|诉称|请求|要求|^其他|情形$")  # a party wants it found
_FOUND = re.compile(
    r"(?:诊断为|确诊为|认定为|鉴定为|评定为|定性为|判定为|定位为|确认为)(?P<key>[^，,；;。：:“”（(]{2,24})(?=$|[，,；;])"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every official finding in a sentence that stands alone."""
    for sentence in case.of("body"):
        found = _FOUND.search(sentence.core)
        core = sentence.core
        if (
            found
            and not _CLAIMED.search(core)
            and is_whole(found["key"], 2, 24)
            and core.count(found["key"]) == 1
            and is_fit_stem(core, 12, 110)
            and names_its_subject(core)
        ):
            cloze = f"{core[: found.start('key')]}____{core[found.end('key') :]}。"
            yield Point("finding", (sentence,), (found["key"],), "", cloze, "", "remember", 0.8, 0.7)
