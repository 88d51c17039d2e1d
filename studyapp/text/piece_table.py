"""A text under repair that never forgets where each character came from."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Edit(NamedTuple):
    """Replace the clean run [start, end) by `new`; `dropped` marks text set aside, not mended."""

    start: int
    end: int
    new: str
    kind: str
    reason: str
    dropped: bool = False


class Cell(NamedTuple):
    """A raw run and the text that stands for it; `edit` is None where the text is the raw run itself."""

    raw_start: int
    raw_end: int
    text: str
    edit: Edit | None


class PieceTable:
    """The clean text of a raw text after edits, with the way back. Immutable: `edited` returns a new table."""

    def __init__(self, raw: str, cells: list[Cell] | None = None) -> None:
        self.raw = raw
        self.cells = cells if cells is not None else ([Cell(0, len(raw), raw, None)] if raw else [])
        self.text = "".join(cell.text for cell in self.cells)
        self._starts: list[int] = []
        position = 0
        for cell in self.cells:
            self._starts.append(position)
            position += len(cell.text)

    def edited(self, edits: Iterable[Edit]) -> PieceTable:
        """Apply edits given in offsets of the clean text. Where two overlap, the earlier (then longer) one wins."""
        accepted: list[Edit] = []
        for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
            if edit.start < edit.end and (not accepted or accepted[-1].end <= edit.start):
                accepted.append(edit)
        return PieceTable(self.raw, list(self._cut(accepted))) if accepted else self

    def _cut(self, edits: list[Edit]) -> Iterator[Cell]:
        upcoming = 0
        for cell, start in zip(self.cells, self._starts, strict=True):
            end = start + len(cell.text)
            position = start
            if start == end:
                yield cell
                continue
            while upcoming < len(edits) and edits[upcoming].start < end:
                edit = edits[upcoming]
                if edit.start > position:
                    yield part_of(cell, position - start, edit.start - start)
                    position = edit.start
                stop = min(edit.end, end)
                # An edit that crosses cells puts its new text where it begins; later cells of it become empty.
                new = edit.new if position == edit.start else ""
                yield replaced(part_of(cell, position - start, stop - start), new, edit)
                position = stop
                if edit.end > end:
                    break
                upcoming += 1
            if position < end:
                yield part_of(cell, position - start, end - start)

    def raw_start(self, position: int) -> int:
        """Return the raw offset of the clean character at `position` (the end of the raw text past the last)."""
        if position >= len(self.text):
            return len(self.raw)
        index = bisect_right(self._starts, position) - 1
        cell = self.cells[index]
        return cell.raw_start + (position - self._starts[index] if cell.edit is None else 0)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw run from the first to the last character of a clean run; an empty run has no width."""
        first = self.raw_start(start)
        if end <= start:
            return first, first
        index = bisect_right(self._starts, end - 1) - 1
        cell = self.cells[index]
        return first, cell.raw_start + (end - self._starts[index]) if cell.edit is None else cell.raw_end

    def slice(self, start: int, end: int) -> Iterator[Cell]:
        """Yield the cells (cut to size) that make up a clean run, removed runs inside it included."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.cells) and self._starts[index] < end:
            cell, base = self.cells[index], self._starts[index]
            stop = base + len(cell.text)
            if stop > start or (base == stop and base > start):
                yield part_of(cell, max(start, base) - base, min(end, stop) - base)
            index += 1


def part_of(cell: Cell, start: int, end: int) -> Cell:
    """Cut a cell: a verbatim one exactly, an edited one keeps its whole raw run."""
    if start == 0 and end == len(cell.text):
        return cell
    if cell.edit is None:
        return Cell(cell.raw_start + start, cell.raw_start + end, cell.text[start:end], None)
    if start == 0:
        return Cell(cell.raw_start, cell.raw_end, cell.text[:end], cell.edit)
    # The raw run of a mended place belongs to its first part; what follows stands on no raw character of its own.
    return Cell(cell.raw_end, cell.raw_end, cell.text[start:end], cell.edit)


def replaced(cell: Cell, new: str, edit: Edit) -> Cell:
    """Return the cell with other text."""
    return Cell(cell.raw_start, cell.raw_end, new, edit)
