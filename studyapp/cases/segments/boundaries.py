"""Where cases begin: by labels, numbers, heading levels, openings, or the rhythm of commentaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.cases.segments.by_headings import levelled, numbered
from studyapp.cases.segments.by_labels import labelled, own_labelled
from studyapp.cases.segments.by_parts import judged, opened
from studyapp.cases.segments.by_people import presented
from studyapp.cases.segments.by_titles import briefly_headed, is_paired, listed, paired
from studyapp.cases.segments.page import bare_name
from studyapp.cases.segments.runs import A_CASE, MIN_CASE
from studyapp.cases.segments.series import barely_numbered, headed, introduces, paragraphs_numbered, ruled
from studyapp.text.marks import visible_length

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

# News of meetings and notices name cases without telling one.
_ABOUT_MEETINGS = re.compile(r"召开|举办|举行|开展|组织|启动|培训|会议|座谈|部署|调研|印发|通知|征集|评选|宣讲")
# Notices, tenders, rules and reviews have parts named as a case has, too.
_OTHER_PAPERS = re.compile(
    r"(?:公告|公示|通知|办法|条例|规定|细则|纪要|说明书?|指南|合同|协议|简章|章程|规程|预案|计划|方案|请示|批复|函|意见|解释|决定|决议|规则|准则|守则|标准|通告|公报|纲要|读后感|有感)"
    r"(?:[（(][^）)]{1,12}[）)])?$"
)
_INCIDENT = re.compile(
    r"案情|经过|案例|事例|病例|案发|现象|始末|事故|事件|故障|情景|情境|回放|回顾|[重再]现|起因|缘起|事由|事实"
)
_PLAIN_OPENINGS = frozenset(("背景", "概述", "概况", "简介", "情况", "基本情况", "工作背景", "项目背景", "问题"))
_ANY_ARTICLE = re.compile(r"总结|小结|结[论语]|后记|讨论|评论|感想|建议|思考$|^评价|观点|看法")
_INCIDENT_TITLE = re.compile(rf"{A_CASE}|典型案|事故|事件|案件|纠纷|案$|诉.{1, 20}案|医案|病例|[一-龥]某|故障")
_WORK_TITLE = re.compile(r"经验|做法|纪实|工作法|模式|实践|探索|侧记")
_PROVEN = 3
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零\d]{1,5}条")
# By the strength of the evidence.
_FINDERS = (
    labelled,
    listed,
    own_labelled,
    levelled,
    numbered,
    paragraphs_numbered,
    opened,
    presented,
    judged,
    paired,
    briefly_headed,
    barely_numbered,
    ruled,
    headed,
)


def case_starts(units: list[Unit]) -> list[int]:
    """Return the indices of the units at which cases begin (their label or title), in order; empty for no case."""
    for find in _FINDERS:
        starts = find(units)
        if starts:
            return starts
    return [0] if _tells_a_case(units) else []


def _tells_a_case(units: list[Unit]) -> bool:
    """Say whether a text without any division is one case: its parts, its title and how it begins have to prove it."""
    if sum(visible_length(unit.text) for unit in units if unit.kind == "text") < MIN_CASE or _is_law(units):
        return False
    title = next((unit.text.strip() for unit in units[:3] if unit.kind == "heading"), "")
    parts = {unit.part for unit in units if unit.kind == "marker"}
    if _OTHER_PAPERS.search(title) and not {"commentary", "opening"} <= parts:
        return False
    return _proof_of_parts(units) + _proof_of_title(units) + introduces(units, 0, len(units)) >= _PROVEN


def _proof_of_parts(units: list[Unit]) -> int:
    """Weigh the names of parts: 基本案情 or 专家点评 proves a case, 背景 and 总结 stand in any article."""
    proof = _PROVEN if _spoken_after(units) else 0
    told = 0
    bodies: set[str] = set()
    for unit in units:
        told += visible_length(unit.text) if unit.kind == "text" else 0
        name = bare_name(unit.words)
        if unit.part == "opening":
            proof += _PROVEN if _INCIDENT.search(name) else name in _PLAIN_OPENINGS
        elif unit.part == "commentary" and told >= MIN_CASE:
            proof += 1 if _ANY_ARTICLE.search(name) else _PROVEN
        elif unit.part == "body":
            bodies.add(name)
    return proof + (len(bodies) > 1) + any(unit.kind == "label" for unit in units)


def _proof_of_title(units: list[Unit]) -> int:
    first = next((index for index, unit in enumerate(units) if unit.kind == "text"), len(units))
    for index, unit in enumerate(units[: min(first, 6)]):
        if unit.kind == "heading" and not _ABOUT_MEETINGS.search(unit.text):
            if _INCIDENT_TITLE.search(unit.text):
                return 2
            if _WORK_TITLE.search(unit.text):
                return 1 + is_paired(units, index)
    return int(any(is_paired(units, index) for index, unit in enumerate(units[:6]) if unit.kind == "heading"))


def _is_law(units: list[Unit]) -> bool:
    """Say whether a text is divided into articles (第三条)."""
    lines = [unit for unit in units if unit.fresh]
    articles = sum(bool(_ARTICLE.match(unit.text)) for unit in lines)
    return articles > 2 and articles * 5 >= len(lines)


def _spoken_after(units: list[Unit]) -> bool:
    """Say whether the editor speaks after the story instead of before it."""
    told = 0
    for unit in units:
        if unit.kind == "marker" and unit.part == "introduction" and "编" in unit.text:
            return told >= MIN_CASE
        told += visible_length(unit.text) if unit.kind == "text" else 0
    return False
