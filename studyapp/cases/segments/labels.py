"""Case labels: 案例一, 【案例1】, 典型案例之三, 第二篇, 指导性案例7号, 检例第5号 … at the beginning of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

from studyapp.text.marks import ORNAMENTS
from studyapp.text.ordinals import CHINESE, LETTER, NUMERAL, numeral_value
from studyapp.text.traditional import simplified


class CaseLabel(NamedTuple):
    """A printed label: how it is framed, its number, where it ends, and where the words after it begin."""

    printed: str
    scheme: str
    number: int | None
    end: int
    rest: int


_MODIFIER = (
    r"(?:典型|真实|示范|优秀|教学|警示|参考|指导性?|经典|精选|实践|工作|护理|临床|安全|事故|管理|服务|"
    r"治理|教育|违法|违纪|违规|执法|维权|投诉|诈骗|反诈|事件|成功|失败|正面|反面|创新|特色|民事|刑事|"
    r"行政|劳动|争议|调解|仲裁|普法|宣传|故障|运维|项目|营销|培训|法律|消费|侵权|纠纷|党建|基层|以案释法|"
    r"附)"
)
_NOUN = r"(?:案例|案件|事例|实例|病例|医案|验案|个案|故事|事故|情景案例|典型案|案情|案|例)"
_GAP = r"[ \t\u3000]{0,3}"
_NUMBER = rf"(?P<n>{NUMERAL}|{LETTER})"
_FORMS = (
    (
        "案例N",
        re.compile(
            rf"{_MODIFIER}{{0,3}}{_NOUN}{_GAP}(?:之|第|\(|（|#|No\.?)?{_GAP}{_NUMBER}{_GAP}(?:\)|）|号)?", re.IGNORECASE
        ),
    ),
    (
        "第N案",
        re.compile(
            rf"第{_GAP}{_NUMBER}{_GAP}(?:个?(?:典型|真实)?(?:案例|案件|案|故事|事例)|起(?:案例|案件|事故)?|例|则)"
        ),
    ),
    (
        "N号案",
        re.compile(
            rf"(?:{_MODIFIER}|检例|案例|[\u4e00-\u9fff]{{0,4}}指导(?:性)?案例)*第?{_GAP}(?P<n>[0-9]{{1,3}}|{CHINESE}"
            rf"){_GAP}号(?=[:：、\s]|$)"
        ),
    ),
    ("N号案", re.compile(r"[（(]?(?:检例|指导(?:性)?案例)第?\s*(?P<n>[0-9]{1,3})\s*号[）)]?")),
    ("案例之N", re.compile(rf"(?:案例|案件){_GAP}(?P<n>{CHINESE})(?=[：: \u3000])")),
    ("第N篇", re.compile(rf"第{_GAP}{_NUMBER}{_GAP}(?:篇|讲|课|期|回|则)")),
    ("No.N", re.compile(r"no\s*[.．]\s?(?P<n>\d{1,3})(?=\s*[｜|:：、\s])", re.IGNORECASE)),
    ("Case N", re.compile(r"case\s*(?P<n>\d{1,3})", re.IGNORECASE)),
    ("案例N", re.compile(rf"(?P<n>{CHINESE}|[0-9]{{1,3}}){_GAP}(?:号案例|号案件)")),
)
_OPEN, _CLOSE = r"[【［\[（(〔《〖「『<＜“\"]", r"[】］\]）)〕》〗」』>＞”\"]"
# A label may be an entry of a list itself: 1. 案例一：
_COUNT = rf"(?:{CHINESE}[ ]?[、.．]|[（(](?:{CHINESE}|\d{{1,2}})[)）]|\d{{1,2}}[ ]?[.．、])"
_LISTED = rf"{_COUNT}[ \t\u3000]*(?=[\u4e00-\u9fff]{{0,4}}[案事]例)"
_LEAD = re.compile(rf"[\s\u3000{ORNAMENTS}|｜#]{{0,6}}(?P<listed>{_LISTED})?(?P<open>{_OPEN})?{_GAP}")
_SEPARATOR = re.compile(rf"{_GAP}(?:[:：、.．，,|｜·•/]|——|—|-|–|\s)*{_GAP}")
# After a bare label in running text come these; a title begins otherwise.
_RUNNING_ON = re.compile(
    r"[中的里所是和与及或至到、，。；！？,;]|(?:以|之)?(?:上|下|来|内|外)|(?:涉及|显示|说明|表明|发生后|"
    r"反映|告诉|均|都|也|为例|介绍|[个起件类项]|十|百|\d(?!\d{3}年|\d?月))"
)


def case_label(line: str, *, bare_allowed: bool = True) -> CaseLabel | None:
    """Return the label that a line begins with, or None.

    `bare_allowed` says whether a label may stand without bracket or separator before its title (案例一王某盗窃案).
    """
    printed, line = line, simplified(line)
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    bracketed = bool(lead and lead["open"])
    listed = len(lead["listed"]) if lead and lead["listed"] else 0
    for scheme, pattern in _FORMS:
        found = pattern.match(line, begin)
        if found is None:
            continue
        value = numeral_value(found["n"])
        if not value:
            continue
        label = _closed(line, found, scheme, value, bracketed)
        if label is None:
            continue
        if (
            label.rest == label.end
            and not bracketed
            and label.end < len(line)
            and (not bare_allowed or listed or _RUNNING_ON.match(line, label.end))
        ):
            continue
        return label._replace(printed=printed[: label.end].strip()[listed:].strip())
    return None


def _closed(line: str, found: re.Match[str], scheme: str, value: int, bracketed: bool) -> CaseLabel | None:
    """Find where the label's frame ends; a bracket that holds the title too ends before the title."""
    end = found.start() + len(found.group().rstrip())  # a space behind the number parts it from the title
    if bracketed:
        close = re.compile(rf"{_GAP}{_CLOSE}").match(line, end)
        if close:
            end = close.end()
        elif not re.search(_CLOSE, line[end : end + 60]):
            return None
    separator = _SEPARATOR.match(line, end)
    rest = separator.end() if separator else end
    return CaseLabel(line[:end].strip(), scheme, value, end, rest)


_UNNUMBERED = re.compile(
    rf"[\s\u3000{ORNAMENTS}]{{0,6}}(?P<printed>(?:{_MODIFIER}|[\u4e00-\u9fff]{{2}}){{0,3}}(?:案例|个案|事例)(?:名称|题目|标题)?){_GAP}[:：]{_GAP}"
)


def unnumbered_label(line: str) -> CaseLabel | None:
    """Return the label 案例： (no number) before a title on its line, or None. Before running text it is no label."""
    found = _UNNUMBERED.match(simplified(line))
    title = line[found.end() :].strip() if found else ""
    if not found or not 3 <= len(title) <= 40 or title[-1] in "。；：，" or "。" in title:
        return None
    return CaseLabel(line[: found.end("printed")].strip(), "案例：", None, found.end(), found.end())
