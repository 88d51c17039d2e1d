"""A，因此B; B，是因为A: on what ground something is concluded or done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point

_THEREFORE = re.compile(
    r"^(?P<key>[^；;。：:]{8,80})[，,；;](?:因此|所以|因而|故此|据此|故(?![障意事宫乡居]))[，,]?(?P<then>[^；;。：:]{6,60})$"
)
_BECAUSE = re.compile(
    r"^(?P<then>[^；;。：:]{6,60}?)(?:之所以)?[，,](?:主要|正|就|也)?是(?:因为|由于)(?P<key>[^；;。]{6,80})$"
)

_BARE_BECAUSE = re.compile(r"^(?P<then>[^，,；;。：:]{4,30})[，,](?:主要|正|就|也)?因为(?P<key>[^，,；;。]{6,80})$")
_WHY_SO = re.compile(
    r"^(?P<what>[^，,；;。：:]{2,24}?之所以[^，,；;。：:]{2,30})[，,](?:主要|关键|根本|就|正|最?重要的)?(?P<cue>是因为|是由于|在于|原因是|原因在于)(?P<key>[^。；;：:]{4,70})(?=$|[：:])"
)
_PERSON = re.compile("[他她]")  # whom the first half names
_BARE = re.compile(r"(?:不|没|未|无|可|应|需|要|必须|能|会|已|将|有|是|依法|判决|决定|认定)")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every sentence that gives both a ground and what follows from it."""
    for sentence in case.usable:
        if found := _WHY_SO.match(sentence.core):
            if is_fit_stem(found["what"], 6, 54) and is_whole(_PERSON.sub("", found["key"]), 4, 70):
                asked = "关键在于什么" if found["cue"] == "在于" else "原因是什么"
                yield Point(
                    "reason", (sentence,), (found["key"],), f"{found['what']}，{asked}？", confidence=0.85, worth=0.9
                )
            continue
        for pattern, asked in ((_THEREFORE, "理由"), (_BECAUSE, "原因"), (_BARE_BECAUSE, "原因")):
            if found := pattern.match(sentence.core):
                yield from _point(sentence, found["key"], found["then"], asked)


def _point(sentence: Sentence, key: str, then: str, asked: str) -> Iterator[Point]:
    then = then.replace("之所以", "", 1)
    if is_fit_stem(key, 6, 80) and is_whole(key, 6, 80) and is_fit_stem(then, 6, 60) and not _BARE.match(then):
        yield Point("reason", (sentence,), (key,), f"{then}，{asked}是什么？", confidence=0.8, worth=0.85)
