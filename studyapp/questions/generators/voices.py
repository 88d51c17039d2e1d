"""原告主张…, 被告辩称…, 法院认为…: which side holds a view; the other sides of the same case are the wrong options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import first_clauses, is_fit_stem
from studyapp.questions.likeness import are_near
from studyapp.questions.point import Point

_SAYS = re.compile(
    r"^(?:[^，,；;：:。]{0,14}[，,])?(?P<who>(?:一审|二审|再审|终审)?(?:原告|被告人?|上诉人|被上诉人|申请人|被申请人|法院|人民法院|仲裁委员会|仲裁委|公诉机关|检察机关|辩护人|物业公司|业主|消费者|商家|平台|保险公司|用人单位|劳动者|患方|医方|院方|校方|家长|公司))"
    r"(?P<name>[^，,；;：:。经审则]{0,10}?)(?:经审理|审理|则|均|还|一致)*(?P<verb>认为|主张|诉称|辩称|提出|坚持认为)[，,：:]?(?P<claim>[^“”]{12,150})$"
)
LONGEST_CLAIM = 90


class Voice(NamedTuple):
    """Who holds which view, and where it is told."""

    who: str
    verb: str
    claim: str
    sentence: Sentence


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every view of a case in which at least three sides are heard."""
    voices = [voice for sentence in case.of("body") if (voice := _voice(sentence))]
    sides = list(dict.fromkeys(one.who for one in voices))
    for voice in voices:
        others = tuple(one for one in sides if not are_near(one, voice.who))
        if len(others) >= 2 and not any(one in voice.claim for one in sides):
            cloze = f"____认为，{voice.claim}。"
            yield Point(
                "paired-voice", (voice.sentence,), (voice.who,), "", cloze, "", "understand", 0.85, 0.85, others[:3]
            )


def _voice(sentence: Sentence) -> Voice | None:
    found = _SAYS.match(sentence.core)
    if not found:
        return None
    claim = first_clauses(found["claim"], LONGEST_CLAIM)
    return Voice(found["who"], found["verb"], claim, sentence) if is_fit_stem(claim, 12, LONGEST_CLAIM) else None
