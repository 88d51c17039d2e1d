"""判处有期徒刑三年, 行政拘留十日: how long or how much, in Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators.passages import passage_of
from studyapp.questions.point import Point

_NUMERALS = "一二三四五六七八九十"
_TERM = re.compile(
    rf"(?P<kind>有期徒刑|拘役|管制|缓刑|行政拘留|拘留|停职|剥夺政治权利|罚款人民币|罚金人民币|罚款|罚金)(?P<key>(?P<number>[{_NUMERALS}两]{{1,3}})"
    r"(?P<unit>年|个月|日|天|万元|千元|百元))(?![零又一二三四五六七八九十两至以])"
)
_STEPS = (1, -1, 2, 3, -2)


def find(case: AnalysedCase) -> Iterator[Point]:
    """Yield a point for every punishment whose measure is told once in a passage with no other of its kind."""
    for sentence in case.usable:
        for found in _TERM.finditer(sentence.core):
            passage = passage_of(case, sentence, found.start("key"), found.end("key"))
            if (
                not passage
                or case.text.count(found["kind"] + found["key"]) != 1
                or passage.before.count(found["kind"]) > 1
            ):
                continue
            others = tuple(one for one in _near(found["number"], found["unit"]) if one not in case.text)[:3]
            yield Point(
                "figure", passage.sentences, (found["key"],), "", passage.blanked(), "", "remember", 0.85, 0.6, others
            )


def _near(number: str, unit: str) -> list[str]:
    if number not in _NUMERALS:
        return []
    place = _NUMERALS.index(number)
    return [_NUMERALS[place + step] + unit for step in _STEPS if 0 <= place + step < len(_NUMERALS)]
