"""What an organizer types in place of a run of the text, and what is said of doubtful runs.

A correction is a repair like any other: reversible, with its reason, and every offset behind it moves along.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import Piece, Repair, Span
from studyapp.cases.composing import position_of
from studyapp.cases.undoing import Change, with_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studyapp.cases.casebook_text import Part, ReadCase, ReadCasebook
    from studyapp.cases.outlining import Step

KIND = "corrected"
REASON = "typed-by-organizer"
_PARTS: tuple[Part, ...] = ("body", "commentary")


def corrected(reading: ReadCasebook, steps: Iterable[Step]) -> ReadCasebook:
    """Return the reading with doubtful runs settled and corrections made; other steps are passed over."""
    for step in steps:
        if step.kind == "accept":
            reading = _settled(reading, step.at)
        elif step.kind == "correct" and step.at < step.end <= len(reading.raw):
            reading = _rewritten(reading, Span(step.at, step.end), step.text)
    return reading


def _settled(reading: ReadCasebook, at: int) -> ReadCasebook:
    """Trust a doubtful run: it may be quoted from now on."""
    cases = tuple(_trusting(case, at) for case in reading.cases)
    return replace(reading, cases=cases, suspects=tuple(one for one in reading.suspects if one.raw.start != at))


def _trusting(case: ReadCase, at: int) -> ReadCase:
    for part in _PARTS:
        place = position_of(pieces_of(case, part), at)
        if place is not None:
            kept = tuple(one for one in case.text.suspects if (one.part, one.start) != (part, place))
            return replace(case, text=replace(case.text, suspects=kept))
    return case


def _rewritten(reading: ReadCasebook, run: Span, new: str) -> ReadCasebook:
    """Put `new` in place of a raw run that stands in a case; what was repaired or doubtful in it is settled by it."""
    for index, case in enumerate(reading.cases):
        for part in _PARTS:
            found = replaced_run(pieces_of(case, part), run, new, reading.raw)
            if found is None:
                continue
            pieces, change, span = found
            doubts = tuple(
                one
                for one in case.text.suspects
                if one.part != part or one.end <= change.start or one.start >= change.end
            )
            trusted = replace(case, text=replace(case.text, suspects=doubts))
            changed = with_part(trusted, part, pieces, change)
            typed = Repair(KIND, span, reading.raw[span.start : span.end], new, REASON)
            return replace(
                reading,
                cases=(*reading.cases[:index], changed, *reading.cases[index + 1 :]),
                repairs=(*(one for one in reading.repairs if not _lies_in(one.raw, span)), typed),
                left_over=tuple(one for one in reading.left_over if not _lies_in(one.raw, span)),
                suspects=tuple(one for one in reading.suspects if not one.raw.overlaps(span)),
            )
    return reading


def replaced_run(
    pieces: Sequence[Piece], run: Span, new: str, raw: str
) -> tuple[tuple[Piece, ...], Change, Span] | None:
    """Return the pieces with `new` in place of a raw run, what changed in the part, and the raw run replaced.

    A piece that a repair wrote is replaced as a whole. None where the run does not stand in the part.
    """
    cut = [one for piece in pieces for one in _cut(piece, run, raw)]
    inside = [place for place, one in enumerate(cut) if one.raw.overlaps(run)]
    if not inside or not any(cut[place].text for place in inside):
        return None
    first, last = inside[0], inside[-1] + 1
    span = Span(cut[first].raw.start, cut[last - 1].raw.end)
    if any(one.raw.start < run.start or one.raw.end > run.end for one in cut[first:last] if _is_verbatim(one, raw)):
        return None
    start = sum(len(one.text) for one in cut[:first])
    end = start + sum(len(one.text) for one in cut[first:last])
    return (*cut[:first], Piece(span, new), *cut[last:]), Change(start, end, len(new)), span


def _cut(piece: Piece, run: Span, raw: str) -> list[Piece]:
    """Cut a verbatim piece where the run begins and ends."""
    if not _is_verbatim(piece, raw) or not piece.raw.overlaps(run):
        return [piece]
    cuts = sorted({*piece.raw, *(at for at in run if piece.raw.start < at < piece.raw.end)})
    return [Piece(Span(start, end), raw[start:end]) for start, end in pairwise(cuts)]


def _lies_in(raw: Span, span: Span) -> bool:
    return span.start <= raw.start and raw.end <= span.end


def _is_verbatim(piece: Piece, raw: str) -> bool:
    return raw[piece.raw.start : piece.raw.end] == piece.text


def pieces_of(case: ReadCase, part: Part) -> tuple[Piece, ...]:
    """Return the pieces of a part."""
    return case.body_pieces if part == "body" else case.commentary_pieces


def read_as(pieces: Sequence[Piece], typed: str, raw: str) -> tuple[Span, str]:
    """Return the smallest raw run of some pieces, and what it has to become, for them to read as `typed`.

    What a repair wrote is replaced as a whole. `pieces` hold some text.
    """
    old = "".join(one.text for one in pieces)
    start, end = _changed_run(old, typed)
    places, position = [], 0
    for piece in pieces:
        stop = position + len(piece.text)
        if position < end and start < stop:
            places.append((piece, position))
            if not _is_verbatim(piece, raw):
                start, end = min(start, position), max(end, stop)
        position = stop
    (first, first_at), (last, last_at) = places[0], places[-1]
    begin = first.raw.start + (start - first_at if _is_verbatim(first, raw) else 0)
    stop = last.raw.start + end - last_at if _is_verbatim(last, raw) else last.raw.end
    return Span(begin, stop), typed[start : len(typed) - (len(old) - end)]


def _changed_run(old: str, new: str) -> tuple[int, int]:
    """Return the smallest run of `old`, never empty, outside of which `new` is the same."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    end = len(old) - rest
    if start == end:  # only something put in: a neighbour is taken along, so that a run stands for it
        return (start - 1, end) if start else (start, end + 1)
    return start, end
