"""How many stand where: counts of enrolments by state, and what they add up to. Pure values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.study.models import EnrolmentState


@dataclass(frozen=True, slots=True)
class Counts:
    """People by state; under way are those who read or answer."""

    not_started: int = 0
    reading: int = 0
    answering: int = 0
    not_passed: int = 0
    passed: int = 0

    @property
    def total(self) -> int:
        """Everybody."""
        return self.not_started + self.reading + self.answering + self.not_passed + self.passed

    @property
    def under_way(self) -> int:
        """Those who have begun to read or are answering."""
        return self.reading + self.answering

    @property
    def unfinished(self) -> int:
        """Those who have not passed; once the deadline is over, they are overdue."""
        return self.total - self.passed

    @property
    def share_passed(self) -> float | None:
        """The share who passed, 0..1; None where there is nobody."""
        return self.passed / self.total if self.total else None

    def __add__(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(
            self.not_started + other.not_started,
            self.reading + other.reading,
            self.answering + other.answering,
            self.not_passed + other.not_passed,
            self.passed + other.passed,
        )


def counts_of(rows: Iterable[tuple[EnrolmentState, int]]) -> Counts:
    """Return the counts that rows of (state, people) add up to."""
    sums = dict.fromkeys(EnrolmentState, 0)
    for state, people in rows:
        sums[state] += people
    return Counts(**{state.value: people for state, people in sums.items()})


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A unit with its own people's counts, and those of its whole subtree."""

    unit_id: int
    name: str
    depth: int
    own: Counts
    whole: Counts


def rolled_up(units: Iterable[tuple[int, str, str]], counts: dict[int, Counts]) -> list[UnitCounts]:
    """Return the units, given as (id, name, path) with parents before children, that have anybody in their subtree.

    Depths count from the highest of them.
    """
    known = list(units)
    wholes: dict[str, Counts] = {}
    for unit_id, _, path in known:
        own = counts.get(unit_id)
        steps = path.strip("/").split("/") if own else []
        for length in range(1, len(steps) + 1):
            above = "/" + "/".join(steps[:length]) + "/"
            wholes[above] = wholes.get(above, Counts()) + (own or Counts())
    shown = [(unit_id, name, path) for unit_id, name, path in known if path in wholes]
    top = min((path.count("/") for _, _, path in shown), default=0)
    return [
        UnitCounts(unit_id, name, path.count("/") - top, counts.get(unit_id, Counts()), wholes[path])
        for unit_id, name, path in shown
    ]


def most_behind(units: Iterable[UnitCounts]) -> UnitCounts | None:
    """Return the unit in which most of its own people have not started, or failing that, not passed."""
    behind = [one for one in units if one.own.unfinished]
    return max(behind, key=lambda one: (one.own.not_started, one.own.unfinished), default=None)
