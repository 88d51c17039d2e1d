"""依据《X》第…条, 违反了《X》: the rule on which a telling sentence rests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.point import Point

_GROUND = re.compile(
    r"(?:根据|依据|依照|按照|违反了?|适用|参照|触犯了?|符合)(?:了)?《(?P<key>[^《》]{3,34}(?:法|条例|规定|办法|规则|规范|标准|准则|细则|意见|规程|法典|解释|制度))》"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every rule that a passage names as its only one, once each."""
    seen: set[str] = set()
    for sentence in case.usable:
        for found in _GROUND.finditer(sentence.core):
            key = found["key"]
            passage = passage_of(case, sentence, found.start("key"), found.end("key"))
            if key in seen or passage is None or passage.blanked().count("《") != 1:
                continue
            if len(passage.blanked()) - len(passage.before) > 16 or len(passage.before) > 18:
                seen.add(key)
                yield Point("law", passage.sentences, (key,), "", passage.blanked(), "law", "remember", 0.8, 0.6)
