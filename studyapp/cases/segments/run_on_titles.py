"""Titles without a line of their own: where they begin and where the story starts."""

from __future__ import annotations

import re

from studyapp.text.openings import PROVINCE, TIME_OPENING

_COLLECTION = re.compile(
    r"[^。，；：！？]{3,40}?(?:选编|汇编|案例集|案例选|案例选编|案例汇编|集锦|精选|选集|读本|教程|手册|"
    r"文集|选粹)(?!的|了|在)"
)
_REACH = 80
_STOPS = "。！？!?；;】\n"
_TITLE_BEFORE_OPENER = re.compile(
    r"(?:^|(?<=[。！？!?”…）)]))\s*([^。，：:；！？!?…]{2,36}?)(基本案情|案情(?:简介|回顾|介绍|概述|"
    r"回放)|案例(?:回放|简介)?(?=[:：])|事[故件]经过)(?=[:：0-9]|[一-龥](?![中的里]))"
)
_QUESTION_BEFORE_OPENER = re.compile(
    r"([^。！？!?]{4,40}[！？!?])(?=\s*(?:基本案情|案情(?:简介|回顾|介绍|概述)|案例回放|事[故件]经过))"
)
# A headline that exclaims or asks, glued to the dated story that follows.
_TEASER = re.compile(rf"[^。！？!?]{{8,60}}[！？!?](?={TIME_OPENING.pattern})")


_COUNTED_OPENING = re.compile(
    r"(?:^|(?<=[。！？!?”）)])|(?P<count>[（(][一二三四五六七八九十]{1,3}[)）]|(?<![一-龥])[一二三四五六七八九十]{1,3}、))"
    r"(?P<title>(?:(?![（(][一二三四五六七八九十]{1,3}[)）])[^。！？!?；]){4,44}?)(?P<opening>(?:\d{1,2}[.．、]|[一1][、.．])\s*"
    r"(?:基本案情|案情(?:简介|回顾|介绍|概述|概要)|案例(?:回放|简介|背景)|事[故件](?:经过|概况|概述|简介)))"
)


_TITLE_GLUED = re.compile(
    r"(?P<title>[^。！？!?：:\n]{4,44}?)(?=(?:案例|案情|事[故件]|基本|项目|工作)?"
    r"(?:背景|简介|回放|概述|概况|经过|介绍|描述|案情)\s*[:：]\s*\S)"
)


def title_before_opening(line: str) -> int | None:
    """Return where the title ends that an opening with its colon is glued to (…的转变案例背景：), or None."""
    found = _TITLE_GLUED.match(line)
    return found.end() if found and "，" not in found["title"] else None


def counted_opening_cuts(line: str) -> list[int]:
    """Return where a title and its counted opening (…纠纷1.案情简介…) stand within a line."""
    cuts: list[int] = []
    for found in _COUNTED_OPENING.finditer(line):
        cuts += [found.start("count") if found["count"] else found.start("title"), found.start("opening")]
    return cuts


def run_on_title_cuts(line: str) -> list[int]:
    """Return offsets in a long line where a title stands between two sentences, and where the story after it begins."""
    cuts: list[int] = []
    for found in _TITLE_BEFORE_OPENER.finditer(line):
        cuts += [found.start(1), found.start(2)]
    for found in _QUESTION_BEFORE_OPENER.finditer(line):
        cuts += [found.start(1), found.end(1)]
    teaser = _TEASER.match(line)
    if teaser:
        cuts.append(teaser.end())
    position = line.find("——")
    while position >= 0:
        start = max(
            0, position - _REACH, *(line.rfind(stop, max(0, position - _REACH), position) + 1 for stop in _STOPS)
        )
        while start < position and line[start] in "”’）) ":
            start += 1
        story = _story_start(line, position + 2)
        title = line[start:position]
        if story and 4 <= len(title) <= 60 and not set(title) & set("，,；：:"):
            book = _COLLECTION.match(title)
            if book and book.end() < len(title) - 3:
                cuts += [start, start + book.end(), story]
            elif len(title) <= 40:
                cuts += [start, story]
        position = line.find("——", position + 2)
    return cuts


def _story_start(line: str, after: int) -> int | None:
    """Find where the story opens behind a subtitle: at a day, or where the subtitle's place is named again."""
    window = line[after : after + 60]
    stop = re.search(r"[。；！？]", window)
    reach = window[: stop.start()] if stop else window
    places = [found.start() for found in PROVINCE.finditer(reach) if found.start() >= 6]
    times = [found.start() for found in TIME_OPENING.finditer(window) if found.start() >= 6]
    again = reach.find(reach[:2], 6) if len(reach) > 8 else -1
    candidates = [one for one in (*places, *times, again) if one >= 6 and not set(window[:one]) & set("，。；：！？,")]
    return after + min(candidates) if candidates else None
