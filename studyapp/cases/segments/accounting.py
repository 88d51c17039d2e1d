"""What became of each character: booked on the clean text, told of the raw one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import LeftOver, Repair, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.text.piece_table import PieceTable


@dataclass
class Account:
    """Collects what became of each clean run: "kept", "structure", or why it was left over."""

    runs: list[tuple[int, int, str]] = field(default_factory=list)

    def keep(self, start: int, end: int) -> None:
        """Book a run as part of a case or of the introduction."""
        self.runs.append((start, end, "kept"))

    def structure(self, start: int, end: int) -> None:
        """Book a run as label, title, marker or prompt."""
        self.runs.append((start, end, "structure"))

    def left(self, start: int, end: int, why: str) -> None:
        """Book a run as left over."""
        self.runs.append((start, end, why))

    def settled(self, text: str) -> list[tuple[int, int, str]]:
        """Return runs that cover the whole text: gaps of white space are structure, other gaps are unassigned."""
        covered: list[tuple[int, int, str]] = []
        position = 0
        for start, end, what in sorted(run for run in self.runs if run[0] < run[1]):
            first = max(start, position)
            if first > position:
                # A break between two runs set aside for one reason is set aside with them.
                same = bool(covered) and covered[-1][2] == what != "kept"
                gap = what if same else "structure"
                covered.append((position, first, gap if text[position:first].isspace() else "unassigned"))
            if end > first:
                covered.append((first, end, what))
                position = end
        if position < len(text):
            covered.append((position, len(text), "structure" if text[position:].isspace() else "unassigned"))
        return covered


def account_of_raw(
    table: PieceTable, runs: list[tuple[int, int, str]]
) -> tuple[list[Repair], list[LeftOver], list[Span]]:
    """Turn settled runs into the raw account: repairs, left-overs, structure. What is in none of them was kept."""
    repairs: list[Repair] = []
    left: list[tuple[Span, str]] = []
    structure: list[tuple[Span, str]] = []
    seen: set[tuple[int, int]] = set()
    for cell in table.cells:
        if cell.edit and cell.raw_end > cell.raw_start and (cell.raw_start, cell.raw_end) not in seen:
            seen.add((cell.raw_start, cell.raw_end))
            span, old = Span(cell.raw_start, cell.raw_end), table.raw[cell.raw_start : cell.raw_end]
            if cell.edit.dropped:
                left.append((span, cell.edit.kind))
            else:
                repairs.append(Repair(cell.edit.kind, span, old, cell.text, cell.edit.reason))
    for start, end, what in runs:
        if what == "kept":
            continue
        for cell in table.slice(start, end):
            if cell.edit is None and cell.raw_end > cell.raw_start:
                (structure if what == "structure" else left).append((Span(cell.raw_start, cell.raw_end), what))
    return repairs, [LeftOver(span, why) for span, why in _merged(left)], [span for span, _ in _merged(structure)]


def _merged(spans: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    merged: list[tuple[Span, str]] = []
    for span, what in sorted(spans):
        if merged and merged[-1][1] == what and merged[-1][0].end == span.start:
            merged[-1] = (Span(merged[-1][0].start, span.end), what)
        else:
            merged.append((span, what))
    return merged
