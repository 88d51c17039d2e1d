"""The totals of a round, and who moved from where to where between two: pure functions over the ballots' contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import SCALE

FEWEST_ANONYMOUS = 3
ALIKE = 75.0
WITH_FLOWS = frozenset({RoundKind.SINGLE, RoundKind.TRUE_FALSE, RoundKind.SCALE})


@dataclass(frozen=True, slots=True)
class Line:
    """One answer with how often it was given: on phones, and by raised hands. A ranking counts points instead."""

    text: str
    count: int
    hands: int = 0
    is_key: bool = False

    @property
    def total(self) -> int:
        """Return phones and hands together."""
        return self.count + self.hands


@dataclass(frozen=True, slots=True)
class Tally:
    """The totals of a round; `answered` are the ballots, `hands` the raised hands."""

    lines: tuple[Line, ...]
    answered: int
    hands: int

    @property
    def most(self) -> int:
        """Return the largest total, at least 1."""
        return max((one.total for one in self.lines), default=0) or 1


@dataclass(frozen=True, slots=True)
class Shift:
    """Two votes on the same question. `flows[i][j]` people moved from answer i to answer j; both voted."""

    texts: tuple[str, ...]
    flows: tuple[tuple[int, ...], ...]

    @property
    def before(self) -> tuple[int, ...]:
        """Return how many of those who voted twice gave each answer first."""
        return tuple(sum(row) for row in self.flows)

    @property
    def after(self) -> tuple[int, ...]:
        """Return how many of them gave each answer the second time."""
        return tuple(sum(column) for column in zip(*self.flows, strict=True))

    @property
    def both(self) -> int:
        """Return how many people voted both times."""
        return sum(self.before)

    @property
    def moved(self) -> int:
        """Return how many of them changed their mind."""
        return self.both - sum(row[index] for index, row in enumerate(self.flows))


def tally(
    kind: RoundKind,
    options: Sequence[Mapping[str, Any]],
    contents: Sequence[Mapping[str, Any]],
    hands: Mapping[int, int],
    *,
    with_key: bool = False,
) -> Tally:
    """Return the totals of a round; the keys are told only `with_key`."""
    raised = sum(hands.values())
    if kind is RoundKind.TEXT:
        return Tally(tuple(group_texts([str(one["text"]) for one in contents])), len(contents), raised)
    counted = _count(kind, contents, len(options))
    lines = [
        Line(text, counted[index], hands.get(index, 0), with_key and bool(is_key))
        for index, (text, is_key) in enumerate(answers(kind, options))
    ]
    if kind is RoundKind.RANKING:
        lines.sort(key=lambda one: -one.total)
    return Tally(tuple(lines), len(contents), raised)


def shift(
    kind: RoundKind, options: Sequence[Mapping[str, Any]], pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> Shift | None:
    """Return who moved where; None for a kind with several answers at once. A pair is one person's two ballots."""
    if kind not in WITH_FLOWS:
        return None
    texts = tuple(text for text, _ in answers(kind, options))
    moves = Counter((_answer(kind, one), _answer(kind, other)) for one, other in pairs)
    places = range(len(texts))
    return Shift(texts, tuple(tuple(moves[one, other] for other in places) for one in places))


def answers(kind: RoundKind, options: Sequence[Mapping[str, Any]]) -> list[tuple[str, bool]]:
    """Return every answer that can be given, with whether it is the key; a scale's ends carry their words."""
    if kind is not RoundKind.SCALE:
        return [(str(one["text"]), bool(one["is_key"])) for one in options]
    ends = [str(one["text"]) for one in options]
    words = {1: f"1 {ends[0]}", SCALE: f"{SCALE} {ends[-1]}"} if ends else {}
    return [(words.get(figure, str(figure)), False) for figure in range(1, SCALE + 1)]


def group_texts(texts: Sequence[str]) -> list[Line]:
    """Return the texts with their like counted together under the most frequent wording, largest group first."""
    groups: list[Counter[str]] = []
    for text, times in Counter(texts).most_common():
        home = next((one for one in groups if fuzz.ratio(one.most_common(1)[0][0], text) >= ALIKE), None)
        if home is None:
            home = Counter()
            groups.append(home)
        home[text] += times
    lines = [Line(one.most_common(1)[0][0], one.total()) for one in groups]
    return sorted(lines, key=lambda one: -one.count)


def _count(kind: RoundKind, contents: Sequence[Mapping[str, Any]], option_count: int) -> Counter[int]:
    counted: Counter[int] = Counter()
    for one in contents:
        if kind is RoundKind.RANKING:
            for place, option in enumerate(one["ranked"]):
                counted[option] += option_count - place
        elif kind is RoundKind.SCALE:
            counted[one["value"] - 1] += 1
        else:
            counted.update(one["chosen"])
    return counted


def _answer(kind: RoundKind, content: Mapping[str, Any]) -> int:
    return int(content["value"]) - 1 if kind is RoundKind.SCALE else int(content["chosen"][0])
