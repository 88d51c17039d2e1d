"""Where cases begin: by labels, numbers, heading levels, openings, or the rhythm of commentaries."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from studyapp.text.marks import ends_sentence, visible_length
from studyapp.text.openings import opens_story

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.segments.units import Unit

_MIN_CASE = 40
_CASE_TITLE = re.compile(
    r"案$|案[（(]|案例|纠纷|事故$|事故[（(]|事件$|事件[（(]|——|—|诉.{2,}|受贿|诈骗|盗窃|某[一-龥]{0,3}|"
    r"纪实$|故事$|做法$|经验$|工作法$|侧记$"
)
# News of meetings and notices name cases without telling one.
_ABOUT_MEETINGS = re.compile(r"召开|举办|举行|开展|组织|启动|培训|会议|座谈|部署|调研|印发|通知|征集|评选|宣讲")
_CASE_WORDS = re.compile(
    r"案例|典型案|事故|事件|案件|纠纷|经验|做法|纪实|案$|诉.{1,20}案|工作法|模式|医案|病例|[一-龥]某"
)


def case_starts(units: list[Unit]) -> list[int]:
    """Return the indices of the units at which cases begin (their label or title), in order; empty for no case."""
    for find in (_labelled, _levelled, _numbered, _opened, _judged, _paired, _briefly_headed):
        starts = find(units)
        if starts:
            return starts
    return [0] if _tells_a_case(units) else []


def _labelled(units: list[Unit]) -> list[int]:
    schemes: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind == "label" and unit.label:
            schemes[unit.label.scheme].append(index)
    runs = {scheme: _with_body(units, _climbing(units, found)) for scheme, found in schemes.items()}
    weak = {scheme: run for scheme, run in runs.items() if scheme == "第N篇"}
    strong = {scheme: run for scheme, run in runs.items() if scheme != "第N篇" and run}
    if strong:
        return max(strong.values(), key=len)
    chosen = max(weak.values(), key=len, default=[])
    return chosen if len(chosen) > 1 else []


def _climbing(units: list[Unit], found: list[int]) -> list[int]:
    """Keep labels whose numbers go up, or begin again at one."""
    kept: list[int] = []
    last = 0
    for index in found:
        label = units[index].label
        number = label.number if label else None
        if number is not None and (number > last or number == 1):
            kept.append(index)
            last = number
    return kept


def _with_body(units: list[Unit], starts: list[int]) -> list[int]:
    """Drop starts that have no text before the next one: entries of a list, not cases."""
    kept = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=False):
        text = sum(visible_length(unit.text) for unit in units[start:end] if unit.kind == "text")
        if text >= _MIN_CASE:
            kept.append(start)
    return kept


def _levelled(units: list[Unit]) -> list[int]:
    """Use the format's own headings: the highest level that repeats and whose runs look like cases."""
    for level in range(1, 8):
        starts = [
            index for index, unit in enumerate(units) if unit.level == level and unit.kind in {"heading", "label"}
        ]
        starts = _with_body(units, starts)
        if len(starts) > 1 and _look_like_cases(units, starts):
            return starts
    return []


def _numbered(units: list[Unit]) -> list[int]:
    schemes: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.ordinal and unit.kind in {"heading", "marker"}:
            schemes[unit.ordinal.scheme].append(index)
    # What is numbered under a commentary or under an opening is argument or story, not a series of cases.
    first_part = next((index for index, unit in enumerate(units) if unit.part in {"commentary", "opening"}), len(units))
    best: list[int] = []
    for found in schemes.values():
        starts = _with_body(units, _run_from_one(units, found))
        named = sum(units[index].kind == "marker" for index in starts)
        if (
            starts
            and starts[0] < first_part
            and len(starts) > max(1, len(best))
            and named * 2 < len(starts)
            and _look_like_cases(units, starts)
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


def _look_like_cases(units: list[Unit], starts: list[int]) -> bool:
    """Say whether most runs hold a commentary or an opening of their own, or are titled as cases are."""
    marked = titled = 0
    names: list[frozenset[str]] = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=False):
        inside = [unit for unit in units[start + 1 : end] if unit.kind == "marker"]
        marked += any(unit.part in {"commentary", "opening"} for unit in inside)
        titled += bool(_CASE_TITLE.search(units[start].words)) and units[start].kind != "marker"
        names.append(frozenset(_name(unit) for unit in inside))
    shared = sum(bool(one & other) for one, other in itertools.pairwise(names))
    count = len(starts)
    return (marked >= 0.6 * count and (shared >= 0.5 * (count - 1) or titled >= 0.5 * count)) or titled >= 0.7 * count


def _name(unit: Unit) -> str:
    return re.sub(r"[\s\u3000【】\[\]（）()：:#一二三四五六七八九十\d、.．]", "", unit.text)


def _opened(units: list[Unit]) -> list[int]:
    """A case begins where an opening (基本案情) comes a second time, at the title before it."""
    counts = Counter(_name(unit) for unit in units if unit.kind == "marker" and unit.part == "opening")
    repeated = {name for name, count in counts.items() if count > 1}
    openers = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "marker" and unit.part == "opening" and _name(unit) in repeated
    ]
    first = next((_name(units[index]) for index in openers), "")
    starts = [_title_before(units, index) for index in openers if _name(units[index]) == first]
    return starts if len(starts) > 1 else []


def _title_before(units: list[Unit], index: int) -> int:
    """Step back from an opening over its title (and subtitle)."""
    start = index
    while start > 0 and index - start < 3 and units[start - 1].kind in {"heading", "label"}:
        start -= 1
    return start


def _judged(units: list[Unit]) -> list[int]:
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
        same = not last and _name(units[mark]) == _name(units[after])
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
    scored = [(_title_score(units, index), index) for index in range(mark) if units[index].kind == "heading"]
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
    score = 0 if unit.ordinal else 1
    score += 3 * ("——" in unit.text or following.text.lstrip().startswith("—"))
    score += following.kind == "text" and visible_length(following.text) > 30
    score += opens_story(following.text) or bool(following.kind == "marker" and following.part == "opening")
    score += ends_sentence(units[index - 1].text) if index else 1
    return score + bool(_CASE_TITLE.search(unit.text)) + (1 <= unit.level <= 2)


def _paired(units: list[Unit]) -> list[int]:
    """Titles with subtitles, each followed by a story."""
    starts = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "heading"
        and not unit.ordinal
        and _is_paired(units, index)
        and not unit.text.lstrip().startswith("—")
    ]
    starts = _with_body(units, starts)
    return starts if len(starts) > 1 else []


def _is_paired(units: list[Unit], index: int) -> bool:
    following = units[index + 1] if index + 1 < len(units) else None
    return "——" in units[index].text.strip("—") or bool(
        following and following.kind == "heading" and following.text.lstrip().startswith("——")
    )


def _briefly_headed(units: list[Unit]) -> list[int]:
    """Old collections name a case by a word or two: every heading is brief, and each has its story right after it."""
    starts = [index for index, unit in enumerate(units) if unit.kind == "heading"]
    brief = all(visible_length(units[index].text) <= 6 and not units[index].ordinal for index in starts)
    if len(starts) < 3 or starts[0] != 0 or not brief or any(unit.kind in {"marker", "label"} for unit in units):
        return []
    return starts if len(_with_body(units, starts)) == len(starts) else []


def _tells_a_case(units: Iterable[Unit]) -> bool:
    """Say whether a text without any division is one case: it has parts named as a case has, or is titled like one."""
    listed = list(units)
    parts = {unit.part for unit in listed if unit.kind == "marker"}
    text = sum(visible_length(unit.text) for unit in listed if unit.kind == "text")
    if text < _MIN_CASE:
        return False
    if "commentary" in parts or "opening" in parts:
        return True
    headings = [unit for unit in listed if unit.kind in {"heading", "label"}]
    if any(unit.kind == "label" for unit in listed) or ("body" in parts and len(headings) > 1):
        return True
    return any(
        _is_paired(listed, index) or (_CASE_WORDS.search(unit.text) and not _ABOUT_MEETINGS.search(unit.text))
        for index, unit in enumerate(listed[:6])
        if unit.kind == "heading"
    )
