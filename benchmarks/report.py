"""A figure, its goal, and how both are printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value; `goal` is the most that is wanted, in the same unit, or None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        return None if self.goal is None else self.value <= self.goal


def print_all(figures: Iterable[Figure]) -> None:
    """Print a table for people, then one line of JSON for scripts."""
    figures = list(figures)
    print(f"\n{'figure':<58}{'value':>10} {'unit':<8}{'goal':>10}")
    for figure in figures:
        goal = "" if figure.goal is None else f"<= {figure.goal:g}"
        mark = {True: "holds", False: "MISSED", None: ""}[figure.holds]
        print(f"{figure.name:<58}{figure.value:>10.2f} {figure.unit:<8}{goal:>10}  {mark}")
    print(json.dumps({figure.name: _as_json(figure) for figure in figures}, ensure_ascii=False))


def _as_json(figure: Figure) -> dict[str, object]:
    goal = None if figure.goal is None else f"<= {figure.goal:g}"
    return {"value": round(figure.value, 3), "unit": figure.unit, "goal": goal, "holds": figure.holds}
