"""Commentaries that only their place betrays: every case of the book closes with a part of one advising name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from studyapp.text.marks import ORNAMENTS, visible_length
from studyapp.text.traditional import simplified

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_ADVISING = re.compile(
    r"(?!.*(?:治疗|用药|操作|施工|诊断))[\u4e00-\u9fff]{0,6}(?:要点|要诀|秘诀|诀窍|技巧|须知|观察|视角|声音|解码|密码|之我见|启思|思语|"
    r"对话录|微课|建言|良言|药方|处方笺|加油站|金钥匙|放大镜|显微镜|望远镜|瞭望|茶座|会客厅|[^怎么]说|的话)"
)


def mark_tail_commentaries(units: list[Unit], starts: list[int]) -> None:
    """Turn the last headed part of each case into a commentary, where all of them bear one advising name.

    Only a book of several cases without any commentary is looked at.
    """
    if len(starts) < 2 or any(unit.kind == "marker" and unit.part == "commentary" for unit in units[starts[0] :]):
        return
    last = [_last_named(units, start, end) for start, end in zip(starts, [*starts[1:], len(units)], strict=True)]
    names = Counter(_name(unit) for unit in last if unit is not None)
    name, count = names.most_common(1)[0] if names else ("", 0)
    if count < max(2, 0.6 * len(starts)) or not _ADVISING.fullmatch(name):
        return
    for unit in last:
        if unit is not None and _name(unit) == name:
            unit.kind, unit.part = "marker", "commentary"


def _last_named(units: list[Unit], start: int, end: int) -> Unit | None:
    """Return the last short line of a case that text stands before and after, or None."""
    told = False
    found = None
    for index in range(start, end):
        unit = units[index]
        if told and unit.kind == "marker" and unit.part in {"appendix", "law", "prompts", "introduction"}:
            break
        told = told or (unit.kind == "text" and visible_length(unit.text) > 20)
        if told and unit.kind in {"heading", "marker"} and index + 1 < end and units[index + 1].kind == "text":
            found = unit
    return found


def _name(unit: Unit) -> str:
    return simplified(re.sub(rf"[\s\u3000【】\[\]（）()：:{ORNAMENTS}]", "", unit.words))
