"""Titles at the beginning of a case's first paragraph: the words before the first full stop, cut off as a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp.text.openings import opens_story

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_TITLE = re.compile(r"(?P<title>[^。！？!?：:；;\n]{3,36}?)(?:[。：:]|(?<=[案例])，|[！？!?])[”’]?\s*(?=\S)")
_CLAUSES = re.compile(r"[，,]")


def with_run_in_titles(units: list[Unit], starts: list[int]) -> tuple[list[Unit], list[int]]:
    """Cut the titles off numbered first paragraphs, where all cases of the book begin so; starts move along."""
    cuts = [_title_end(units[start]) for start in starts]
    if len(starts) < 2 or not all(cuts):
        return units, starts
    result: list[Unit] = []
    moved: list[int] = []
    ends = dict(zip(starts, cuts, strict=True))
    for index, unit in enumerate(units):
        cut = ends.get(index)
        if not cut:
            result.append(unit)
            continue
        moved.append(len(result))
        result.append(replace(unit, end=unit.start + cut, text=unit.text[:cut], kind="heading"))
        result.append(replace(unit, start=unit.start + cut, text=unit.text[cut:], ordinal=None, fresh=False))
    return result, moved


def _title_end(unit: Unit) -> int | None:
    if unit.kind != "text" or unit.ordinal is None:
        return None
    found = _TITLE.match(unit.text, unit.ordinal.end)
    if found is None or len(_CLAUSES.findall(found["title"])) > 1 or opens_story(found["title"]):
        return None
    return found.end() if len(unit.text) - found.end() > 10 else None
