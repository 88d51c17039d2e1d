"""Drawing by a blueprint: so many of each kind, level and case, no enemies together, the same for the same seed. Pure.

The numbers of one dimension may leave places free; what is over counts against those. The draw takes what is scarcest
first and then exchanges questions as long as that fills a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from studyapp.study.blueprint_models import Dimension
from studyapp.study.papers import Candidate, Drawn, enemy_pairs, option_order

MOST_EXCHANGES = 60
_SEEN, _DOUBT = 0.4, 0.1

Place = tuple[Dimension, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a paper should hold: `numbers` by dimension and value, every question within [hardest, easiest]."""

    count: int
    numbers: Mapping[Place, int] = field(default_factory=dict)
    hardest: float = 0.0
    easiest: float = 1.0
    is_exam_pool_only: bool = False

    def admits(self, one: Candidate) -> bool:
        """Say whether a question may be on the paper at all."""
        return self.hardest <= one.difficulty <= self.easiest and (one.is_for_exams or not self.is_exam_pool_only)


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that the bank cannot fill: `fitting` questions fit it, `drawn` of them can stand together."""

    dimension: Dimension
    value: str
    wanted: int
    fitting: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How far the bank carries a blueprint: how many questions fit, by place too, and what is missing."""

    count: int
    fitting: int
    drawn: int
    by_place: Mapping[Place, int]
    gaps: tuple[Gap, ...]

    @property
    def is_whole(self) -> bool:
        """Say whether a whole paper can be drawn."""
        return self.drawn == self.count and not self.gaps


def draw_by(candidates: Sequence[Candidate], wanted: Wanted, random: Random, seen: Collection[int] = ()) -> list[Drawn]:
    """Return the paper, grouped by case in the module's order; fewer questions where the bank has no more that fit."""
    chosen = _chosen(candidates, wanted, random, seen)
    random.shuffle(chosen)
    chosen.sort(key=lambda one: one.case_position)
    return [Drawn(one.version_id, option_order(one, random)) for one in chosen]


def fit_of(candidates: Sequence[Candidate], wanted: Wanted) -> Fit:
    """Return how far these questions carry a blueprint."""
    fitting = [one for one in candidates if wanted.admits(one)]
    chosen = _chosen(fitting, wanted, Random(0), ())  # noqa: S311 - a draw by lot
    have = _counted(chosen)
    supply = _counted(fitting)
    gaps = tuple(
        Gap(dimension, value, count, supply[dimension, value], have[dimension, value])
        for (dimension, value), count in wanted.numbers.items()
        if have[dimension, value] < count
    )
    return Fit(wanted.count, len(fitting), len(chosen), supply, gaps)


def places_of(one: Candidate) -> tuple[Place, Place, Place]:
    """Return where a question counts."""
    return (Dimension.KIND, one.kind), (Dimension.BLOOM, one.bloom), (Dimension.CASE, str(one.case_id))


def _counted(chosen: Sequence[Candidate]) -> Counter[Place]:
    return Counter(place for one in chosen for place in places_of(one))


def _chosen(candidates: Sequence[Candidate], wanted: Wanted, random: Random, seen: Collection[int]) -> list[Candidate]:
    waiting = sorted((one for one in candidates if wanted.admits(one)), key=lambda one: one.version_id)
    random.shuffle(waiting)
    enemies = enemy_pairs(waiting)
    supply = _counted(waiting)
    chosen: list[Candidate] = []
    while waiting and len(chosen) < wanted.count:
        step = _Step(wanted, supply, _counted(chosen))
        best = max(waiting, key=lambda one: step.gain(one) - _dislike(one, seen))
        chosen.append(best)
        waiting = [one for one in waiting if one is not best and not _are_enemies(one, best, enemies)]
    pool = sorted((one for one in candidates if wanted.admits(one)), key=lambda one: one.version_id)
    return _exchanged(chosen, pool, wanted, enemies)


class _Step:
    """One step of the draw: what the paper has so far, and what a further question would gain."""

    def __init__(self, wanted: Wanted, supply: Counter[Place], have: Counter[Place]) -> None:
        self._wanted, self._supply, self._have = wanted, supply, have
        self._is_full = {dimension: _free(dimension, have, wanted) <= 0 for dimension in Dimension}

    def gain(self, one: Candidate) -> float:
        """Return what the question fills, what is scarce first; one that takes another's place costs."""
        gain = -0.01 * self._have[Dimension.CASE, str(one.case_id)]
        for place in places_of(one):
            need = self._wanted.numbers.get(place, 0) - self._have[place]
            if need > 0:
                gain += 1.0 + need / max(1, self._supply[place])
            elif self._is_full[place[0]]:
                gain -= 1.0
        return gain


def _free(dimension: Dimension, have: Counter[Place], wanted: Wanted) -> int:
    """Return how many places of the paper the numbers of a dimension still leave to whatever comes."""
    asked = sum(count for (where, _), count in wanted.numbers.items() if where is dimension)
    over = sum(
        max(0, count - wanted.numbers.get((where, value), 0))
        for (where, value), count in have.items()
        if where is dimension
    )
    return wanted.count - asked - over


def _dislike(one: Candidate, seen: Collection[int]) -> float:
    return _SEEN * (one.question_id in seen) + _DOUBT * (1 - one.confidence)


def _exchanged(
    chosen: list[Candidate], pool: Sequence[Candidate], wanted: Wanted, enemies: set[frozenset[int]]
) -> list[Candidate]:
    missing = _missing(chosen, wanted)
    for _ in range(MOST_EXCHANGES):
        better = next(
            (swapped for swapped in _neighbours(chosen, pool, enemies, wanted) if _missing(swapped, wanted) < missing),
            None,
        )
        if better is None:
            return chosen
        chosen, missing = better, _missing(better, wanted)
    return chosen


def _neighbours(
    chosen: list[Candidate], pool: Sequence[Candidate], enemies: set[frozenset[int]], wanted: Wanted
) -> Iterator[list[Candidate]]:
    """Yield the papers that differ in one question that fills a gap."""
    if not _missing(chosen, wanted):
        return
    have = _counted(chosen)
    short = {place for place, count in wanted.numbers.items() if have[place] < count}
    for coming in pool:
        if coming in chosen or not short & set(places_of(coming)):
            continue
        opposed = [one for one in chosen if _are_enemies(one, coming, enemies)]
        for going in opposed if len(opposed) == 1 else ([] if opposed else chosen):
            yield [one for one in chosen if one is not going] + [coming]


def _missing(chosen: Sequence[Candidate], wanted: Wanted) -> int:
    have = _counted(chosen)
    return sum(max(0, count - have[place]) for place, count in wanted.numbers.items())


def _are_enemies(one: Candidate, other: Candidate, enemies: set[frozenset[int]]) -> bool:
    return frozenset((one.version_id, other.version_id)) in enemies
