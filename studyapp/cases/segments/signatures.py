"""Who wrote a part: a name at its end or front, on a line of its own, or within the part's marker."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_SIGNATURE = 80
_LONGEST_ALONE = _LONGEST_IN_FRONT = 40
_PERSON = r"[\u4e00-\u9fff·]{2,4}"
_BLANK = r"[ \xa0\u3000、，,]"
_SIGNATURE = re.compile(
    rf"\s*(?:[（(]{_BLANK}*(?:(?:点评|评析|撰稿|撰写|执笔|供稿)?(?:人|者|专家)?|作者|文|编辑)?\s*[:：/]?\s*"
    rf"(?P<name>{_PERSON}(?:{_BLANK}+{_PERSON}){{0,3}}){_BLANK}*[）)]"
    rf"|[（(](?P<office>[^（()）。，；！？]{{2,24}}?{_BLANK}+{_PERSON}){_BLANK}*[）)]"
    r"|[（(［\[](?P<credit>[^（()）。；！？]{0,30}(?:作者|整理|撰稿|供稿|提供|执笔|编写|摘编|改编)[^（()）。；！？]{0,24})[）)］\]]"
    r"|(?<=[。！？”])[（(](?P<role>[^（()）。，；：！？\d]{2,24})[）)]"
    r"|(?:点评|评析|撰稿|撰写|执笔)(?:人|者|专家)\s*[:：]\s*(?P<signed>[^\n。]{2,40}))\s*$"
)
_HOUSE = r"(?:组|部|科|处|室|局|院|会|委|办|站|所|中心|公司|集团|法庭|支队|大队|学校|大学)"
_OFFICE = (
    r"(?:主任|教授|研究员|律师|法官|检察官|老师|医师|医生|主编|院长|所长|局长|科长|处长|警官|工程师|护士长|"
    r"书记|校长|专家)"
)
_WIDE_SPACE = "[\u3000 ]"
_OF_HOUSE = rf"[\u4e00-\u9fffA-Z·\u3000 ]{{2,24}}{_HOUSE}(?:{_WIDE_SPACE}+{_PERSON})?"
_OF_OFFICE = rf"(?:[\u4e00-\u9fff·\u3000 ]{{0,20}}{_WIDE_SPACE})?[\u4e00-\u9fff·]{{1,4}}{_OFFICE}"
_SIGNED_LINE = re.compile(
    rf"\s*(?:{_OF_HOUSE}|{_OF_OFFICE}(?:[（(][^（()）。，；！？]{{2,24}}[）)])?|[—-]{{1,2}}[^。，；！？\n]{{2,24}}"
    r"|[（(][^（()）。，；：！？\d]{2,24}[）)])\s*"
)
_WRAPPED = re.compile(r"^[（(]([^（()）]*)[）)]$")
_ROLE = re.compile(r"^\s*(?:点评|评析|撰稿|撰写|执笔|评论)(?:人|者|专家|单位)?\s*[:：]\s*")
_LEADING_SIGNATURE = re.compile(rf"\s*[（(](?P<office>[^（()）。，；！？]{{0,14}}?{_BLANK}*{_PERSON})[）)]\s*[:：]?\s*")
_NAMED_IN_MARKER = re.compile(r"\s*[（(]([^（()）。，；！？\d]{2,24})[）)](?=[\s】］\]:：]*$)")
_BY_IN_MARKER = re.compile(r"(?:点评|评析|撰稿)(?:人|者|专家)\s*[:：]?\s*([\u4e00-\u9fff·]{2,4})")


class Signature(NamedTuple):
    """A name, and the `place` where it begins (at a part's end) or ends (in front of one)."""

    place: int
    name: str


def name_alone(line: str) -> str | None:
    """Return the name that a line consists of (市消防救援支队, 李教授), or None."""
    if len(line) > _LONGEST_ALONE or not _SIGNED_LINE.fullmatch(line):
        return None
    return _WRAPPED.sub(r"\1", line.strip(" \u3000—-"))


def name_at_end(text: str) -> Signature | None:
    """Return the signature that ends a text of at most `LONGEST_SIGNATURE` characters, or None."""
    found = _SIGNATURE.search(text)
    if found is None:
        return None
    return Signature(found.start(), _ROLE.sub("", next(group for group in found.groups() if group)).strip())


def name_in_front(text: str) -> Signature | None:
    """Return the signature in brackets that a text begins with, and where the text itself begins, or None."""
    found = _LEADING_SIGNATURE.match(text[:_LONGEST_IN_FRONT])
    return Signature(found.end(), found["office"].strip()) if found else None


def name_in_marker(marker: str) -> str | None:
    """Return whom a marker names (点评人：王某; 专家点评（何老师）), or None."""
    found = _BY_IN_MARKER.search(marker) or _NAMED_IN_MARKER.search(marker)
    return found[1].strip() if found and len(found[1]) > 1 else None


def without_name(marker: str) -> str:
    """Return a marker without the name in brackets behind it."""
    return _NAMED_IN_MARKER.sub("", marker)
