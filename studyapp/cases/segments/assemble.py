"""From sorted units back to values: clean parts with their pieces, and an account of every raw character."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import (
    CaseText,
    Commentary,
    PartSpan,
    Piece,
    RawSpans,
    ReadCase,
    Section,
    Span,
)
from studyapp.cases.segments.accounting import Account
from studyapp.cases.segments.headings import run_in_headings
from studyapp.cases.segments.signatures import (
    LONGEST_SIGNATURE,
    name_alone,
    name_at_end,
    name_in_front,
    name_in_marker,
    without_name,
)
from studyapp.text.marks import OPENERS, ORNAMENTS, SENTENCE_END, ends_sentence

if TYPE_CHECKING:
    from studyapp.cases.repairs.confusions import Doubt
    from studyapp.cases.segments.parts import CaseUnits, CommentaryUnits
    from studyapp.cases.segments.units import Unit
    from studyapp.text.piece_table import PieceTable

_BRACKETS = r"【】［］\[\]〔〕〖〗「」『』"
_ADORNED = re.compile(rf"^[\s{_BRACKETS}#{ORNAMENTS}]+|[\s{_BRACKETS}*#:：{ORNAMENTS}]+$")
_LIST_OF_WORDS = re.compile(r"[A-Za-z\u4e00-\u9fff]")


@dataclass
class KeptText:
    """A clean part built from runs of the clean text: the text, its pieces, and where each unit begins in it."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    runs: list[tuple[int, int, int]] = field(default_factory=list)
    raw: Span = field(default_factory=lambda: Span(0, 0))


def kept_text(table: PieceTable, runs: list[tuple[int, int]], account: Account) -> KeptText:
    """Join runs (in order) into a part; runs on different lines are joined by the line break before the later one."""
    result = KeptText()
    parts: list[str] = []
    length = 0
    for index, (start, end) in enumerate(runs):
        first = start
        if index and runs[index - 1][1] != start and start > 0 and table.text[start - 1] == "\n":
            first = start - 1
        result.starts[start] = length + (start - first)
        result.runs.append((first, end, length))
        account.keep(first, end)
        for cell in table.slice(first, end):
            result.pieces.append(Piece(Span(cell.raw_start, cell.raw_end), cell.text))
        parts.append(table.text[first:end])
        length += end - first
    result.text = "".join(parts)
    if runs:
        result.raw = Span(*table.raw_span(runs[0][0], runs[-1][1]))
    return result


class CaseAssembler:
    """Builds one `ReadCase` and books what it used."""

    def __init__(self, table: PieceTable, account: Account, doubts: list[Doubt]) -> None:
        self.table = table
        self.account = account
        self.doubts = doubts

    def build(self, number: int, case: CaseUnits, bounds: tuple[int, int], *, last: bool) -> ReadCase:
        """Return the case; `bounds` is its clean run, `last` says that the book ends with it."""
        front = case.front
        for unit in (*([front.label] if front.label else ()), *front.units, *case.structure, *case.prompts):
            self.account.structure(unit.start, unit.end)
        for unit, why in case.left:
            self.account.left(unit.start, unit.end, why)
        body_runs = [(unit.start, unit.end) for unit in case.body]
        if not case.commentaries:
            body_runs, _ = self._unsigned(body_runs)
        body = kept_text(self.table, body_runs, self.account)
        built = [self._commentary(one) for one in case.commentaries]
        commentaries = tuple(one for one, _ in built if one.text.strip())
        label = front.label.label.printed if front.label and front.label.label else None
        text = CaseText(
            number=number,
            title=front.title_text or (label.strip("【】［］[]（）() ：:") if label else ""),
            body=body.text,
            label=label,
            subtitle=front.subtitle_text,
            place=front.place,
            commentaries=commentaries,
            sections=_sections(case, body),
            suspects=self._suspects(body, [kept for one, kept in built if one.text.strip()]),
            flags=_flags(case, body.text, commentaries, last=last),
        )
        prompts = tuple(unit.text.strip() for unit in case.prompts if unit.text.strip())
        return ReadCase(
            text, self._spans(case, bounds, body, commentaries), tuple(body.pieces), _joined(built), prompts
        )

    def _spans(
        self, case: CaseUnits, bounds: tuple[int, int], body: KeptText, commentaries: tuple[Commentary, ...]
    ) -> RawSpans:
        whole = Span(*self.table.raw_span(*bounds))
        title = Span(*self.table.raw_span(*case.front.title)) if case.front.title else None
        empty = Span(whole.end, whole.end)
        said = Span(commentaries[0].raw.start, commentaries[-1].raw.end) if commentaries else None
        return RawSpans(whole, title, body.raw if body.text else empty, said)

    def _suspects(self, body: KeptText, commentaries: list[KeptText]) -> tuple[PartSpan, ...]:
        """Return the doubtful places that lie in the case, in part offsets."""
        spans = [PartSpan("body", start, end) for start, end in _within(self.doubts, body)]
        base = 0
        for kept in commentaries:
            spans += [PartSpan("commentary", base + start, base + end) for start, end in _within(self.doubts, kept)]
            base += len(kept.text) + 1
        return tuple(spans)

    def _unsigned(self, runs: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], str | None]:
        """Take the author's name off the end of a part; returns the runs left and the name, if there is one."""
        if not runs:
            return runs, None
        start, end = runs[-1]
        alone = name_alone(self.table.text[start:end]) if len(runs) > 1 else None
        if alone:
            self.account.structure(start, end)
            return runs[:-1], alone
        window = max(start, end - LONGEST_SIGNATURE)
        signed = name_at_end(self.table.text[window:end])
        if signed is None or (len(runs) == 1 and window + signed.place == start):
            return runs, None
        cut = window + signed.place
        self.account.structure(cut, end)
        return [*runs[:-1], (start, cut)] if cut > start else runs[:-1], signed.name

    def _commentary(self, one: CommentaryUnits) -> tuple[Commentary, KeptText]:
        self.account.structure(one.marker.start, one.marker.end)
        runs = [(unit.start, unit.end) for unit in one.units]
        runs, signed = self._unsigned(runs)
        by = signed or name_in_marker(one.marker.text)
        if runs and one.marker.run_in:
            start, end = runs[0]
            lead = name_in_front(self.table.text[start:end])
            cut = start + lead.place if lead else start
            if lead and (cut < end or len(runs) > 1):
                by = by or lead.name
                self.account.structure(start, cut)
                runs = [(cut, end), *runs[1:]] if cut < end else runs[1:]
        kept = kept_text(self.table, runs, self.account)
        heading = _ADORNED.sub("", without_name(one.marker.text))
        return Commentary(heading, by, kept.text, kept.raw), kept


def _within(doubts: list[Doubt], kept: KeptText) -> list[tuple[int, int]]:
    """Return the doubts that lie wholly within a part's runs, in the part's offsets."""
    starts = [doubt.start for doubt in doubts]
    found: list[tuple[int, int]] = []
    for first, end, offset in kept.runs:
        inside = doubts[bisect_left(starts, first) : bisect_left(starts, end)]
        found.extend((offset + one.start - first, offset + one.end - first) for one in inside if one.end <= end)
    return found


def _joined(built: list[tuple[Commentary, KeptText]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for commentary, kept in built:
        if not commentary.text.strip():
            continue
        if pieces:
            pieces.append(Piece(Span(pieces[-1].raw.end, pieces[-1].raw.end), "\n"))
        pieces.extend(kept.pieces)
    return tuple(pieces)


def _sections(case: CaseUnits, body: KeptText) -> tuple[Section, ...]:
    starts: list[tuple[int, str]] = []
    if case.opener and body.text:
        starts.append((0, _heading_words(case.opener)))
    starts.extend(
        (body.starts[unit.start], _heading_words(unit))
        for unit in case.body
        if unit.kind in {"heading", "marker"} and not unit.table and unit.start in body.starts
    )
    taken = {start for start, _ in starts}
    starts += [(one.start, one.heading) for one in run_in_headings(body.text) if one.start not in taken]
    starts.sort()
    if not starts:
        return ()
    ends = [start for start, _ in starts[1:]] + [len(body.text)]
    return tuple(
        Section(heading, start, end) for (start, heading), end in zip(starts, ends, strict=True) if end > start
    )


def _heading_words(unit: Unit) -> str:
    return _ADORNED.sub("", unit.text)


def _flags(case: CaseUnits, body: str, commentaries: tuple[Commentary, ...], *, last: bool) -> tuple[str, ...]:
    flags = []
    final = commentaries[-1].text if commentaries else body
    if last and final and _breaks_off(final):
        flags.append("truncated")
    if not commentaries:
        flags.append("no-commentary")
    if not case.front.title_text:
        flags.append("no-title")
    return tuple(flags)


def _breaks_off(text: str) -> bool:
    """Say whether a text stops in the middle of a sentence or of a quotation."""
    line = text.rstrip().rsplit("\n", 1)[-1]
    if line[-1:] in "，、,：:—" + OPENERS or line.count("“") > line.count("”"):
        return True
    prose = any(mark in text for mark in SENTENCE_END)
    return (
        prose
        and not ends_sentence(line)
        and line[-1:] not in "；;"
        and ("，" in line or "," in line or "。" in line)
        and "\t" not in line
        and bool(_LIST_OF_WORDS.search(line[-1:]))
    )
