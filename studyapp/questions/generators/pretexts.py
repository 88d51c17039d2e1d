"""以X为由, 因X被…: the reason given inside a telling clause, left out in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_PRETEXTS = (
    re.compile(
        r"以(?P<key>[^，,；;：:。“”以]{3,26})为(?:由|名义?|借口|诱饵|手段|代价|条件|目的)(?=[^，,。]{2,}|[，,])"
    ),
    re.compile(
        r"(?<![原起基])因(?P<key>[^，,；;：:。“”因此而为素果]{4,26}?)(?=被[^，,]{2,}|而[^，,]{2,}|导致|造成|引发|引起|发生(?:争执|争议|事故|冲突))"
    ),
    re.compile(r"(?:利用|凭借)(?!职务)(?P<key>[^，,；;：:。“”]{4,24}的?(?:便利|便利条件|漏洞|优势|影响力))(?=[，,])"),
)
LONGEST_BLANK = 8  # a longer phrase has too many right wordings to be compared with
_CUT_SHORT = re.compile(r"(?:担心|害怕|希望|认为|发现|需要|没有|未|、)$")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every reason or pretext told once in a passage that stands alone."""
    for sentence in case.usable:
        for pattern in _PRETEXTS:
            for found in pattern.finditer(sentence.core):
                key = found["key"]
                passage = passage_of(case, sentence, found.start("key"), found.end("key"), len(sentence.core))
                fit = is_whole(key, 3, 26) and is_fit_stem(key, 3, 26) and case.text.count(key) == 1
                if (
                    passage
                    and fit
                    and not _CUT_SHORT.search(key)
                    and len(passage.before) >= 4
                    and len(passage.before + passage.after) >= 14
                ):
                    short = len(key) <= LONGEST_BLANK
                    question = "" if short else f"补全横线处的内容：{passage.blanked()}"
                    cloze = passage.blanked() if short else ""
                    yield Point("pretext", passage.sentences, (key,), question, cloze, "", "understand", 0.8, 0.75)
