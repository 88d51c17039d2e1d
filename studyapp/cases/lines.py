"""A reading as lines: the whole raw text cut into what an organizer can point at, each with its case and its role.

Lines are values: editing gives some of them another case or role, and `studyapp.cases.composing` makes cases of them
again. Every raw character is in exactly one line or in the gap before one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from studyapp.cases.casebook_text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.cases.casebook_text import Piece, ReadCasebook

Role = Literal["title", "structure", "body", "commentary", "introduction", "aside"]
TEXT_ROLES: frozenset[Role] = frozenset({"body", "commentary", "introduction"})
NO_CASE = 0


class Cell(NamedTuple):
    """A run of raw text with the clean text that stands for it; `why` is the reason of one that was left over."""

    raw: Span
    text: str
    case: int
    role: Role
    voice: int = -1
    why: str = ""
    is_mended: bool = False

    @property
    def is_blank(self) -> bool:
        """Say whether nothing of it can be read."""
        return not self.text.strip()

    @property
    def is_break(self) -> bool:
        """Say whether a line ends here."""
        return self.is_blank and "\n" in self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that plays one role; `gap` is the white space before it.

    `case` is a case's number in the reading, `voice` tells which of its commentaries the line belongs to.
    """

    cells: tuple[Cell, ...]
    gap: tuple[Cell, ...]
    case: int
    role: Role
    voice: int
    why: str

    @property
    def raw(self) -> Span:
        """The raw run, without the gap."""
        return Span(self.cells[0].raw.start, self.cells[-1].raw.end)

    @property
    def text(self) -> str:
        """The clean text."""
        return "".join(one.text for one in self.cells)

    @property
    def is_fresh(self) -> bool:
        """Say whether it begins on a line of its own."""
        return any(one.is_break for one in self.gap)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a reading in order, and the white space after the last."""

    lines: tuple[Line, ...]
    tail: tuple[Cell, ...] = ()


def lines_of(reading: ReadCasebook) -> Lines:
    """Cut a reading into lines."""
    made: list[Line] = []
    gap: list[Cell] = []
    cells: list[Cell] = []

    def close() -> None:
        if cells:
            first = next((one for one in cells if not one.is_blank), cells[0])
            made.append(Line(tuple(cells), tuple(gap), first.case, first.role, first.voice, first.why))
            gap.clear()
            cells.clear()

    for cell in _cells(reading):
        if cell.is_break:
            close()
            gap.append(cell)
        elif cell.is_blank and not cells:
            gap.append(cell)
        else:
            if cells and not cell.is_blank and _belonging(cell) != _belonging(cells[0]):
                close()
            cells.append(cell)
    close()
    return Lines(tuple(made), tuple(gap))


def _belonging(cell: Cell) -> tuple[int, Role, int, str]:
    return cell.case, cell.role, cell.voice, cell.why


def _cells(reading: ReadCasebook) -> Iterator[Cell]:
    """Return the raw text cell by cell, in order and without a hole; verbatim cells end at line breaks."""
    ends, numbers = _window_ends(reading)
    position = 0
    for start, _rank, claim in sorted(_claims(reading), key=lambda one: one[:2]):
        end = claim.raw.end
        if end <= position:
            continue
        if start > position:
            yield from _split(_unclaimed(reading, position, start, ends, numbers))
            position = start
        text = claim.text if start == position else reading.raw[position:end]
        case = claim.case if claim.case >= 0 else _window(position, ends, numbers)
        yield from _split(claim._replace(raw=Span(position, end), text=text, case=case))
        position = end
    if position < len(reading.raw):
        yield from _split(_unclaimed(reading, position, len(reading.raw), ends, numbers))


def _window_ends(reading: ReadCasebook) -> tuple[list[int], list[int]]:
    """Return where the windows of the raw text end, and whose they are; the first is what stands before the cases."""
    if not reading.cases:
        return [], [NO_CASE]
    ends = [reading.cases[0].raw_spans.case.start, *(case.raw_spans.case.end for case in reading.cases)]
    return ends, [NO_CASE, *(case.text.number for case in reading.cases)]


def _window(start: int, ends: list[int], numbers: list[int]) -> int:
    """Return the number of the case whose window holds a raw position; what follows the last case is the last one's."""
    return numbers[min(bisect_right(ends, start), len(numbers) - 1)]


def _unclaimed(reading: ReadCasebook, start: int, end: int, ends: list[int], numbers: list[int]) -> Cell:
    return Cell(Span(start, end), reading.raw[start:end], _window(start, ends, numbers), "structure")


def _claims(reading: ReadCasebook) -> Iterator[tuple[int, int, Cell]]:
    for cell in _kept(reading):
        yield cell.raw.start, 0, cell
    titles = {case.raw_spans.title for case in reading.cases if case.raw_spans.title}
    title_starts = sorted(titles)
    for repair in reading.repairs:
        role: Role = "title" if _within(repair.raw, title_starts) else "structure"
        yield repair.raw.start, 1, Cell(repair.raw, repair.new, -1, role, is_mended=True)
    for rest in reading.left_over:
        text = reading.raw[rest.raw.start : rest.raw.end]
        yield rest.raw.start, 2, Cell(rest.raw, text, -1, "aside", why=rest.why)
    for span in reading.structure:
        for part in _cut(span, title_starts):
            role = "title" if _within(part, title_starts) else "structure"
            yield part.start, 3, Cell(part, reading.raw[part.start : part.end], -1, role)


def _kept(reading: ReadCasebook) -> Iterator[Cell]:
    def cells(pieces: Iterable[Piece], case: int, role: Role, voices: list[Span]) -> Iterator[Cell]:
        for piece in pieces:
            if piece.raw.end > piece.raw.start:
                voice = sum(one.start <= piece.raw.start for one in voices) - 1 if voices else -1
                verbatim = reading.raw[piece.raw.start : piece.raw.end] == piece.text
                yield Cell(piece.raw, piece.text, case, role, voice, is_mended=not verbatim)

    yield from cells(reading.introduction_pieces, NO_CASE, "introduction", [])
    for case in reading.cases:
        number = case.text.number
        yield from cells(case.body_pieces, number, "body", [])
        yield from cells(case.commentary_pieces, number, "commentary", [one.raw for one in case.text.commentaries])


def _within(span: Span, others: list[Span]) -> bool:
    index = bisect_right(others, (span.start, 1 << 60)) - 1
    return index >= 0 and others[index].end >= span.end


def _cut(span: Span, others: list[Span]) -> list[Span]:
    """Cut a span where one of the others begins or ends in it."""
    low = max(0, bisect_right(others, (span.start, 1 << 60)) - 1)
    cuts = {span.start, span.end}
    for other in others[low:]:
        if other.start >= span.end:
            break
        cuts |= {at for at in other if span.start < at < span.end}
    ordered = sorted(cuts)
    return [Span(start, end) for start, end in pairwise(ordered)]


def _split(cell: Cell) -> Iterator[Cell]:
    """Cut a verbatim cell at its line breaks; what a repair wrote stays whole."""
    if cell.is_mended or "\n" not in cell.text:
        yield cell
        return
    start = 0
    for index, mark in enumerate(cell.text):
        if mark == "\n":
            if index > start:
                yield _part(cell, start, index)
            yield _part(cell, index, index + 1)
            start = index + 1
    if start < len(cell.text):
        yield _part(cell, start, len(cell.text))


def _part(cell: Cell, start: int, end: int) -> Cell:
    raw = Span(cell.raw.start + start, cell.raw.start + end)
    return cell._replace(raw=raw, text=cell.text[start:end])
