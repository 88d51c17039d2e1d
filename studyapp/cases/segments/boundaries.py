"""Where cases begin: by labels, numbers, heading levels, openings, or the rhythm of commentaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.cases.segments.by_headings import levelled, numbered
from studyapp.cases.segments.by_labels import labelled, own_labelled
from studyapp.cases.segments.by_parts import judged, opened
from studyapp.cases.segments.by_titles import briefly_headed, is_paired, paired
from studyapp.cases.segments.runs import MIN_CASE
from studyapp.cases.segments.series import barely_numbered, headed, paragraphs_numbered, ruled
from studyapp.text.marks import visible_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.segments.units import Unit

# News of meetings and notices name cases without telling one.
_ABOUT_MEETINGS = re.compile(r"召开|举办|举行|开展|组织|启动|培训|会议|座谈|部署|调研|印发|通知|征集|评选|宣讲")
# Notices, tenders, rules and reviews have parts named as a case has, too.
_OTHER_PAPERS = re.compile(
    r"(?:公告|公示|通知|办法|条例|规定|细则|纪要|说明书?|指南|合同|协议|简章|章程|规程|预案|计划|方案|请示|批复|函|意见|纲要|读后感|有感)"
    r"(?:[（(][^）)]{1,12}[）)])?$"
)
_CASE_WORDS = re.compile(
    r"案例|典型案|事故|事件|案件|纠纷|经验|做法|纪实|案$|诉.{1,20}案|工作法|模式|医案|病例|[一-龥]某"
)
# By the strength of the evidence.
_FINDERS = (
    labelled,
    own_labelled,
    levelled,
    numbered,
    paragraphs_numbered,
    opened,
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


def _tells_a_case(units: Iterable[Unit]) -> bool:
    """Say whether a text without any division is one case: it has parts named as a case has, or is titled like one."""
    listed = list(units)
    parts = {unit.part for unit in listed if unit.kind == "marker"}
    text = sum(visible_length(unit.text) for unit in listed if unit.kind == "text")
    if text < MIN_CASE:
        return False
    title = next((unit.text.strip() for unit in listed[:3] if unit.kind == "heading"), "")
    if _OTHER_PAPERS.search(title) and not {"commentary", "opening"} <= parts:
        return False
    if parts & {"commentary", "opening"} or _spoken_after(listed):
        return True
    headings = [unit for unit in listed if unit.kind in {"heading", "label"}]
    if any(unit.kind == "label" for unit in listed) or ("body" in parts and len(headings) > 1):
        return True
    return any(
        is_paired(listed, index) or (_CASE_WORDS.search(unit.text) and not _ABOUT_MEETINGS.search(unit.text))
        for index, unit in enumerate(listed[:6])
        if unit.kind == "heading"
    )


def _spoken_after(units: list[Unit]) -> bool:
    """Say whether the editor speaks after the story instead of before it."""
    told = 0
    for unit in units:
        if unit.kind == "marker" and unit.part == "introduction":
            return told >= MIN_CASE
        told += visible_length(unit.text) if unit.kind == "text" else 0
    return False
