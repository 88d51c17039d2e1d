"""What one sentence of a case says in a place, exchanged for what another sentence says in the same place.

A purpose for another purpose, a cause for another cause: both stand in the case, each tied to its own matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.chance import rank_of
from studyapp.questions.choices.swap import Swap, exchanged
from studyapp.questions.distractors.pool import Pool
from studyapp.questions.likeness import said_share
from studyapp.questions.point import Point

EXCHANGED = frozenset({"purpose", "cause", "condition", "means", "basis"})
MOST_ALIKE = 0.4
TARGET = re.compile(r"^(?:针对|面对|围绕|聚焦)(?P<target>[^，,；;：:。]{2,30})[，,]")


def find(sentence: Sentence, case: AnalysedCase, points: Sequence[Point], pool: Pool) -> Iterator[Swap]:
    """Yield the sentence with the key of a point in it exchanged for the key of a like point, or a list's last item."""
    for point in points:
        if point.sentences != (sentence,):
            continue
        if point.rule in EXCHANGED:
            yield from _exchange(sentence.core, point, points)
        elif point.rule == "list":
            yield from _other_item(sentence.core, case, point, pool)


def ratio_of(one: str, other: str) -> bool:
    """Say whether two phrases are of like length."""
    return 0.5 <= len(one) / max(1, len(other)) <= 2


def siblings(point: Point, points: Sequence[Point]) -> list[str]:
    """Return the keys that fill the same place in other sentences of a case unlike each other, likest length first."""
    place = (point.rule, point.family)
    others = [
        one.key
        for one in points
        if (one.rule, one.family) == place and one.sentences != point.sentences and _apart(one.key, point)
    ]
    return sorted(dict.fromkeys(others), key=lambda one: (abs(len(one) - len(point.key)), rank_of(point.key, one)))


def _apart(other: str, point: Point) -> bool:
    text = "".join(one.text for one in point.sentences)
    return ratio_of(other, point.key) and said_share(other, text) < MOST_ALIKE


def _exchange(core: str, point: Point, points: Sequence[Point]) -> Iterator[Swap]:
    others = siblings(point, points)
    if others and core.count(point.key) == 1:
        start = core.index(point.key)
        yield exchanged(core, start, start + len(point.key), others[0], worth=0.85)


def _other_item(core: str, case: AnalysedCase, point: Point, pool: Pool) -> Iterator[Swap]:
    last = point.keys[-1]
    wrong = pool.beside(case, point, core, 1)
    if wrong and core.count(last) == 1:
        start = core.index(last)
        yield exchanged(core, start, start + len(last), wrong[0].text, worth=0.65)
