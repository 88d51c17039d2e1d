"""Cases that begin at headings of the format's own levels, or at numbered headings."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.cases.segments.page import bare_name
from studyapp.cases.segments.runs import goes_with_title, hold_several, look_like_cases, with_body
from studyapp.cases.segments.series import mostly_introduce, tells_a_collection

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit


def levelled(units: list[Unit]) -> list[int]:
    """Use the format's own headings: the highest level that repeats and whose runs look like one case each."""
    chapters: list[int] = []
    for level in range(1, 8):
        starts = [
            index
            for index, unit in enumerate(units)
            if unit.level == level and unit.kind in {"heading", "label"} and not _is_second_line(units, index)
        ]
        starts = with_body(units, starts)
        if len(starts) > 1 and (look_like_cases(units, starts) or _are_built_alike(units, starts)):
            if not hold_several(units, starts):
                return starts
            chapters = chapters or starts
    return chapters


def _are_built_alike(units: list[Unit], starts: list[int]) -> bool:
    """Say whether runs without known names share sections of their own (怎么回事, 怎么办的), in a book of stories."""
    names = [
        {bare_name(unit.words) for unit in units[start + 1 : end] if unit.section or unit.kind == "marker"}
        for start, end in zip(starts, [*starts[1:], len(units)], strict=True)
    ]
    alike = sum(len(one & other) > 1 for one, other in pairwise(names))
    told = tells_a_collection(units, starts[0]) or mostly_introduce(units, starts, 0.5)
    return told and alike >= 0.6 * (len(starts) - 1)


def _is_second_line(units: list[Unit], index: int) -> bool:
    """Say whether a heading only goes on with the one right above it: a subtitle, a name, a place."""
    return index > 0 and units[index - 1].kind == "heading" and goes_with_title(units[index])


def numbered(units: list[Unit]) -> list[int]:
    """Use the longest run of numbered headings of one kind (一、二、三、) that looks like cases."""
    schemes: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.ordinal and unit.kind in {"heading", "marker"}:
            schemes[unit.ordinal.scheme].append(index)
    # What is numbered under a commentary or under an opening is argument or story, not a series of cases.
    first_part = next((index for index, unit in enumerate(units) if unit.part in {"commentary", "opening"}), len(units))
    best: list[int] = []
    for found in schemes.values():
        starts = with_body(units, _run_from_one(units, found))
        named = sum(units[index].kind == "marker" for index in starts)
        if (
            starts
            and starts[0] < first_part
            and len(starts) > max(1, len(best))
            and named * 2 < len(starts)
            and (look_like_cases(units, starts) or _are_built_alike(units, starts))
        ):
            best = starts
    return best


def _run_from_one(units: list[Unit], found: list[int]) -> list[int]:
    """Return the longest run 1, 2, 3 … in the given units, allowing it to begin again."""
    run: list[int] = []
    last = 0
    for index in found:
        ordinal = units[index].ordinal
        if ordinal and ordinal.value in {last + 1, 1}:
            run.append(index)
            last = ordinal.value
    return run
