"""The raw text of a file with everything marked that was done to it, for showing it beside the clean text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from studyapp.cases.casebook_text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.cases.casebook_text import Part, Piece, ReadCase, ReadCasebook

CleanMark = Literal["plain", "heading", "repaired", "suspect"]
_CLEAN_MARKS: tuple[CleanMark, ...] = ("plain", "heading", "repaired", "suspect")
Mark = Literal["kept", "structure", "removed", "repaired", "restored", "left-over", "suspect"]


class RawRun(NamedTuple):
    """A run of raw text and what became of it.

    `code` is the reason (or kind) in the reader's words; `new` is what a repair put there; `repair` its index.
    """

    raw: Span
    text: str
    mark: Mark
    code: str = ""
    new: str = ""
    repair: int | None = None


class CleanRun(NamedTuple):
    """A run of a clean part: plain, a heading's words, written by a repair, or doubtful."""

    text: str
    mark: CleanMark


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something to be shown at a raw run; of two at the same place the one with the lower rank is shown."""

    raw: Span
    rank: int
    mark: Mark
    code: str = ""
    new: str = ""
    repair: int | None = None


def windows(reading: ReadCasebook) -> list[Span]:
    """Cut the raw text into one window per case, so that every character is shown with exactly one of them."""
    ends = [case.raw_spans.case.end for case in reading.cases[:-1]]
    cuts = [0, *ends, len(reading.raw)]
    return [Span(start, end) for start, end in pairwise(cuts)]


def raw_runs(reading: ReadCasebook, window: Span, restored: frozenset[int] = frozenset()) -> list[RawRun]:
    """Return the raw text of a window, run by run, each with its mark. `restored` are the indices of undone repairs."""
    claims = sorted(_claims(reading, restored), key=lambda one: (one.raw.start, one.rank))
    inside = [one for one in claims if one.raw.overlaps(window)]
    cuts = {window.start, window.end}
    for claim in inside:
        cuts.update((max(claim.raw.start, window.start), min(claim.raw.end, window.end)))
    ordered = sorted(cuts)
    return list(_joined(_painted(reading.raw, ordered, inside)))


def _claims(reading: ReadCasebook, restored: frozenset[int]) -> Iterator[_Claim]:
    for index, one in enumerate(reading.repairs):
        mark: Mark = "restored" if index in restored else "repaired" if one.new.strip() else "removed"
        yield _Claim(one.raw, 0, mark, one.reason, one.new, index)
    for doubt in reading.suspects:
        yield _Claim(doubt.raw, 1, "suspect", doubt.reason)
    for rest in reading.left_over:
        yield _Claim(rest.raw, 2, "left-over", rest.why)
    for span in reading.structure:
        yield _Claim(span, 3, "structure")


def _painted(raw: str, cuts: list[int], claims: list[_Claim]) -> Iterator[RawRun]:
    upcoming, active = 0, list[_Claim]()
    for start, end in pairwise(cuts):
        while upcoming < len(claims) and claims[upcoming].raw.start <= start:
            active.append(claims[upcoming])
            upcoming += 1
        active = [one for one in active if one.raw.end > start]
        claim = min(active, key=lambda one: one.rank, default=None)
        if claim is None:
            yield RawRun(Span(start, end), raw[start:end], "kept")
        else:
            yield RawRun(Span(start, end), raw[start:end], claim.mark, claim.code, claim.new, claim.repair)


def _joined(runs: Iterable[RawRun]) -> Iterator[RawRun]:
    waiting: RawRun | None = None
    for run in runs:
        if waiting is not None and waiting[2:] == run[2:]:
            waiting = waiting._replace(raw=Span(waiting.raw.start, run.raw.end), text=waiting.text + run.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = run
    if waiting is not None:
        yield waiting


def clean_paragraphs(case: ReadCase, part: Part, raw: str) -> list[list[CleanRun]]:
    """Return a part paragraph by paragraph, with headings, with what repairs wrote and what is doubtful marked."""
    pieces = case.body_pieces if part == "body" else case.commentary_pieces
    text = case.text.part(part)
    marks = bytearray(len(text))
    for section in case.text.sections if part == "body" else ():
        _paint(marks, section.start, section.start + len(section.heading), "heading")
    position = 0
    for piece in pieces:
        if piece.text.strip() and not _is_verbatim(piece, raw):
            _paint(marks, position, position + len(piece.text), "repaired")
        position += len(piece.text)
    for doubt in case.text.suspects:
        if doubt.part == part:
            _paint(marks, doubt.start, doubt.end, "suspect")
    return list(_paragraphs(text, marks))


def _paint(marks: bytearray, start: int, end: int, mark: CleanMark) -> None:
    for position in range(start, min(end, len(marks))):
        marks[position] = _CLEAN_MARKS.index(mark)


def _is_verbatim(piece: Piece, raw: str) -> bool:
    return raw[piece.raw.start : piece.raw.end] == piece.text


def _paragraphs(text: str, marks: bytearray) -> Iterator[list[CleanRun]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield list(_runs(line, marks[start : start + len(line)]))
        start += len(line) + 1


def _runs(line: str, marks: bytearray) -> Iterator[CleanRun]:
    start = 0
    for end in range(1, len(line) + 1):
        if end == len(line) or marks[end] != marks[start]:
            yield CleanRun(line[start:end], _CLEAN_MARKS[marks[start]])
            start = end
