"""How a question does, from its running totals: difficulty and discrimination of classical test theory.

Both come with the number of responses and a 95 % interval, and neither is shown below a minimum of responses: a share
of three answers says nothing. Pure arithmetic; who keeps the totals is `QuestionTotals`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

MINIMUM_RESPONSES = 10
_Z = 1.959963984540054  # the 97.5 % point of the normal distribution
_NO_SPREAD = 1e-9  # a variance below this is rounding, not spread

Concern = Literal["misleads", "too-hard", "too-easy", "does-not-tell"]


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


class Totals(Protocol):
    """The running totals of one question version; x is a response's score, r the score of the rest of its attempt."""

    n: int
    sum_x: float
    sum_xx: float
    sum_r: float
    sum_rr: float
    sum_xr: float


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """`difficulty` is the mean score (0 hard … 1 easy), `discrimination` Pearson's correlation with the rest (−1 … 1).

    Discrimination is None where the responses, or the rests, are all alike.
    """

    n: int
    difficulty: float
    difficulty_interval: Interval
    discrimination: float | None
    discrimination_interval: Interval | None

    @property
    def concern(self) -> Concern | None:
        """What the figures are sure of, doubtful ones saying nothing.

        misleads: those who know more answer worse, beyond chance; too-hard and too-easy: the whole interval lies below
        0.35 or above 0.9; does-not-tell: the whole interval of the discrimination lies below 0.2.
        """
        if self.discrimination_interval and self.discrimination_interval.high < 0:
            return "misleads"
        if self.difficulty_interval.high < 0.35:
            return "too-hard"
        if self.difficulty_interval.low > 0.9:
            return "too-easy"
        if self.discrimination_interval and self.discrimination_interval.high < 0.2:
            return "does-not-tell"
        return None


def statistics(totals: Totals, minimum: int = MINIMUM_RESPONSES) -> QuestionStatistics | None:
    """Return the figures, or None below `minimum` responses."""
    if totals.n < max(minimum, 1):
        return None
    difficulty = min(1.0, max(0.0, totals.sum_x / totals.n))
    discrimination = _correlation(totals)
    return QuestionStatistics(
        n=totals.n,
        difficulty=difficulty,
        difficulty_interval=wilson(difficulty, totals.n),
        discrimination=discrimination,
        discrimination_interval=None if discrimination is None else _fisher(discrimination, totals.n),
    )


def _correlation(totals: Totals) -> float | None:
    n = totals.n
    spread_x = totals.sum_xx - totals.sum_x**2 / n
    spread_r = totals.sum_rr - totals.sum_r**2 / n
    if spread_x <= _NO_SPREAD or spread_r <= _NO_SPREAD:
        return None
    together = totals.sum_xr - totals.sum_x * totals.sum_r / n
    return max(-1.0, min(1.0, together / math.sqrt(spread_x * spread_r)))


def wilson(share: float, n: int) -> Interval:
    """Return Wilson's score interval of a share; for partly right answers it is on the wide side."""
    centre = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    whole = 1 + _Z**2 / n
    return Interval(max(0.0, (centre - half) / whole), min(1.0, (centre + half) / whole))


def _fisher(correlation: float, n: int) -> Interval | None:
    """Fisher's z interval of a correlation; None for fewer than four responses."""
    if n < 4:
        return None
    inside = max(-1 + 1e-12, min(1 - 1e-12, correlation))
    half = _Z / math.sqrt(n - 3)
    return Interval(math.tanh(math.atanh(inside) - half), math.tanh(math.atanh(inside) + half))
