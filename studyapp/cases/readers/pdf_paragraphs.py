"""From printed pages to one text: what returns in the margins is set aside, lines of a paragraph are joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from studyapp.cases.readers.extracted import AT_THE_RIGHT, Extracted, LineHint
from studyapp.cases.readers.pdf_lines import Line
from studyapp.cases.readers.pdf_margins import margin_lines
from studyapp.cases.segments.labels import case_label
from studyapp.text.marks import ends_sentence
from studyapp.text.ordinals import leading_ordinal
from studyapp.text.piece_table import Edit

_OPENS_ANEW = re.compile(r"[【\[〔◆●■★▲•·]|第[一二三四五六七八九十百\d]+[章节篇]")
_LONGEST_NAME = 40
_LONG_LINE = 20
_FAR_FROM_LEFT = 8  # em: more than any indent or centred heading of some length
Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column's full lines begin and end, in points, and whether its paragraphs are indented."""

    left: float
    right: float
    indented: bool


def extracted_from_pages(pages: list[list[Line]], title: str | None) -> Extracted:
    """Put pages together. The text keeps every printed line; what is undone stands in `edits`."""
    set_aside = margin_lines(pages)
    printed = [
        (number, line, set_aside.get((number, index)))
        for number, page in enumerate(pages)
        for index, line in enumerate(page)
    ]
    body = [(number, line) for number, line, why in printed if why is None]
    size = _body_size([line for _, line in body])
    columns = _columns(body, size)
    printed = [
        (number, _in_place(line, columns.get(_key(number, line))) if why is None else line, why)
        for number, line, why in printed
    ]
    levels = _heading_levels([line for _, line in body], size)
    pitch = _pitch([line for _, line in body])
    hints: list[LineHint] = []
    edits: list[Edit] = []
    before: tuple[int, Line] | None = None
    position = end = 0
    for number, line, why in printed:
        stop = position + len(line.text)
        if why is not None:
            edits.append(Edit(position, stop + 1, "", why, _REASONS[why], dropped=True))
        else:
            if before and _goes_on(before, (number, line), columns, pitch):
                edits.append(Edit(end, end + 1, _joint(before[1].text, line.text), "hard-wrap", "line-filled"))
            level = levels.get(round(line.size), 0) or (7 if line.bold and len(line.text) <= 45 else 0)
            if level or line.table:
                hints.append(LineHint(position, stop, 0 if line.table else level, line.table))
            before, end = (number, line), stop
        position = stop + 1
    text = "\n".join(line.text for _, line, _ in printed)
    # The last line has no break to take with it.
    edits = [edit._replace(end=min(edit.end, len(text))) for edit in edits]
    return Extracted(text, "pdf", None, tuple(hints), title or _head_title(printed, len(pages)), tuple(edits))


_REASONS = {"running-head": "repeated-line", "page-number": "own-line"}


def _head_title(printed: list[tuple[int, Line, str | None]], pages: int) -> str | None:
    """Return the running head of most pages, which is the book's name."""
    heads = Counter(line.text.strip() for _, line, why in printed if why == "running-head")
    words, count = heads.most_common(1)[0] if heads else ("", 0)
    return words if count > 0.4 * pages and not any(sign.isdecimal() for sign in words) else None


def _body_size(lines: list[Line]) -> int:
    """Return the height, in whole points, in which most characters are printed."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _heading_levels(lines: list[Line], body: int) -> dict[int, int]:
    """Rank the sizes clearly above the body's, the largest first."""
    larger = sorted(
        {round(line.size) for line in lines if line.size > 1.12 * body and len(line.text) <= 60}, reverse=True
    )
    return {size: min(rank, 6) for rank, size in enumerate(larger, start=1)}


def _key(number: int, line: Line) -> Key:
    # Left and right pages have margins of their own.
    return number % 2, line.column, line.columns


def _columns(body: list[tuple[int, Line]], size: int) -> dict[Key, _Column]:
    groups: dict[Key, list[Line]] = {}
    for number, line in body:
        if abs(line.size - size) <= 1.5 and not line.table:
            groups.setdefault(_key(number, line), []).append(line)
    return {key: _column(lines, max(size, 1)) for key, lines in groups.items()}


def _column(lines: list[Line], size: float) -> _Column:
    lefts = Counter(round(line.left / 2) * 2 for line in lines)
    # The leftmost place at which a fair share of the lines begins; a stray mark further out is no margin.
    fair = [place for place, count in lefts.items() if count > 2 or count >= 0.15 * len(lines)]
    left = min(fair or lefts)
    rights = sorted(line.right for line in lines)
    right = rights[int(0.9 * (len(rights) - 1))]
    inside = [line for line in lines if 1.2 * size <= line.left - left <= 3.2 * size]
    return _Column(left, right, len(inside) >= max(2, 0.08 * len(lines)))


def _in_place(line: Line, column: _Column | None) -> Line:
    """Mark a short line that stands at the right margin with blanks before it, as a text file would show it."""
    if column is None or line.table or len(line.text) > _LONGEST_NAME:
        return line
    far = line.left - column.left > _FAR_FROM_LEFT * line.size and line.right > column.right - 1.5 * line.size
    return replace(line, text=AT_THE_RIGHT + line.text) if far else line


def _pitch(lines: list[Line]) -> float:
    steps = [
        one.bottom - other.bottom for one, other in pairwise(lines) if 0 < one.bottom - other.bottom < 4 * one.size
    ]
    return median(steps) if steps else 0.0


def _goes_on(before: tuple[int, Line], after: tuple[int, Line], columns: dict[Key, _Column], pitch: float) -> bool:
    """Say whether a line continues the paragraph of the one before it: that one is full, this one not set off."""
    (page, line), (next_page, following) = before, after
    column, target = columns.get(_key(page, line)), columns.get(_key(next_page, following))
    at_right = any(one.text.startswith(AT_THE_RIGHT) for one in (line, following))
    if column is None or target is None or line.table or following.table or at_right:
        return False
    size = line.size
    # What may not be parted (302室) leaves a wider white; a sentence that stops short has ended.
    white = (3.2 if len(line.text) > _LONG_LINE and not ends_sentence(line.text) else 1.7) * size
    if abs(size - following.size) > 0.12 * size or line.right < column.right - white:
        return False
    opens = _OPENS_ANEW.match(following.text) or case_label(following.text)
    set_off = following.left > target.left + 0.9 * size
    # Among indented paragraphs, a flush line after an unfinished full one goes on, whatever word it begins with.
    if set_off or (opens and (ends_sentence(line.text) or not column.indented)):
        return False
    same_column = page == next_page and line.column == following.column and line.columns == following.columns
    if same_column and line.bottom - following.bottom > 1.45 * pitch:
        return False
    if column.indented:
        return not (leading_ordinal(following.text) and ends_sentence(line.text))
    return not ends_sentence(line.text) and not leading_ordinal(following.text)


def _joint(before: str, after: str) -> str:
    latin = before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum()
    return " " if latin and (before[-1].isalpha() or after[0].isalpha()) else ""
