"""Undoing a repair: the raw run returns into the clean text, and every offset behind it moves along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from studyapp.cases.casebook_text import PartSpan, Piece, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.cases.casebook_text import CaseText, Commentary, Part, ReadCase, Repair


class Change(NamedTuple):
    """The clean run [start, end) of a part became a run of `length` characters."""

    start: int
    end: int
    length: int

    def moved(self, position: int, *, with_insertion: bool) -> int:
        """Return where a position of the old text stands in the new one.

        A position at the very place where text is only inserted moves behind it when `with_insertion`.
        """
        if position < self.start or (position == self.start and not (self.start == self.end and with_insertion)):
            return position
        if position >= self.end:
            return position + self.length - (self.end - self.start)
        return self.start + self.length if with_insertion else self.start


def can_undo(case: ReadCase, repair: Repair) -> bool:
    """Say whether the repair touches the body or the commentary in a way that can be taken back by itself."""
    return any(_place(_pieces(case, part), repair) is not None for part in ("body", "commentary"))


def repaired_run(case: ReadCase, repair: Repair) -> tuple[Part, int, int] | None:
    """Return the part and the clean run that stands for what was repaired; None where it cannot be told apart."""
    parts: tuple[Part, ...] = ("body", "commentary")
    for part in parts:
        pieces = _pieces(case, part)
        place = _place(pieces, repair)
        if place is not None:
            _, change = _put_back(pieces, place, repair)
            return part, change.start, change.end
    return None


def undone(case: ReadCase, repair: Repair) -> ReadCase:
    """Return the case with the raw run of `repair` put back; the same case when it does not lie in it."""
    parts: tuple[Part, ...] = ("body", "commentary")
    for part in parts:
        pieces = _pieces(case, part)
        place = _place(pieces, repair)
        if place is not None:
            return with_part(case, part, *_put_back(pieces, place, repair))
    return case


def _pieces(case: ReadCase, part: Part) -> tuple[Piece, ...]:
    return case.body_pieces if part == "body" else case.commentary_pieces


def _place(pieces: tuple[Piece, ...], repair: Repair) -> tuple[int, int] | None:
    """Return the indices [first, last) of the pieces that stand for the repaired run, or None.

    Pieces that a repair shares with something else cannot be separated again, unless they are the raw text itself.
    """
    if not pieces or repair.raw.start < pieces[0].raw.start or repair.raw.end > pieces[-1].raw.end:
        return None
    first = 0
    while first < len(pieces) and _ends_before(pieces[first], repair.raw):
        first += 1
    last = first
    while last < len(pieces) and pieces[last].raw.start < repair.raw.end:
        last += 1
    is_apart = all(repair.raw.start <= one.raw.start and one.raw.end <= repair.raw.end for one in pieces[first:last])
    return (first, last) if is_apart else None


def _ends_before(piece: Piece, raw: Span) -> bool:
    return piece.raw.end <= raw.start


def _put_back(pieces: tuple[Piece, ...], place: tuple[int, int], repair: Repair) -> tuple[tuple[Piece, ...], Change]:
    first, last = place
    start = sum(len(one.text) for one in pieces[:first])
    end = start + sum(len(one.text) for one in pieces[first:last])
    back = Piece(repair.raw, repair.old)
    return (*pieces[:first], back, *pieces[last:]), Change(start, end, len(repair.old))


def with_part(case: ReadCase, part: Part, pieces: tuple[Piece, ...], change: Change) -> ReadCase:
    """Return the case with new pieces of a part, everything that lies in it moved along with `change`."""
    clean = "".join(one.text for one in pieces)
    suspects = tuple(_moved_suspect(one, part, change) for one in case.text.suspects)
    if part == "body":
        sections = tuple(_moved_section(one, case.text.body, clean, change) for one in case.text.sections)
        text = replace(case.text, body=clean, sections=sections, suspects=suspects)
        return replace(case, text=text, body_pieces=pieces)
    commentaries = tuple(_moved_commentaries(case.text, clean, change))
    text = replace(case.text, commentaries=commentaries, suspects=suspects)
    return replace(case, text=text, commentary_pieces=pieces)


def _moved_suspect(suspect: PartSpan, part: Part, change: Change) -> PartSpan:
    if suspect.part != part:
        return suspect
    start = change.moved(suspect.start, with_insertion=True)
    return PartSpan(part, start, max(start, change.moved(suspect.end, with_insertion=False)))


def _moved_section(section: Section, old: str, new: str, change: Change) -> Section:
    start = change.moved(section.start, with_insertion=True)
    end = change.moved(section.end, with_insertion=True)
    heading_end = section.start + len(section.heading)
    if old[section.start : heading_end] != section.heading:
        return Section(section.heading, start, end)
    return Section(new[start : change.moved(heading_end, with_insertion=False)], start, end)


def _moved_commentaries(text: CaseText, new: str, change: Change) -> Iterator[Commentary]:
    position = 0
    for one in text.commentaries:
        # The first commentary takes what is put back before it; the others begin behind their line break.
        start = change.moved(position, with_insertion=position > 0)
        end = change.moved(position + len(one.text), with_insertion=True)
        yield replace(one, text=new[start:end])
        position += len(one.text) + 1
