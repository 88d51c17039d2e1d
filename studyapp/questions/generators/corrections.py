"""不是X，而是Y; 不在X，而在Y; 表面上是X，实质上是Y: what is meant instead of what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem, is_whole
from studyapp.questions.point import Point


class Turn(NamedTuple):
    """A way of denying one thing and meaning another: its shape, and the question in the shape's own words."""

    shape: re.Pattern[str]
    asked: str


_TURNS = (
    Turn(
        re.compile(
            r"^(?P<subject>[^，,。；;：:]{2,26}?)(?:并|绝|往往)?(?:不是|不在于)(?!因为)(?P<wrong>[^，,。；;：:]{2,30})[，,]"
            r"(?:而|恰恰)是?(?!因为)(?:在于)?(?P<key>[^。；;：:]{2,50})$"
        ),
        "{subject}不是{wrong}，而是什么？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^；;。：:]{3,40}?)[，,]?(?:并)?不是因为(?P<wrong>[^，,；;。]{2,30})[，,]而是因为(?P<key>[^。；;：:]{3,60})$"
        ),
        "{subject}，不是因为{wrong}，而是因为什么？",
    ),
    Turn(
        re.compile(
            r"^(?:[^，,]{2,16}[，,])?(?P<subject>[^，,；;。：:]{2,26}?)[，,]?不取决于(?P<wrong>[^，,；;。]{2,24})[，,]"
            r"而取决于(?P<key>[^，,。；;]{2,30})$"
        ),
        "{subject}不取决于{wrong}，而取决于什么？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^，,；;。：:]{3,26}?)不在(?!于|此|乎)(?P<wrong>[^，,；;。]{2,20})[，,]而在(?!于)(?P<key>[^，,。；;]{2,24})$"
        ),
        "{subject}不在{wrong}，而在什么？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^，,；;。：:]{3,24}?)(?P<comma>[，,]?)(?P<never>不能|不应当?|不可|不宜)"
            r"(?P<wrong>(?:只|仅|单纯|简单|一味|光)[^，,；;。]{2,24})[，,]而?(?P<modal>要|更要|应当|应该|应|必须)"
            r"(?P<key>[^。；;：:，,]{3,40})(?=$|[：:])"
        ),
        "{subject}{comma}{never}{wrong}，而{modal}怎样做？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^；;。：:]{3,40}?)[，,]?表面上?看?(?:起来)?是(?P<wrong>[^，,；;。]{2,24})[，,]"
            r"(?P<cue>实质上|实际上|本质上|根子上|根本上|实则)(?:却|其实)?是?(?P<key>[^，,。；;]{2,30})$"
        ),
        "{subject}，表面上看是{wrong}，{cue}是什么？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^；;。：:，,]{3,30}?)(?P<seems>看似|看起来|看上去)是(?P<wrong>[^，,；;。]{2,24})[，,]"
            r"(?P<cue>实质上|实际上|其实)(?:却)?是(?P<key>[^，,。；;：:]{2,30})(?=$|[：:])"
        ),
        "{subject}{seems}是{wrong}，{cue}是什么？",
    ),
    Turn(
        re.compile(
            r"^(?P<subject>[^；;。：:]{3,40}?)[，,]?(?P<seems>看似|看起来|看上去)(?:是)?(?P<wrong>[^，,；;。]{2,24})[，,]"
            r"(?P<cue>实质上|实际上|其实|实则)(?:却)?(?P<key>[^，,。；;]{4,30})$"
        ),
        "{subject}，{seems}{wrong}，{cue}怎样？",
    ),
)
_PERSON = re.compile("[他她]")


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every sentence that denies one thing and means another."""
    for sentence in case.usable:
        turns = ((turn, found) for turn in _TURNS if (found := turn.shape.match(sentence.core)))
        for turn, found in turns:
            yield from _point(sentence, turn, found)
            break


def _point(sentence: Sentence, turn: Turn, found: re.Match[str]) -> Iterator[Point]:
    subject, wrong, key = found["subject"], found["wrong"], found["key"]
    # A 他 or 她 in the key is whom the stem names.
    if is_fit_stem(subject, 2, 40) and is_whole(_PERSON.sub("", key), 2, 60) and is_whole(wrong, 2, 30):
        asked = turn.asked.format(**found.groupdict())
        yield Point("correction", (sentence,), (key,), asked, confidence=0.85, worth=0.9)
