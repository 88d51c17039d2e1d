"""Titles at the beginning of a case's first paragraph: the words before the first full stop, cut off as a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.text.openings import TIME_OPENING, opens_story

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_TITLE = re.compile(r"(?P<title>[^。！？!?：:；;\n]{3,36}?)(?:[。：:]|(?<=[案例])，|[！？!?])[”’]?\s*(?=\S)")
_CLAUSES = re.compile(r"[，,]")


_BEFORE_DAY = re.compile(rf"\s*(?P<title>[^。！？!?，,：:；;\n]{{4,30}}?)(?={TIME_OPENING.pattern})")


def with_run_in_titles(units: list[Unit], starts: list[int]) -> tuple[list[Unit], list[int]]:
    """Cut the titles off first paragraphs, numbered or behind labels, where all cases of the book begin so.

    The starts move along.
    """
    places = [_first_paragraph(units, start) for start in starts]
    if len(starts) < 2 or None in places:
        return units, starts
    cuts = {place: cut for place in places if place is not None and (cut := _title_end(units[place]))}
    if len(cuts) < len(starts):
        return units, starts
    result: list[Unit] = []
    moved: list[int] = []
    beginnings = set(starts)
    for index, unit in enumerate(units):
        if index in beginnings:
            moved.append(len(result))
        cut = cuts.get(index)
        if not cut:
            result.append(unit)
            continue
        result.append(replace(unit, end=unit.start + cut, text=unit.text[:cut], kind="heading"))
        result.append(replace(unit, start=unit.start + cut, text=unit.text[cut:], ordinal=None, fresh=False))
    return result, moved


def _first_paragraph(units: list[Unit], start: int) -> int | None:
    """Return the unit whose beginning may be the title: the first one itself, or what goes on behind a label."""
    if units[start].kind == "text":
        return start if units[start].ordinal else None
    behind = start + 1 < len(units) and units[start].kind == "label" and units[start + 1].kind == "text"
    return start + 1 if behind and not units[start + 1].fresh else None


def _title_end(unit: Unit) -> int | None:
    begin = unit.ordinal.end if unit.ordinal else 0
    dated = _BEFORE_DAY.match(unit.text, begin) if not unit.ordinal else None
    found = dated or _TITLE.match(unit.text, begin)
    if found is None or len(_CLAUSES.findall(found["title"])) > 1 or opens_story(found["title"]):
        return None
    return found.end() if len(unit.text) - found.end() > 10 else None
