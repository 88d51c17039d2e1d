"""Where the pictures of a file stand in the clean parts of its cases."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import CasePicture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.cases.casebook_text import Part, Piece, ReadCase, ReadCasebook

_CAPTION = re.compile(r"[（(]?(?:(?:图片?|照片|插图|示意图)\s*[\d一二三四五六七八九十]{0,4}\s*[:：.、．\s]|[▲△↑])")
_LONGEST_CAPTION = 60


def with_pictures(book: ReadCasebook) -> ReadCasebook:
    """Return the book with each case's pictures at their places.

    A picture right behind a case is its own; one before the first case, or among what was left over, is nobody's.
    """
    if not book.pictures:
        return book
    cases = [replace(case, pictures=tuple(_of_case(case, book))) for case in book.cases]
    return replace(book, cases=tuple(cases))


def _of_case(case: ReadCase, book: ReadCasebook) -> Iterator[CasePicture]:
    start, end = case.raw_spans.case
    starts = {one.raw_spans.case.start for one in book.cases}
    for one in book.pictures:
        is_behind = end <= one.at and not book.raw[end : one.at].strip() and one.at not in starts - {end}
        if start <= one.at < end or is_behind:
            part, offset = _place(case, one.at)
            yield CasePicture(part, offset, one.sha256, one.alt or caption(case.text.part(part), offset))


def _place(case: ReadCase, at: int) -> tuple[Part, int]:
    said = case.commentary_pieces
    part: Part = "commentary" if said and at > said[0].raw.start else "body"
    pieces = said if part == "commentary" else case.body_pieces
    return part, line_start(case.text.part(part), _position(pieces, at))


def _position(pieces: Sequence[Piece], at: int) -> int:
    position = 0
    for piece in pieces:
        if piece.raw.end > at:
            return position + (max(0, at - piece.raw.start) if _is_verbatim(piece) else 0)
        position += len(piece.text)
    return position


def _is_verbatim(piece: Piece) -> bool:
    return piece.raw.end - piece.raw.start == len(piece.text)


def line_start(text: str, offset: int) -> int:
    """Return the nearest beginning of a paragraph from an offset on, or the end of the text."""
    if offset <= 0 or offset >= len(text):
        return min(max(offset, 0), len(text))
    if text[offset - 1] == "\n":
        return offset
    following = text.find("\n", offset)
    return len(text) if following < 0 else following + 1


def caption(text: str, offset: int) -> str:
    """Return the line below or above a place where it reads like a picture's caption; nothing otherwise."""
    below = text[offset:].split("\n", 1)[0].strip()
    above = text[:offset].rstrip("\n").rsplit("\n", 1)[-1].strip()
    for line in (below, above):
        if len(line) <= _LONGEST_CAPTION and _CAPTION.match(line):
            return line.strip("▲△↑（()） ")
    return ""
