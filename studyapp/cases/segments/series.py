"""Cases without labels or names of parts: told apart by rules, by bare numbers, or by nothing but their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.text.marks import visible_length
from studyapp.text.openings import TIME_OPENING
from studyapp.text.title_lines import is_byline, is_house, is_place_date

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_MIN_STORY = 40
_COLLECTION = re.compile(
    r"(?:案例|故事|事例|实例|个案|医案|手记|笔记|随笔|通报|事迹|经验|做法|见闻|瞬间|片段|风采|点滴|纪实).{0,4}"
    r"(?:集|选|选编|汇编|精选|选登|荟萃|集锦|选辑|选粹|录|[一二三四五六七八九十百\d]{1,3}[则例篇个起件])"
    r"|(?:[集选辑]|(?<![摘目记语附抄])录)$|(?:汇编|选编|精选|荟萃|集锦|选登|案例选|(?:案例|故事|真实.{0,4})改编|故事会|小故事|故事|事例|掠影|剪影|手记|札记|二三事|点滴|见闻|"
    r"讲述)(?:[（(][^）)]{1,20}[）)])?$|讲.{0,4}故事|(?:[二三四五六七八九十几两数]{1,3}|[2-9]|\d{2,3})(?:[则例篇起]|[个件](?:[^，。]{0,8})(?:故事|案|事例?|瞬间|片段|镜头|人))(?:[^，。]{0,12})$"
)
_ABOUT_CASES = re.compile(r"案例|典型|实例|事例|病例|医案")
_OF_ALL = re.compile(r"(?:[两三四五六七八九十]|以上|上述|这|几)[个则起件篇].{0,4}(?:案例|故事|事例|案件|做法|经验)")
_SOMEBODY = re.compile(
    r"一[位名个对家辆群只条场]|某|[A-Z]市|[\u4e00-\u9fff](?:先生|女士|师傅|奶奶|爷爷|大爷|大妈|阿姨|大娘|大叔|老人|同学|老汉|"
    r"某)|[老小][\u4e00-\u9fff](?=[是在的把从说有刚，])|那[年天]|有一次|凌晨|清晨|早[上晨高]|上午|中午|下午|傍晚|晚[上高]|夜里|深夜|"
    r"除夕|春节|国庆|中秋|暑假|寒假|[春夏秋冬雨][天季夜]|周[一二三四五六日末]|星期|下班|[今去前当]年|\d月"
)


def tells_a_collection(units: list[Unit], before: int) -> bool:
    """Say whether the headings before unit `before` name a collection of stories."""
    return any(unit.kind == "heading" and _COLLECTION.search(unit.text.strip("《》 \u3000")) for unit in units[:before])


def names_collection(units: list[Unit], index: int) -> bool:
    """Say whether a heading, or the subtitle under it, is what a collection is called."""
    following = units[index + 1] if index + 1 < len(units) else None
    subtitle = following is not None and following.kind == "heading" and following.text.lstrip().startswith("—")
    lines = [units[index], *([following] if following and subtitle else [])]
    return any(_COLLECTION.search(unit.text.strip("《》—- \u3000")) for unit in lines)


def _story_lengths(units: list[Unit], starts: list[int]) -> list[int]:
    bounds = zip(starts, [*starts[1:], len(units)], strict=False)
    return [sum(visible_length(unit.text) for unit in units[a:b] if unit.kind == "text") for a, b in bounds]


def introduces(units: list[Unit], start: int, end: int) -> bool:
    """Say whether a run begins as a story of its own does: with a day, a time, or somebody not yet known."""
    first = next((unit.text for unit in units[start:end] if unit.kind == "text"), "")
    return bool(TIME_OPENING.match(first) or _SOMEBODY.search(first[:30]))


def mostly_introduce(units: list[Unit], starts: list[int], share: float) -> bool:
    """Say whether at least this share of the runs begin as stories of their own do."""
    bounds = list(zip(starts, [*starts[1:], len(units)], strict=False))
    return sum(introduces(units, a, b) for a, b in bounds) >= share * len(bounds)


def ruled(units: list[Unit]) -> list[int]:
    """Stories set apart by drawn rules."""
    starts = [index for index, unit in enumerate(units) if unit.after_rule]
    if starts and starts[0] > 0:
        first = next((i for i, unit in enumerate(units[: starts[0]]) if unit.kind != "heading"), None)
        if first is not None and not _ABOUT_CASES.search(units[first].text):
            starts.insert(0, 1 if first > 1 else 0)
    lengths = _story_lengths(units, starts)
    starts = [start for start, length in zip(starts, lengths, strict=True) if length >= _MIN_STORY]
    if len(starts) < 2:
        return []
    told = tells_a_collection(units, starts[0]) or mostly_introduce(units, starts, 0.6)
    return starts if told and (len(starts) > 2 or tells_a_collection(units, starts[0])) else []


def barely_numbered(units: list[Unit]) -> list[int]:
    """Stories set apart by numbers on lines of their own, in a book that calls itself a collection."""
    starts: list[int] = []
    scheme = ""
    for index, unit in enumerate(units):
        ordinal = unit.ordinal
        if unit.kind == "heading" and ordinal and ordinal.scheme.startswith("bare"):
            wanted = units[starts[-1]].ordinal.value + 1 if starts and units[starts[-1]].ordinal else 1  # type: ignore[union-attr]
            if ordinal.value == wanted and (not scheme or ordinal.scheme == scheme):
                starts.append(index)
                scheme = ordinal.scheme
    enough = len(starts) > 1 and all(length >= _MIN_STORY for length in _story_lengths(units, starts))
    if not enough:
        return []
    titled = all(start + 1 < len(units) and units[start + 1].kind == "heading" for start in starts)
    named = tells_a_collection(units, starts[0]) or any(
        unit.kind == "heading" and _ABOUT_CASES.search(unit.text) for unit in units[: starts[0]]
    )
    return starts if named or (titled and mostly_introduce(units, starts, 0.6)) else []


def headed(units: list[Unit]) -> list[int]:
    """Stories told apart by nothing but a plain title each, in a book that calls itself a collection.

    Every title has its story right after it. A place and a day under the titles prove as much as the book's own name.
    """
    titles = [
        index
        for index, unit in enumerate(units)
        if unit.kind == "heading"
        and unit.fresh
        and not (index and _goes_with(units, index))
        and not unit.text.lstrip().startswith("—")
    ]
    told = [index for index in titles if _has_story(units, index)]
    before = told[0] if told else 0
    placed = sum(index + 1 < len(units) and is_place_date(units[index + 1].text) for index in told)
    if len(told) < 2 or any(index > before and index not in told for index in titles):
        return []
    if any(units[index].ordinal for index in told) or any(unit.kind == "label" for unit in units):
        return []
    if placed >= 0.6 * len(told):
        return told
    named = tells_a_collection(units, before) and _is_book_title(units, before)
    about = named or any(unit.kind == "heading" and _ABOUT_CASES.search(unit.text) for unit in units[:before])
    joint = any(unit.kind == "marker" and unit.part == "commentary" for unit in units) and any(
        _OF_ALL.search(unit.text) for unit in units[told[-1] :]
    )
    share = 0.3 if named else 0.6
    return told if about and (joint or (len(told) > 2 and mostly_introduce(units, told, share))) else []


def _goes_with(units: list[Unit], index: int) -> bool:
    """Say whether a short line belongs to the title right before it."""
    text = units[index].text
    return units[index - 1].kind == "heading" and (is_place_date(text) or is_byline(text) or is_house(text))


def _is_book_title(units: list[Unit], before: int) -> bool:
    return before > 0 and units[0].kind == "heading"


def _has_story(units: list[Unit], index: int) -> bool:
    following = index + 1
    while following < len(units) and units[following].kind == "heading" and _goes_with(units, following):
        following += 1
    if following >= len(units) or units[following].kind != "text":
        return False
    length = 0
    for unit in units[following:]:
        if unit.kind != "text":
            break
        length += visible_length(unit.text)
    return length >= _MIN_STORY


def paragraphs_numbered(units: list[Unit]) -> list[int]:
    """Cases that are one numbered paragraph each, with their commentary inside the paragraph or after it."""
    runs: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        ordinal = unit.ordinal
        if unit.kind != "text" or not unit.fresh or unit.table or ordinal is None:
            continue
        run = runs.setdefault(ordinal.scheme, [])
        last = units[run[-1]].ordinal if run else None
        if ordinal.value == (last.value + 1 if last else 1):
            run.append(index)
    for run in runs.values():
        bounds = list(zip(run, [*run[1:], len(units)], strict=False))
        judged = sum(any(unit.part == "commentary" and unit.kind == "marker" for unit in units[a:b]) for a, b in bounds)
        if len(run) > 1 and judged >= 0.8 * len(run) and min(_story_lengths(units, run)) >= _MIN_STORY:
            return run
    return []
