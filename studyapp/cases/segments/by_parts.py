"""Cases that begin where an opening comes again, or between two commentaries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.cases.segments.page import is_far_right
from studyapp.cases.segments.runs import CASE_TITLE, goes_with_title, part_name
from studyapp.cases.segments.series import names_collection
from studyapp.text.marks import ends_sentence, visible_length
from studyapp.text.openings import opens_story

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_LONGEST_ABSTRACT = 12


def opened(units: list[Unit]) -> list[int]:
    """A case begins where an opening (基本案情) comes a second time, at the title before it.

    If all these titles stand above one form (故障等级：…), a case begins at every heading that does.
    """
    counts = Counter(part_name(unit) for unit in units if unit.kind == "marker" and unit.part == "opening")
    repeated = {name for name, count in counts.items() if count > 1}
    openers = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "marker" and unit.part == "opening" and part_name(unit) in repeated
    ]
    first = next((part_name(units[index]) for index in openers), "")
    starts = [title_before(units, index) for index in openers if part_name(units[index]) == first]
    formed = [index for index, unit in enumerate(units) if unit.formed]
    if len(starts) > 1 and set(starts[1:]) < set(formed):
        starts = formed
    return starts if len(starts) > 1 else []


def title_before(units: list[Unit], index: int) -> int:
    """Step back from an opening over its title (and subtitle)."""
    start = index = _before_abstract(units, index)
    while start > 0 and index - start < 3 and units[start - 1].kind in {"heading", "label"}:
        start -= 1
    return start


def _before_abstract(units: list[Unit], index: int) -> int:
    """Step back over keywords and key points that stand between a title and its opening."""
    start = index
    for back in range(index - 1, max(-1, index - _LONGEST_ABSTRACT), -1):
        unit = units[back]
        if unit.kind == "marker" and unit.part in {"keywords", "key-points"}:
            start = back
        elif unit.kind in {"marker", "label"}:
            break
    return start


def judged(units: list[Unit]) -> list[int]:
    """Between two commentaries of one name a case begins: at the heading that most looks like its title."""
    told = next(
        (index for index, unit in enumerate(units) if unit.kind == "text" and not _follows_marker(units, index)), 0
    )
    marks = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "marker" and unit.part == "commentary" and not unit.loose and index > told
    ]
    if not marks:
        return []
    starts = [_first_title(units, marks[0])]
    for mark, after in zip(marks, [*marks[1:], len(units)], strict=True):
        last = after == len(units)
        same = not last and part_name(units[mark]) == part_name(units[after])
        scored = [
            (_title_score(units, index), -index) for index in range(mark + 1, after) if units[index].kind == "heading"
        ]
        best, place = max(scored, default=(0, 0))
        if scored and best >= (2 if same else 4):
            starts.append(-place)
    return starts if len(starts) > 1 else []


def _follows_marker(units: list[Unit], index: int) -> bool:
    return index > 0 and units[index - 1].kind == "marker" and units[index - 1].part in {"commentary", "introduction"}


def _first_title(units: list[Unit], mark: int) -> int:
    """Return where the first case begins: at the heading before the first commentary that most looks like a title."""
    headings = [index for index in range(mark) if units[index].kind == "heading"]
    own = [index for index in headings if not names_collection(units, index)]
    scored = [(_title_score(units, index), index) for index in own or headings]
    best = max((score for score, _ in scored), default=0)
    found = next((index for score, index in reversed(scored) if score == best and score > 1), 0)
    while found and units[found - 1].kind == "heading" and units[found].text.lstrip().startswith("—"):
        found -= 1
    return found


def _title_score(units: list[Unit], index: int) -> int:
    """Score a heading as a case's title: 5 is sure, below 2 it is a heading within a text."""
    unit = units[index]
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or visible_length(unit.text) < 2 or unit.text.lstrip().startswith("—"):
        return 0
    if index and units[index - 1].kind == "heading" and goes_with_title(unit):
        return 0
    names = goes_with_title(following) or is_far_right(following)
    if index == 0 and following.kind == "heading" and not names:
        return 0
    if unit.section or is_far_right(unit):
        return 0
    first = _first_line(units, index + 1) or following
    score = 0 if unit.ordinal else 1
    score += 3 * ("——" in unit.text or following.text.lstrip().startswith("—") or unit.signed or unit.listed)
    score += 2 * unit.apart
    score += first.kind == "text" and visible_length(first.text) > 30
    score += opens_story(first.text) or bool(first.kind == "marker" and first.part == "opening")
    score += _closes(units[index - 1]) if index else 1
    return score + bool(CASE_TITLE.search(unit.text)) + (1 <= unit.level <= 2)


def _closes(unit: Unit) -> bool:
    """Say whether a part may end with this unit: with a sentence, a name, or a title that another one follows."""
    return ends_sentence(unit.text) or unit.text.rstrip().endswith(("）", ")", "］", "】")) or is_far_right(unit)


def _first_line(units: list[Unit], index: int) -> Unit | None:
    """Return the first unit from `index` on that is no second line of a title."""
    while index < len(units) and (goes_with_title(units[index]) or is_far_right(units[index])):
        index += 1
    return units[index] if index < len(units) else None
