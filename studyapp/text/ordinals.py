"""Ordinal numbers as Chinese books print them: 一, 12, １２, Ⅳ, ③ and the frames around them."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import NamedTuple

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100}
ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = "[零〇一二两三四五六七八九十百]{1,7}"
STEMS = "甲乙丙丁戊己庚辛壬癸"
NUMERAL = rf"(?:{CHINESE}|[0-9０-９]{{1,3}}|[{ROMAN}]|[{CIRCLED}])"
# Letters and stems count only where a sign ends them: 案例A：, but 案例A公司.
LETTER = rf"(?:[A-Z]|[{STEMS}])(?=[\s:：、.．)）\]】〕》—|｜]|$)"


def numeral_value(printed: str) -> int | None:
    """Return the value of a printed numeral (一百零三 → 103, １２ → 12, ④ → 4, B → 2), or None if it is none."""
    if printed.isdecimal():
        return int(printed)
    for row in (ROMAN, CIRCLED, ascii_uppercase, STEMS):
        if len(printed) == 1 and printed in row:
            return row.index(printed) + 1
    total, digit = 0, 0
    for sign in printed:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            return None
    return total + digit if printed else None


class Ordinal(NamedTuple):
    """A number in its frame: `scheme` names the frame ("一、", "（1）"), `end` is where it stops in the line."""

    scheme: str
    value: int
    end: int


_FRAMES = (
    ("（一）", re.compile(rf"[（(]\s*({CHINESE})\s*[）)]\s*[、.．]?\s*")),
    ("（1）", re.compile(r"[（(]\s*([0-9０-９]{1,3})\s*[）)]\s*[、.．]?\s*")),
    ("一、", re.compile(rf"({CHINESE})\s*[、.．]\s*")),
    ("一 ", re.compile(rf"({CHINESE})[ \u3000]+(?=\S)")),
    (
        "1.1",
        re.compile(r"(?:[0-9]{1,2}[.．]){1,3}([0-9]{1,2})[.．、]?(?:[ \t\u3000]+(?=\D)|(?=[\u4e00-\u9fff]{2,20}$))"),
    ),
    ("1.", re.compile(r"([0-9０-９]{1,3})\s*[.．、](?![0-9])\s*")),
    ("1)", re.compile(r"([0-9０-９]{1,3})[)）]\s*")),
    ("①", re.compile(rf"([{CIRCLED}])\s*")),
    ("Ⅰ", re.compile(rf"([{ROMAN}])\s*[、.．]?\s*")),
    ("01", re.compile(r"(0[1-9]|[1-9][0-9]?)[ \u3000|｜/]+(?=[^\s0-9年月日%])")),
)


def leading_ordinal(line: str) -> Ordinal | None:
    """Return the ordinal a line begins with, or None. 2012年 and 3.5 are no ordinals."""
    for scheme, pattern in _FRAMES:
        found = pattern.match(line)
        if found:
            value = numeral_value(found[1])
            if value:
                return Ordinal(scheme, value, found.end())
    return None


_BARE = re.compile(rf"\s*(?:[（(【\[]\s*|第\s*)?({NUMERAL})\s*(?:[）)】\]]|[、.．]|[则例篇])?\s*")


def bare_ordinal(line: str) -> Ordinal | None:
    """Return the ordinal that a line consists of, and nothing else (一, （二）, 3.), or None."""
    found = _BARE.fullmatch(line)
    value = numeral_value(found[1]) if found and found[1] not in {"百", "零", "〇"} else None
    if not found or not value:
        return None
    frame = "".join(line.split()).replace(found[1], "1" if found[1].isdecimal() else "一")
    return Ordinal(f"bare {frame}", value, len(line))
