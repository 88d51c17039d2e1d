"""A published text corrected: what becomes of everything that lies in it, where an organizer typed another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import CasePicture, Commentary, Part, PartSpan, Piece, Section, Span
from studyapp.cases.picture_places import line_start
from studyapp.cases.typed_text import whole_of
from studyapp.text.marks import ends_sentence
from studyapp.text.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.cases.casebook_text import CaseText, ReadCase
    from studyapp.cases.typed_text import Typed


def revised(before: ReadCase, typed: Typed) -> ReadCase:
    """Return the case with what was typed; sections, doubtful runs and the way back to the source move along."""
    old = before.text
    moves = Moves(whole_of(old), typed.whole)
    pieces = tuple(_carried_pieces(_whole_pieces(before), moves, typed.whole))
    body_pieces, said_pieces = _parted(pieces, len(typed.body))
    commentaries = tuple(_commentaries(typed, said_pieces))
    text = replace(
        old,
        title=typed.title,
        subtitle=typed.subtitle,
        body=typed.body,
        commentaries=commentaries,
        sections=tuple(_sections(old, moves, typed.body)),
        suspects=tuple(_suspects(old, moves, typed)),
        flags=tuple(_flags(old, typed)),
    )
    said = Span(said_pieces[0].raw.start, said_pieces[-1].raw.end) if said_pieces else None
    body = Span(body_pieces[0].raw.start, body_pieces[-1].raw.end) if body_pieces else before.raw_spans.body
    return replace(
        before,
        text=text,
        raw_spans=replace(before.raw_spans, body=body, commentary=said),
        body_pieces=body_pieces,
        commentary_pieces=said_pieces,
        pictures=tuple(_pictures(before, moves, typed)),
    )


def _whole_pieces(case: ReadCase) -> tuple[Piece, ...]:
    """Return the pieces of the whole text; none where nothing leads back to a source."""
    if not case.body_pieces:
        return ()
    end = case.body_pieces[-1].raw.end
    start = case.commentary_pieces[0].raw.start if case.commentary_pieces else end
    return (*case.body_pieces, Piece(Span(end, max(end, start)), "\n"), *case.commentary_pieces)


def _carried_pieces(pieces: Sequence[Piece], moves: Moves, new: str) -> Iterator[Piece]:
    """Cut the pieces where a stretch begins or ends; what was typed stands for all that stood in its place."""
    rest = list(pieces)[::-1]
    if not rest:
        return
    position, last = 0, rest[-1].raw.start
    for one in moves:
        gone: list[Piece] = []
        while rest and position < one.end:
            piece = rest.pop()
            if piece.text and position + len(piece.text) > one.end:
                piece, after = _cut(piece, one.end - position)
                rest.append(after)
            gone.append(piece)
            position += len(piece.text)
        if one.is_same:
            yield from gone
        else:
            raw = Span(gone[0].raw.start, gone[-1].raw.end) if gone else Span(last, last)
            yield Piece(raw, new[one.new_start : one.new_end])
        last = gone[-1].raw.end if gone else last
    yield from rest[::-1]


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """Cut a piece after `at` characters; the first part takes the raw run that cannot be cut."""
    raw = piece.raw
    middle = raw.start + at if raw.end - raw.start == len(piece.text) else raw.end
    return Piece(Span(raw.start, middle), piece.text[:at]), Piece(Span(middle, raw.end), piece.text[at:])


def _parted(pieces: Sequence[Piece], at: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Part the pieces of a whole text into those of the body, which is `at` long, and those of the commentary."""
    body, rest = _split(pieces, at)
    _, said = _split(rest, 1)
    return tuple(body), tuple(said) if any(one.text for one in said) else ()


def _split(pieces: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of the first `at` characters, and the others."""
    first: list[Piece] = []
    position = 0
    for index, piece in enumerate(pieces):
        room = at - position
        if len(piece.text) > room:
            if not room:
                return first, [*pieces[index:]]
            head, tail = _cut(piece, room)
            return [*first, head], [tail, *pieces[index + 1 :]]
        first.append(piece)
        position += len(piece.text)
    return first, []


def _commentaries(typed: Typed, pieces: Sequence[Piece]) -> Iterator[Commentary]:
    start = 0
    for one in typed.commentaries:
        inside = _between_positions(pieces, start, start + len(one.text))
        raw = Span(inside[0].raw.start, inside[-1].raw.end) if inside else Span(0, 0)
        yield Commentary(one.heading, one.by, one.text, raw)
        start += len(one.text) + 1


def _between_positions(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    inside, position = [], 0
    for piece in pieces:
        if piece.text and position < end and start < position + len(piece.text):
            inside.append(piece)
        position += len(piece.text)
    return inside


def _sections(old: CaseText, moves: Moves, body: str) -> Iterator[Section]:
    """Move the sections along; one whose heading was changed or has gone from the body is none any more."""
    for one in old.sections:
        start = moves.place(one.start)
        found = body.find(one.heading, start, start + len(one.heading) + 2)
        end = min(len(body), moves.place(one.end, is_end=True))
        if one.heading and 0 <= found < end:
            yield Section(one.heading, found, end)


def _suspects(old: CaseText, moves: Moves, typed: Typed) -> Iterator[PartSpan]:
    behind, border = len(old.body) + 1, len(typed.body)
    for one in old.suspects:
        offset = 0 if one.part == "body" else behind
        place = moves.standing(offset + one.start, offset + one.end)
        if place is None or (one.part, one.start) in typed.trusted:
            continue
        length = one.end - one.start
        if place + length <= border:
            yield PartSpan("body", place, place + length)
        elif place > border:
            yield PartSpan("commentary", place - border - 1, place - border - 1 + length)


def _pictures(before: ReadCase, moves: Moves, typed: Typed) -> Iterator[CasePicture]:
    """Move the pictures along: each stays before the paragraph that it stood before."""
    behind, border = len(before.text.body) + 1, len(typed.body)
    for one in before.pictures:
        length = len(before.text.part(one.part))
        is_end = one.offset == length
        offset = one.offset if one.part == "body" else behind + one.offset
        place = moves.place(offset, is_end=is_end)
        part: Part = "commentary" if place > border and typed.commentaries else "body"
        said = "\n".join(words.text for words in typed.commentaries)
        text, at = (typed.body, min(place, border)) if part == "body" else (said, place - border - 1)
        yield one._replace(part=part, offset=line_start(text, at))


def _flags(old: CaseText, typed: Typed) -> Iterator[str]:
    kept = [one for one in old.flags if one != "no-commentary"]
    if typed.title != old.title:
        kept = [one for one in kept if one != "no-title"]
    last = (typed.commentaries[-1].text if typed.commentaries else typed.body).rstrip()
    if not whole_of(old).rstrip().endswith(last[-20:]) and ends_sentence(last):
        kept = [one for one in kept if one != "truncated"]
    yield from kept
    if not typed.commentaries:
        yield "no-commentary"
