"""What learners chose, option by option, and what that says about key and wrong options. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from studyapp.questions.statistics import wilson

ENOUGH_CHOICES = 5
"""Means of fewer choosers are not compared."""
ENOUGH_FOR_DEAD = 30
DEAD_SHARE = 0.05
"""A wrong option that fewer choose does no work (Haladyna & Downing 1993; Tarrant, Ware & Mohammed 2009)."""
_Z = 1.959963984540054  # the 97.5 % point of the normal distribution


class ChosenTotals(Protocol):
    """The running totals of one option; r is the score of the rest of the attempt."""

    option: int
    n: int
    sum_r: float
    sum_rr: float


@dataclass(frozen=True, slots=True)
class OptionShare:
    """How often an option was chosen, and the mean score of the rest among those who chose it (0..1)."""

    option: int
    n: int
    share: float
    rest: float | None
    spread: float
    """The variance of the mean."""


def option_shares(totals: Iterable[ChosenTotals], count: int, answers: int) -> list[OptionShare]:
    """Return the shares of all `count` options, of `answers` answers."""
    found = {one.option: one for one in totals}
    return [_share(place, found.get(place), answers) for place in range(count)]


def _share(option: int, totals: ChosenTotals | None, answers: int) -> OptionShare:
    if totals is None or totals.n <= 0:
        return OptionShare(option, 0, 0.0, None, 0.0)
    mean = totals.sum_r / totals.n
    variance = max(0.0, totals.sum_rr / totals.n - mean**2)
    spread = variance / (totals.n - 1) if totals.n > 1 else 0.0
    return OptionShare(option, totals.n, totals.n / max(answers, 1), mean, spread)


def suspected_keys(shares: Sequence[OptionShare], keys: Collection[int]) -> list[int]:
    """Return the wrong options that look right: chosen by learners who know more, or by most of all, beyond chance.

    Knowing more: the mean score of the rest is higher among those who chose it than among those who chose the key, and
    the 95 % interval of the difference lies above 0. Most: the interval of its share lies above one half.
    """
    key = [one for one in shares if one.option in keys]
    if len(key) != 1:
        return []
    answers = sum(one.n for one in shares)
    return [
        one.option
        for one in shares
        if one.option not in keys
        and one.n >= ENOUGH_CHOICES
        and (_know_more(one, key[0]) or wilson(one.n / answers, answers).low > 0.5)
    ]


def _know_more(one: OptionShare, key: OptionShare) -> bool:
    if one.rest is None or key.rest is None or key.n < ENOUGH_CHOICES:
        return False
    return one.rest - key.rest - _Z * math.sqrt(one.spread + key.spread) > 0


def dead_options(shares: Sequence[OptionShare], keys: Collection[int], answers: int) -> list[int]:
    """Return the wrong options that hardly anybody chooses; none before there are enough answers."""
    if answers < ENOUGH_FOR_DEAD:
        return []
    return [one.option for one in shares if one.option not in keys and one.share < DEAD_SHARE]
