"""启示, 说明, 提醒: what a commentary teaches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_TAUGHT = re.compile(
    r"(?:(?:启示|启发|告诉|提醒|警示|告诫|提示)(?:着|了)?(?:我们|人们|大家|各[^，,：:。]{1,8}|广大[^，,：:。]{1,8})"
    r"|(?:启示|教训|警示|启发)(?:是|在于)?(?=[：:]|是|在于))(?:是|在于)?[：:，,]?(?P<key>[^。；;]{8,110})$"
)
_SEVERAL = re.compile(
    r"另一|还有一|[两二三四五六几]点(?:启示|启发|教训)|[两二三四五六几]条|启示之一|[一二]是|第[一二][，,、]|首先"
)
_SHOWN = re.compile(
    r"^(?P<subject>[^，,；;：:。]{4,26}?)(?:充分|也|再次|深刻|清楚地?)?(?P<verb>说明|表明|证明|反映出|体现了|彰显了|揭示了)[，,]?(?P<key>[^；;。]{8,70})$"
)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield the lesson of a commentary where there is exactly one, and what a named thing is said to show."""
    sentences = case.of("commentary")
    taught = [(one, found) for one in sentences if (found := _TAUGHT.search(one.core))]
    if len(taught) == 1 and not _SEVERAL.search(case.case.commentary or ""):
        yield from _lesson(*taught[0])
    for sentence in sentences:
        if (
            (found := _SHOWN.match(sentence.core))
            and is_fit_stem(found["subject"], 4, 26)
            and is_whole(found["key"], 8, 70)
        ):
            question = f"{found['subject']}{found['verb']}什么？"
            yield Point("shown", (sentence,), (found["key"],), question, confidence=0.75, worth=0.85)


def _lesson(sentence: Sentence, found: re.Match[str]) -> Iterator[Point]:
    key = found["key"]
    if is_whole(key, 8, 110) and is_fit_stem(key, 8, 110) and not key.startswith(("怎样", "如何", "什么", "为什么")):
        yield Point(
            "lesson", (sentence,), (key,), "这一案例给人什么启示？", bloom="understand", confidence=0.85, worth=1.0
        )
