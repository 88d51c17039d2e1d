"""法院判决X, 作出X的处罚, 争议的处理: how a matter ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_RULED = re.compile(
    r"^(?P<before>(?:[^：:。；;]{0,40}[，,])?(?P<body>[^，,；;：:。“”]{0,14}(?:法院|仲裁委员会|仲裁委|委员会|局|院)(?:最终|依法|一审|二审|经审理|审理后)*))(?P<verb>判决|裁决|裁定|判令)[：:，,]?(?P<key>[^。]{4,120})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every decision of a named body, where the case tells exactly one."""
    found = [(one, match) for one in case.of("body") if (match := _RULED.match(one.core))]
    bodies = [match["body"] for _, match in found]
    for sentence, match in found:
        if _goes_on(case, sentence):
            continue
        fit = bodies.count(match["body"]) == 1 and is_fit_stem(match["body"], 2, 24) and is_whole(match["key"], 4, 120)
        if fit and not re.match(r"(?:认为|书|如下|结果)", match["key"]):
            question = f"{match['body']}作出了怎样的{match['verb']}？"
            yield Point("ruling", (sentence,), (match["key"],), question, bloom="remember", confidence=0.8, worth=0.8)


def _goes_on(case: AnalysedCase, sentence: Sentence) -> bool:
    rest = case.case.body[sentence.end :]
    return bool(rest.split("\n", 1)[0].strip())
