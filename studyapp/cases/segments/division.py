"""A book divided into cases: what each case's run holds, and what between and after the cases belongs to none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.cases.segments.parts import CaseUnits, sort_case

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_CHAPTER = re.compile(r"\s*第[一二三四五六七八九十\d]{1,3}(?:部分|单元|板块|[篇章编辑节集])|[上中下][篇编]")
_CLOSING = re.compile(r"总结|结语|结束语|后记|小结|结论|综述|启示录|综合点评|总评")
_OF_ALL = re.compile(
    r"\s*(?:综上[，,])?(?:从|通过|结合)?(?:以上|上述|这[些几]|前述)[^，。]{0,6}?(?:案例|案件|事故|故事|事例)[^：:]{0,12}?(?:[反表说看可告中来都]|，)"
)


@dataclass(slots=True)
class Division:
    """The sorted cases with their runs of units; `chapters` stand between cases, `after` follows the last."""

    cases: list[tuple[CaseUnits, list[Unit]]] = field(default_factory=list)
    chapters: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)


def divide(units: list[Unit], starts: list[int]) -> Division:
    """Sort the units from the first start on into cases. Every unit lands in one place.

    A start whose run tells nothing is no case: its units go to the case before it, or with the next one.
    """
    division = Division()
    end = _end_of_cases(units, starts)
    division.after = units[end:]
    runs = [units[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=False) if start < stop]
    pending: list[Unit] = []
    for index, run in enumerate(runs):
        kept, chapters = _without_chapters(run) if index + 1 < len(runs) else (run, [])
        division.chapters.extend(chapters)
        case = sort_case(kept)
        if case.body:
            division.cases.append((case, kept))
        else:
            pending.extend(kept)
    division.chapters.extend(pending)
    _set_closing_aside(division)
    _set_last_words_aside(division)
    return division


def _without_chapters(run: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Split off headings at the end of a run that announce the cases after it."""
    end = len(run)
    while end > 1 and _announces(run, end - 1):
        end -= 1
    return run[:end], run[end:]


def _announces(run: list[Unit], index: int) -> bool:
    unit = run[index]
    if unit.kind == "label":
        return unit.label is not None and bool(_CHAPTER.match(unit.text))
    if unit.kind != "heading":
        return False
    after_label = not unit.fresh and run[index - 1].kind == "label" and bool(_CHAPTER.match(run[index - 1].text))
    schemes = {one.ordinal.scheme for one in run[:index] if one.ordinal}
    foreign = unit.ordinal is not None and unit.ordinal.scheme not in schemes
    return after_label or bool(_CHAPTER.match(unit.text)) or unit.level > 0 or (foreign and len(unit.text) < 30)


def _end_of_cases(units: list[Unit], starts: list[int]) -> int:
    """Return where the cases end: at the chapter that follows the one in which they stand."""
    if len(starts) < 2 or starts[0] == 0:
        return len(units)
    chapter = next((unit for unit in reversed(units[: starts[0]]) if unit.ordinal and unit.kind != "text"), None)
    if chapter is None or chapter.ordinal is None:
        return len(units)
    scheme, value = chapter.ordinal.scheme, chapter.ordinal.value
    if any(
        unit.ordinal and unit.ordinal.scheme == scheme and unit.kind != "text" for unit in units[starts[0] : starts[-1]]
    ):
        return len(units)
    for index in range(starts[-1] + 1, len(units)):
        unit = units[index]
        following = unit.ordinal and unit.ordinal.scheme == scheme and unit.ordinal.value > value
        if following and unit.kind != "text" and (unit.part != "commentary" or _CLOSING.search(unit.text)):
            return index
    return len(units)


def _set_closing_aside(division: Division) -> None:
    """A summary after the last case's own commentary, of a name no other case uses, speaks of the whole book."""
    if len(division.cases) < 2:
        return
    last = division.cases[-1][0]
    others = {_bare(one.marker) for case, _ in division.cases[:-1] for one in case.commentaries}
    if len(last.commentaries) > 1 and others:
        name = _bare(last.commentaries[-1].marker)
        if name not in others and _CLOSING.search(name):
            closing = last.commentaries.pop()
            last.left.extend((unit, "closing-words") for unit in (closing.marker, *closing.units))


def _set_last_words_aside(division: Division) -> None:
    """Paragraphs at the end that speak of all cases (以上案例反映了…) are the book's, not the last case's."""
    if len(division.cases) < 2:
        return
    last = division.cases[-1][0]
    units = last.commentaries[-1].units if last.commentaries else last.body
    first = next((index for index, unit in enumerate(units) if index and unit.fresh and _OF_ALL.match(unit.text)), None)
    if first is not None and all(unit.kind == "text" for unit in units[first:]):
        last.left.extend((unit, "closing-words") for unit in units[first:])
        del units[first:]


def _bare(unit: Unit) -> str:
    return re.sub(r"[\s【】\[\]（）()：:#一二三四五六七八九十\d、.．]", "", unit.text)
