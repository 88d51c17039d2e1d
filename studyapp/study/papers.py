"""Drawing a paper: a pure selection from the approved questions of a module, the same for the same seed.

Every case gets its fair share, the Bloom levels come near to `BLOOM_SHARES`, questions the learner has not met yet go
first, and no two questions on a paper give each other away or ask about the same sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

BLOOM_SHARES = {"remember": 0.4, "understand": 0.4, "apply": 0.1, "analyse": 0.1}
_SEEN, _CASE, _BLOOM, _DOUBT = 1000.0, 2.0, 1.0, 0.5  # what each shortcoming costs, most important first


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A sentence of a revision's part, half-open, in part offsets."""

    revision_id: int
    part: str
    start: int
    end: int

    def overlaps(self, other: SentencePlace) -> bool:
        """Say whether both share a character of the same text."""
        same_text = (self.revision_id, self.part) == (other.revision_id, other.part)
        return same_text and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Candidate:
    """An approved question that a paper may ask. `case_position` is its case's place in the module.

    `difficulty` is the share correct, as answered so far or as expected; one `is_for_exams` is asked in exams alone.
    """

    version_id: int
    question_id: int
    case_position: int
    kind: str
    bloom: str
    confidence: float
    stem: str
    key_texts: tuple[str, ...]
    option_count: int
    sentences: tuple[SentencePlace, ...]
    case_id: int = 0
    difficulty: float = 0.5
    is_for_exams: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question on the paper, with the order in which its options are shown."""

    version_id: int
    option_order: tuple[int, ...]


def draw(candidates: Sequence[Candidate], count: int, random: Random, seen: Collection[int] = ()) -> list[Drawn]:
    """Return at most `count` questions, grouped by case in the module's order; `seen` are ids of questions met before.

    Fewer come back where the bank has not enough questions that may stand together.
    """
    waiting = sorted(candidates, key=lambda one: one.version_id)
    random.shuffle(waiting)
    enemies = enemy_pairs(waiting)
    chosen: list[Candidate] = []
    while waiting and len(chosen) < count:
        best = min(waiting, key=lambda one: _cost(one, chosen, count, seen))
        chosen.append(best)
        waiting = [
            one for one in waiting if one is not best and frozenset((one.version_id, best.version_id)) not in enemies
        ]
    random.shuffle(chosen)
    chosen.sort(key=lambda one: one.case_position)
    return [Drawn(one.version_id, option_order(one, random)) for one in chosen]


def option_order(candidate: Candidate, random: Random) -> tuple[int, ...]:
    """Return the order in which the options are shown: drawn by lot, but right before wrong for true_false."""
    order = list(range(candidate.option_count))
    if candidate.kind != "true_false":
        random.shuffle(order)
    return tuple(order)


def enemy_pairs(candidates: Sequence[Candidate]) -> set[frozenset[int]]:
    """Return the pairs of version ids that may not share a paper; only questions of one case can be enemies."""
    by_case: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_case[one.case_position].append(one)
    return {
        frozenset((one.version_id, other.version_id))
        for members in by_case.values()
        for one, other in combinations(members, 2)
        if are_enemies(one, other)
    }


def are_enemies(one: Candidate, other: Candidate) -> bool:
    """Say whether two questions are versions of one, rest on the same sentence, or one names the other's key."""
    if one.question_id == other.question_id:
        return True
    if any(mine.overlaps(theirs) for mine in one.sentences for theirs in other.sentences):
        return True
    return _tells(one, other) or _tells(other, one)


def _tells(teller: Candidate, asked: Candidate) -> bool:
    if asked.kind == "true_false" or teller.case_position != asked.case_position:
        return False
    return any(len(key) >= 2 and key in teller.stem and key not in asked.stem for key in asked.key_texts)


def _cost(one: Candidate, chosen: Sequence[Candidate], count: int, seen: Collection[int]) -> float:
    cases = Counter(other.case_position for other in chosen)
    levels = Counter(other.bloom for other in chosen)
    wanted = BLOOM_SHARES.get(one.bloom, 0.1) * count
    return (
        _SEEN * (one.question_id in seen)
        + _CASE * cases[one.case_position]
        + _BLOOM * max(0.0, levels[one.bloom] + 1 - wanted)
        + _DOUBT * (1 - one.confidence)
    )
