"""From an edited outline back to cases: parts with their pieces, and the account of every raw character.

Cases whose lines are as they were read are taken over as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import (
    CaseText,
    Commentary,
    LeftOver,
    PartSpan,
    Piece,
    RawSpans,
    ReadCase,
    ReadCasebook,
    Section,
    Span,
)
from studyapp.cases.cover import Cover, merged
from studyapp.cases.lines import NO_CASE, lines_of
from studyapp.cases.outlining import Outline, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studyapp.cases.casebook_text import Part
    from studyapp.cases.lines import Cell, Line
    from studyapp.cases.outlining import Step

SET_ASIDE = "set-aside"
_HEADING = "点评"
_BRACKETS = "【】[]〔〕〖〗「」『』（）()*#■◆●★▲ ：:\u3000"
_HEADING_LENGTH = 50
_TITLE_LENGTH = 300


def edited(reading: ReadCasebook, steps: Sequence[Step]) -> ReadCasebook:
    """Return the reading with the steps taken; the same reading where they change nothing."""
    if not steps:
        return reading
    laid = lines_of(reading)
    return composed(reading, outline(laid.lines, steps), laid.tail)


def composed(reading: ReadCasebook, made: Outline, tail: Sequence[Cell]) -> ReadCasebook:
    """Make cases of an outline over the lines of `reading`; `tail` is the white space after the last line."""
    before = Outline.of(made.lines)
    originals = {case.text.number: case for case in reading.cases}
    used: set[Span] = set()
    cases = []
    for number in made.order():
        own = made.of_case(number)
        original = originals.get(number)
        if original is not None and _placed(before, number) == _placed(made, number):
            used.update(piece.raw for piece in (*original.body_pieces, *original.commentary_pieces))
            cases.append(original)
        else:
            case = _Composer(reading, made, before, number, own, original).case()
            used.update(piece.raw for piece in (*case.body_pieces, *case.commentary_pieces))
            cases.append(case)
    opening = _part(made, [one for one in made.of_case(NO_CASE) if made.roles[one] == "introduction"], set())
    is_same = _placed(before, NO_CASE) == _placed(made, NO_CASE)
    pieces = reading.introduction_pieces if is_same else opening
    used.update(piece.raw for piece in pieces)
    left_over, structure = _account(reading, made, tail, used)
    return replace(
        reading,
        cases=tuple(cases),
        introduction=reading.introduction if is_same else ("".join(one.text for one in opening) or None),
        introduction_pieces=pieces,
        left_over=left_over,
        structure=structure,
    )


def _placed(made: Outline, case: int) -> list[tuple[int, str]]:
    return [(index, made.roles[index]) for index in made.of_case(case)]


def _part(made: Outline, indices: Sequence[int], taken: set[Span]) -> tuple[Piece, ...]:
    """Join lines to a part: one line break between those that stand on different lines of the file.

    `taken` are the line breaks that stand in a part already; those used are added.
    """
    pieces: list[Piece] = []
    for place, index in enumerate(indices):
        if place:
            pieces.extend(_between(made.lines, indices[place - 1], index, taken))
        pieces.extend(Piece(cell.raw, cell.text) for cell in made.lines[index].cells)
    return tuple(pieces)


def _between(lines: Sequence[Line], before: int, index: int, taken: set[Span]) -> Iterator[Piece]:
    """Return what stands between two lines of a part: what was mended there, and the last line break."""
    gaps = [cell for line in lines[before + 1 : index + 1] for cell in line.gap]
    last = next((cell for cell in reversed(gaps) if cell.is_break), None)
    own = set(lines[index].gap) if index == before + 1 else set()
    for cell in gaps:
        if cell is last:
            place = Span(cell.raw.end, cell.raw.end) if cell.raw in taken else cell.raw
            taken.add(cell.raw)
            yield Piece(place, "\n")
        elif cell in own and not cell.text:
            yield Piece(cell.raw, "")


@dataclass
class _Composer:
    """Makes one case of its lines."""

    reading: ReadCasebook
    made: Outline
    before: Outline
    number: int
    own: list[int]
    original: ReadCase | None
    body: tuple[Piece, ...] = ()
    commentary: tuple[Piece, ...] = ()
    commentaries: list[Commentary] = field(default_factory=list)
    taken: set[Span] = field(default_factory=set)

    def case(self) -> ReadCase:
        self.body = _part(self.made, self._with_role("body"), self.taken)
        self._join_commentaries()
        old, body = self.original, _text(self.body)
        keeps_front = old is not None and self._keeps_front()
        title, title_span = self._title()
        text = CaseText(
            number=self.number,
            title=title,
            body=body,
            label=old.text.label if old and keeps_front else None,
            subtitle=old.text.subtitle if old and keeps_front else None,
            place=old.text.place if old and keeps_front else None,
            commentaries=tuple(self.commentaries),
            sections=self._sections(body),
            flags=self._flags(title, body),
        )
        case = ReadCase(
            text, self._spans(title_span), self.body, self.commentary, old.discussion_prompts if old else ()
        )
        return replace(case, text=replace(text, suspects=suspects_in(case, self.reading)))

    def _with_role(self, role: str) -> list[int]:
        return [index for index in self.own if self.made.roles[index] == role]

    def _keeps_front(self) -> bool:
        """Say whether the case still begins where it began, so that what its first lines said of it holds."""
        first = self.before.of_case(self.number)
        return bool(first) and self.made.cases[first[0]] == self.number

    def _title(self) -> tuple[str, Span | None]:
        lines = self._with_role("title")
        old = self.original
        was = [index for index in self.before.of_case(self.number) if self.before.roles[index] == "title"]
        if old is not None and lines == was and self._keeps_front():
            return old.text.title, old.raw_spans.title
        if not lines:
            return "", None
        words = "".join(self.made.lines[index].text.strip() for index in lines)
        span = Span(self.made.lines[lines[0]].raw.start, self.made.lines[lines[-1]].raw.end)
        return words[:_TITLE_LENGTH], span

    def _join_commentaries(self) -> None:
        pieces: list[Piece] = []
        for group in self._groups():
            own = _part(self.made, group, self.taken)
            text = _text(own)
            if not text.strip():
                continue
            if pieces:
                pieces.append(Piece(Span(pieces[-1].raw.end, pieces[-1].raw.end), "\n"))
            pieces.extend(own)
            heading, by = self._heading(group)
            raw = Span(self.made.lines[group[0]].raw.start, self.made.lines[group[-1]].raw.end)
            self.commentaries.append(Commentary(heading, by, text, raw))
        self.commentary = tuple(pieces)

    def _groups(self) -> list[list[int]]:
        """Return the lines of each commentary: a marker between two lines, or another expert, begins a new one."""
        groups: list[list[int]] = []
        for index in self._with_role("commentary"):
            if not groups or self._begins_another(groups[-1][-1], index):
                groups.append([])
            groups[-1].append(index)
        return groups

    def _begins_another(self, last: int, index: int) -> bool:
        one, other = self._voice(last), self._voice(index)
        if one == other:
            return False
        if one is not None and other is not None:
            return True
        return other is not None and any(
            self.made.roles[at] == "structure" and self.made.lines[at].text.strip() for at in range(last + 1, index)
        )

    def _voice(self, index: int) -> tuple[int, int] | None:
        line = self.made.lines[index]
        return (line.case, line.voice) if line.role == "commentary" else None

    def _heading(self, group: list[int]) -> tuple[str, str | None]:
        """Return a commentary's heading and author: as they were read, or the marker before it."""
        cases = {case.text.number: case.text for case in self.reading.cases}
        voice = next((found for found in map(self._voice, group) if found is not None), None)
        if voice is not None and 0 <= voice[1] < len(cases[voice[0]].commentaries):
            found = cases[voice[0]].commentaries[voice[1]]
            return found.heading, found.by
        above = group[0] - 1
        if above in self.own and self.made.roles[above] == "structure":
            words = self.made.lines[above].text.strip().strip(_BRACKETS).strip()
            return words[:_HEADING_LENGTH] or _HEADING, None
        return _HEADING, None

    def _sections(self, body: str) -> tuple[Section, ...]:
        """Return the headed parts, each at the place where its heading has come to stand in the body."""
        found: dict[int, str] = {}
        for case in self.reading.cases:
            for section in case.text.sections:
                place = position_of(self.body, raw_of(case.body_pieces, section.start))
                if place is not None:
                    found.setdefault(place, section.heading)
        starts = sorted(found)
        ends = [*starts[1:], len(body)]
        return tuple(Section(found[start], start, end) for start, end in zip(starts, ends, strict=False) if end > start)

    def _flags(self, title: str, body: str) -> tuple[str, ...]:
        old, own = self.original, self.before.of_case(self.number)
        ends_alike = bool(own) and self.own[-1:] == own[-1:]
        flags = ["truncated"] if old and ends_alike and "truncated" in old.text.flags else []
        flags += [] if body.strip() else ["no-body"]
        flags += [] if self.commentaries else ["no-commentary"]
        had_none = old is not None and title == old.text.title and "no-title" in old.text.flags
        return tuple(flags + (["no-title"] if had_none or not title else []))

    def _spans(self, title: Span | None) -> RawSpans:
        whole = Span(self.made.lines[self.own[0]].raw.start, self.made.lines[self.own[-1]].raw.end)
        said = self.commentaries
        return RawSpans(
            case=whole,
            title=title,
            body=_extent(self.body) or Span(whole.end, whole.end),
            commentary=Span(said[0].raw.start, said[-1].raw.end) if said else None,
        )


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces)


def _extent(pieces: Sequence[Piece]) -> Span | None:
    return Span(pieces[0].raw.start, pieces[-1].raw.end) if pieces else None


def raw_of(pieces: Sequence[Piece], position: int) -> int:
    """Return the raw position of a position in a part; of what a repair wrote, where the repaired run begins."""
    start = 0
    for piece in pieces:
        if position < start + len(piece.text):
            verbatim = piece.raw.end - piece.raw.start == len(piece.text)
            return piece.raw.start + (position - start if verbatim else 0)
        start += len(piece.text)
    return pieces[-1].raw.end if pieces else 0


def position_of(pieces: Sequence[Piece], raw: int) -> int | None:
    """Return where a raw position stands in a part, or None where it does not."""
    start = 0
    for piece in pieces:
        if piece.raw.start <= raw < piece.raw.end:
            verbatim = piece.raw.end - piece.raw.start == len(piece.text)
            return start + (raw - piece.raw.start if verbatim else 0)
        start += len(piece.text)
    return None


def suspects_in(case: ReadCase, reading: ReadCasebook) -> tuple[PartSpan, ...]:
    """Return the reading's doubtful runs that stand in a case as they are printed, in part offsets."""
    parts: tuple[tuple[Part, tuple[Piece, ...]], ...] = (
        ("body", case.body_pieces),
        ("commentary", case.commentary_pieces),
    )
    found: list[PartSpan] = []
    for part, pieces in parts:
        text = case.text.part(part)
        for doubt in reading.suspects:
            start = position_of(pieces, doubt.raw.start)
            if start is not None and text.startswith(doubt.text, start):
                found.append(PartSpan(part, start, start + len(doubt.text)))
    return tuple(found)


def _account(
    reading: ReadCasebook, made: Outline, tail: Sequence[Cell], used: set[Span]
) -> tuple[tuple[LeftOver, ...], tuple[Span, ...]]:
    """Book what is in no part: runs set aside under their reason, everything else as structure."""
    dropped = Cover((one.raw, one.why) for one in reading.left_over)
    mended = Cover((one.raw, "") for one in reading.repairs)
    kept = Cover((span, "") for span in used)
    left: list[tuple[Span, str]] = []
    structure: list[tuple[Span, str]] = []
    for cell, why in _booked(made, tail):
        if cell.raw in mended or (cell.raw in kept and not cell.is_mended):
            continue
        reason = (dropped.word_of(cell.raw) or SET_ASIDE) if cell.is_mended else why
        (left if reason else structure).append((cell.raw, reason))
    return tuple(LeftOver(span, why) for span, why in merged(left)), tuple(span for span, _ in merged(structure))


def _booked(made: Outline, tail: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    """Return every cell with the reason why it is set aside, if it is not kept; empty for structure."""
    for line, role in zip(made.lines, made.roles, strict=True):
        yield from ((cell, cell.why) for cell in line.gap)
        why = (line.why if line.role == "aside" else SET_ASIDE) if role == "aside" else ""
        yield from ((cell, why) for cell in line.cells)
    yield from ((cell, cell.why) for cell in tail)
