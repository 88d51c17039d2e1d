"""Cases that begin at titles with subtitles, or at titles of a word or two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.cases.segments.runs import hold_several, with_body
from studyapp.cases.segments.series import mostly_introduce, tells_a_collection
from studyapp.text.marks import visible_length

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_MIN_PATIENT = 60
_PATIENT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:，[\u4e00-\u9fff]{2,10}){0,3}，?又?[患病苦][\u4e00-\u9fff]{1,8}")


def listed(units: list[Unit]) -> list[int]:
    """Titles that the table of contents announced, where it announced cases and not their chapters."""
    starts = with_body(units, [index for index, unit in enumerate(units) if unit.listed and unit.fresh])
    return starts if len(starts) > 1 and not hold_several(units, starts) else []


def paired(units: list[Unit]) -> list[int]:
    """Titles with subtitles, each followed by a story."""
    starts = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "heading"
        and not unit.ordinal
        and is_paired(units, index)
        and not unit.text.lstrip().startswith("—")
    ]
    starts = with_body(units, starts)
    judged = any(unit.part == "commentary" for unit in units)
    told = len(starts) > 1 and (judged or tells_a_collection(units, starts[0]) or mostly_introduce(units, starts, 0.5))
    return starts if told else []


def is_paired(units: list[Unit], index: int) -> bool:
    """Say whether a heading has a subtitle, on its own line or on the next."""
    following = units[index + 1] if index + 1 < len(units) else None
    return "——" in units[index].text.strip("—") or bool(
        following and following.kind == "heading" and following.text.lstrip().startswith("——")
    )


def briefly_headed(units: list[Unit]) -> list[int]:
    """Old collections name a case by a word or two: every heading is brief, and each has its story right after it."""
    starts = [index for index, unit in enumerate(units) if unit.kind == "heading"]
    brief = all(visible_length(units[index].text) <= 6 and not units[index].ordinal for index in starts)
    if len(starts) < 3 or starts[0] != 0 or not brief or any(unit.kind in {"marker", "label"} for unit in units):
        return []
    return _with_other_patients(units, starts) if len(with_body(units, starts)) == len(starts) else []


def _with_other_patients(units: list[Unit], starts: list[int]) -> list[int]:
    """Under the name of one illness old physicians tell of several people: each paragraph brings its own patient."""
    more = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "text"
        and unit.fresh
        and units[index - 1].kind == "text"
        and visible_length(unit.text) > _MIN_PATIENT
        and _PATIENT.match(unit.text)
    ]
    return sorted({*starts, *more})
