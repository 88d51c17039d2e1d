"""What an attempt is worth, first and after a correction. Pure values; the rule is docs/decisions/nobody-loses.md.

A correction never takes points away: a position keeps the better of its score before and after. A withdrawn question
leaves points and points possible, unless an attempt is better off with it. Where nothing else is left, it counts as
right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

_EPSILON = 1e-9  # 0.6 scaled is a pass at 60 %, however the thirds were added up


@dataclass(frozen=True, slots=True)
class PositionMark:
    """A position's mark: `score` credited, `key_score` by the key (None: withdrawn), `weight` 0 where left out."""

    position: int
    score: float
    key_score: float | None
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Total:
    """The points of an attempt, of how many, and their share."""

    points: float
    possible: float
    scaled: float

    def passes(self, pass_mark: int) -> bool:
        """Say whether the share reaches a pass mark in percent."""
        return self.scaled * 100 + _EPSILON >= pass_mark


def total_of(marks: Sequence[PositionMark]) -> Total:
    """Return what marks add up to."""
    points = sum(one.score for one in marks if one.weight)
    possible = float(sum(one.weight for one in marks))
    return Total(points, possible, points / possible if possible else 0.0)


def first_marks(key_scores: Sequence[tuple[int, float | None]]) -> list[PositionMark]:
    """Return the marks of an attempt that ends, from (position, score by the key)."""
    marks = [PositionMark(position, score or 0.0, score, int(score is not None)) for position, score in key_scores]
    if not any(one.weight for one in marks):
        return [replace(one, score=1.0, weight=1) for one in marks]
    return marks


def corrected_marks(
    before: Sequence[PositionMark], position: int, key_score: float | None
) -> tuple[list[PositionMark], Total]:
    """Return an ended attempt's marks after a correction of one position, and their total, which is never lower."""
    if key_score is not None:
        after = [_better(one, key_score) if one.position == position else one for one in before]
        return after, _not_below(total_of(before), after)
    left_out = [_without(one) if one.position == position else one for one in before]
    kept = [replace(one, key_score=None) if one.position == position else one for one in before]
    if not any(one.weight for one in left_out):
        left_out = [replace(one, score=1.0, weight=1) if one.position == position else one for one in left_out]
    after = left_out if total_of(left_out).scaled >= total_of(kept).scaled else kept
    return after, _not_below(total_of(before), after)


def _better(one: PositionMark, key_score: float) -> PositionMark:
    return replace(one, score=max(one.score, key_score), key_score=key_score)


def _without(one: PositionMark) -> PositionMark:
    return replace(one, key_score=None, weight=0)


def _not_below(before: Total, after: Sequence[PositionMark]) -> Total:
    """Guard against the last digit: thirds that are added up in another order must not lower a score."""
    total = total_of(after)
    return replace(total, scaled=max(total.scaled, before.scaled))
