"""From glyphs on a page to lines in reading order: rows, columns, cells of tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_GUTTER = 1.0  # em: the least white between two columns
_CELL = 1.9  # em: wider white than any justified line leaves between two of its characters
_LATIN_GAP = 0.18  # em
_TYPED_GAP = 0.12  # em
_CHINESE_GAP = 0.45  # em: more than justification spreads two characters apart


class Glyph(NamedTuple):
    """One character and its box in points; y grows upwards. `spaced` says that a space was typed before it."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one column. `size` is its height in points; `column` of `columns` counts from 0.

    `table` says that its tabs stand for the white between cells.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    column: int = 0
    columns: int = 1
    table: bool = False


def lines_of_page(glyphs: list[Glyph]) -> list[Line]:
    """Return the lines of a page in reading order."""
    rows = [_segments(row) for row in _rows(glyphs)]
    if not rows:
        return []
    gutter = _gutter(rows)
    if gutter is None:
        return _marked_tables([_joined(row) for row in rows])
    return list(_by_columns(rows, gutter))


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group glyphs whose middles lie on one height, from the top of the page down."""
    rows: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: -(one.top + one.bottom)):
        height = glyph.top - glyph.bottom
        here = (glyph.top + glyph.bottom) / 2
        if rows and abs(here - middle) < 0.45 * max(size, height):
            rows[-1].append(glyph)
            size = max(size, height)
        else:
            rows.append([glyph])
            middle, size = here, height
    return [_without_shadows(sorted(row, key=lambda one: one.left)) for row in rows]


def _without_shadows(row: list[Glyph]) -> list[Glyph]:
    """Drop glyphs printed twice at one place to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        near = kept[-1:] if kept else []
        if any(
            one.sign == glyph.sign and abs(one.left - glyph.left) < 0.2 * (glyph.top - glyph.bottom) for one in near
        ):
            continue
        kept.append(glyph)
    return kept


def _segments(row: list[Glyph]) -> list[Line]:
    """Cut a row where the white is wider than within a line."""
    size = median(glyph.top - glyph.bottom for glyph in row)
    groups = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > _GUTTER * size:
            groups.append([])
        groups[-1].append(glyph)
    return [_line(group) for group in groups]


def _line(glyphs: list[Glyph]) -> Line:
    size = median(glyph.top - glyph.bottom for glyph in glyphs)
    parts = [glyphs[0].sign]
    for before, glyph in pairwise(glyphs):
        if _is_apart(before, glyph, size):
            parts.append(" ")
        parts.append(glyph.sign)
    return Line(
        text="".join(parts),
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        bottom=min(glyph.bottom for glyph in glyphs),
        top=max(glyph.top for glyph in glyphs),
        size=size,
        bold=sum(glyph.bold for glyph in glyphs) > 0.8 * len(glyphs),
    )


def _is_apart(before: Glyph, glyph: Glyph, size: float) -> bool:
    """Say whether there is a space between two neighbours: a typed one, or more white than setting leaves."""
    gap = (glyph.left - before.right) / size
    if before.sign.isascii() and glyph.sign.isascii():
        return gap > _LATIN_GAP
    return gap > (_TYPED_GAP if glyph.spaced else _CHINESE_GAP) and (
        glyph.spaced or not _closed_up(before.sign, glyph.sign)
    )


def _joined(segments: list[Line]) -> Line:
    """Join the segments of a row: with a tab across white as wide as between cells, with a space otherwise."""
    first = segments[0]
    text = first.text
    table = False
    for before, segment in pairwise(segments):
        wide = segment.left - before.right > _CELL * first.size
        table |= wide
        text += ("\t" if wide else "" if _closed_up(before.text, segment.text) else " ") + segment.text
    return replace(
        first,
        text=text,
        right=max(one.right for one in segments),
        bottom=min(one.bottom for one in segments),
        top=max(one.top for one in segments),
        bold=all(one.bold for one in segments),
        table=table,
    )


def _closed_up(before: str, after: str) -> bool:
    """Say whether the white between two segments is only what wide punctuation leaves."""
    return before[-1] in "，。；：、！？）】》”’" or after[0] in "（【《“‘"


def _marked_tables(lines: Iterable[Line]) -> list[Line]:
    """Keep tabs only where two rows or more have cells; a lone row with white in it is a spread-out line."""
    result = list(lines)
    for index, line in enumerate(result):
        neighbours = result[max(0, index - 1) : index] + result[index + 1 : index + 2]
        if line.table and not any(one.table for one in neighbours):
            result[index] = replace(line, text=line.text.replace("\t", " "), table=False)
    return result


def _gutter(rows: list[list[Line]]) -> tuple[float, float] | None:
    """Return the white strip between two columns of prose, or None."""
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    width = right - left
    if width <= 0:
        return None
    whites = [((before.right + after.left) / 2, before, after) for row in rows for before, after in pairwise(row)]
    middles = [place for place, _, _ in whites if 0.3 * width < place - left < 0.7 * width]
    if len(middles) < 4:
        return None
    place = median(middles)
    sides = [_sides(row, place) for row in rows]
    both = [(one, other) for one, other in sides if one and other]
    crossing = sum(_crosses(row, place) for row in rows)
    if len(both) < 4 or crossing > 0.4 * len(rows) + 2:
        return None
    # Columns of prose are filled; the cells of a table mostly are not.
    filled_left = median(one[-1].right - one[0].left for one, _ in both)
    filled_right = median(other[-1].right - other[0].left for _, other in both)
    if min(filled_left, filled_right) < 0.3 * width:
        return None
    return max(one[-1].right for one, _ in both), min(other[0].left for _, other in both)


def _crosses(row: list[Line], place: float) -> bool:
    return any(one.left < place < one.right for one in row)


def _sides(row: list[Line], place: float) -> tuple[list[Line], list[Line]]:
    if _crosses(row, place):
        return [], []
    return [one for one in row if one.right <= place], [one for one in row if one.left >= place]


def _by_columns(rows: list[list[Line]], gutter: tuple[float, float]) -> list[Line]:
    """Read down the left column and then the right one, between lines that run across both."""
    place = sum(gutter) / 2
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        one, other = _sides(row, place)
        if one:
            left.append(replace(_joined(one), column=0, columns=2))
        if other:
            right.append(replace(_joined(other), column=1, columns=2))
        if not one and not other:
            result += [*_marked_tables(left), *_marked_tables(right), _joined(row)]
            left, right = [], []
    return [*result, *_marked_tables(left), *_marked_tables(right)]
