"""What a page says about its lines besides their words: blank lines above, place on the line, names that come again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from studyapp.cases.segments.contents import entry_key
from studyapp.text.marks import ORNAMENTS, visible_length
from studyapp.text.title_lines import is_byline

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit
    from studyapp.text.piece_table import PieceTable

_FRAME = re.compile(rf"\s*([{ORNAMENTS}#]|[【［\[〔〖「『（(])")
_BARE = re.compile(rf"[\s\u3000【】［］\[\]〔〕〖〗「」『』（）():：*#{ORNAMENTS}]")
_MARK = re.compile(r"[\[［〔](\d{1,3})[\]］〕]")
_FOOTNOTE = re.compile(r"\s*[\[［〔](\d{1,3})[\]］〕]")
_LONGEST_ENTRY = 120
_FAR_RIGHT = 16
_LONGEST_NAME = 24
_FIELD = re.compile(r"\s*([\u4e00-\u9fff]{2,6})\s*[:：]\s*\S")
_LONGEST_FORM = 40
_REPORTER = "reporter-line"


def note_page(units: list[Unit], table: PieceTable, entries: frozenset[str]) -> None:
    """Note on each unit how it stands on the page; `entries` are the titles that a table of contents announces."""
    _note_gaps(units, table)
    _note_sections(units)
    _note_footnotes(units)
    for index, unit in enumerate(units):
        unit.listed = bool(entries) and _may_be_listed(unit) and entry_key(_line_of(units, index)) in entries
        unit.signed = unit.signed or (index + 1 < len(units) and _is_name_below(unit, units[index + 1]))
    for index in _above_a_form(units):
        units[index].signed = units[index].formed = True


def _above_a_form(units: list[Unit]) -> list[int]:
    """Return the headings set apart with a short line below that fills in the same field in each case (等级：一级)."""
    above: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units[1:]):
        field = _FIELD.match(unit.text) if unit.fresh and visible_length(unit.text) <= _LONGEST_FORM else None
        if field and units[index].kind == "heading" and (units[index].apart or index == 0):
            above[field[1]].append(index)
    return [index for found in above.values() if len(found) > 1 for index in found]


def _may_be_listed(unit: Unit) -> bool:
    return unit.kind in {"heading", "label"} and not unit.text.lstrip().startswith("—")


def _note_footnotes(units: list[Unit]) -> None:
    """A paragraph that begins with a mark which the text before it bears ([7]) is a footnote."""
    seen: set[str] = set()
    for unit in units:
        found = _FOOTNOTE.match(unit.text) if unit.fresh else None
        unit.note = found is not None and found[1] in seen
        seen.update(mark for mark in _MARK.findall(unit.text) if not found or mark != found[1])


def _line_of(units: list[Unit], index: int) -> str:
    """Return the words of the line that a unit begins; so much of it as an entry of contents may have."""
    words = units[index].text
    for following in range(index + 1, len(units)):
        if units[following].fresh or len(words) > _LONGEST_ENTRY:
            break
        words += units[following].text[:_LONGEST_ENTRY]
    return words


def _note_gaps(units: list[Unit], table: PieceTable) -> None:
    raw = table.raw
    dropped = sorted(cell.raw_start for cell in table.cells if cell.edit and cell.edit.kind == _REPORTER)
    gaps: list[tuple[Unit, int]] = []
    end = 0
    at = 0
    for index, unit in enumerate(units):
        start, following = table.raw_span(unit.start, unit.end)
        line = raw.rfind("\n", 0, start) + 1
        if unit.fresh:
            unit.indent = _width(raw[line:start])
            gaps.append((unit, sum(not one.strip() for one in raw[end:line].split("\n")[1:-1])))
            while at < len(dropped) and dropped[at] < end:
                at += 1
            if index and at < len(dropped) and dropped[at] < start:
                units[index - 1].signed = True
        end = following
    usual = _usual_gap([gap for unit, gap in gaps if unit.kind == "text"])
    for unit, gap in gaps:
        unit.apart = gap > usual


def _usual_gap(gaps: list[int]) -> int:
    """Return how many blank lines stand above most paragraphs."""
    return sorted(gaps)[int(len(gaps) * 0.6)] if gaps else 0


def _width(blank: str) -> int:
    return sum(2 if sign == "\u3000" else 4 if sign == "\t" else 1 for sign in blank) if blank.isspace() else 0


def is_far_right(unit: Unit) -> bool:
    """Say whether a short line stands at the right margin, where names and dates stand."""
    return unit.indent >= _FAR_RIGHT and visible_length(unit.text) <= _LONGEST_NAME


def _is_name_below(unit: Unit, following: Unit) -> bool:
    if unit.kind != "heading" or not following.fresh or following.apart:
        return False
    return (is_far_right(following) and following.indent > unit.indent) or (
        visible_length(following.text) <= _LONGEST_NAME and is_byline(following.text)
    )


def bare_name(text: str) -> str:
    """Return a heading's words without brackets, ornaments and blanks, by which headings are compared."""
    return _BARE.sub("", text)


def _note_sections(units: list[Unit]) -> None:
    """Headings that come again and again name parts, and so do others that are framed as they are."""
    headings = [unit for unit in units if unit.kind == "heading" and unit.fresh]
    names = Counter(bare_name(unit.words) for unit in headings)
    framed: dict[str, list[bool]] = defaultdict(list)
    for unit in units:
        frame = frame_of(unit)
        if frame and unit.kind in {"heading", "marker"} and unit.fresh:
            framed[frame].append(unit.kind == "marker" or names[bare_name(unit.words)] > 1)
    sections = {frame for frame, known in framed.items() if 2 * sum(known) >= len(known)}
    for unit in headings:
        unit.section = names[bare_name(unit.words)] > 1 or frame_of(unit) in sections


def frame_of(unit: Unit) -> str:
    """Return the sign that a line begins with (◎, 【), or nothing."""
    found = _FRAME.match(unit.text)
    return found[1] if found else ""
