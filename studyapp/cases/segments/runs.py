"""What the runs between two starts hold, and whether that looks like cases."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from studyapp.text.marks import visible_length
from studyapp.text.title_lines import is_byline, is_house, is_place_date

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

MIN_CASE = 40
_MIN_JUDGED = 20
# Not 案例分析的方法, 案例资源: those speak about cases.
A_CASE = r"案例(?![^，。—]{0,6}(?:分析$|分析[的怎如是该范]|结构|写|特点|作用|意义|方法|资源|案?库|教学法|研究|通报的))"
CASE_TITLE = re.compile(
    rf"案$|案[（(]|{A_CASE}|纠纷|事故$|事故[（(]|事件$|事件[（(]|——|—|诉.{(2,)}|受贿|诈骗|盗窃|某[一-龥]{0, 3}|"
    r"纪实$|故事$|做法$|经验$|工作法$|侧记$"
)


def with_body(units: list[Unit], starts: list[int]) -> list[int]:
    """Drop starts that have no text before the next one: entries of a list, not cases."""
    kept = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=False):
        text = sum(visible_length(unit.text) for unit in units[start:end] if unit.kind == "text")
        judged = any(unit.kind == "marker" and unit.part == "commentary" for unit in units[start:end])
        if text >= (_MIN_JUDGED if judged else MIN_CASE):
            kept.append(start)
    return kept


def look_like_cases(units: list[Unit], starts: list[int]) -> bool:
    """Say whether most runs hold a commentary or an opening of their own, or are titled as cases are."""
    marked = titled = 0
    names: list[frozenset[str]] = []
    for start, end in zip(starts, [*starts[1:], len(units)], strict=False):
        inside = [unit for unit in units[start + 1 : end] if unit.kind == "marker"]
        marked += any(unit.part in {"commentary", "opening"} for unit in inside)
        titled += bool(CASE_TITLE.search(units[start].words)) and units[start].kind != "marker"
        names.append(frozenset(part_name(unit) for unit in inside))
    shared = sum(bool(one & other) for one, other in itertools.pairwise(names))
    count = len(starts)
    return (marked >= 0.6 * count and (shared >= 0.5 * (count - 1) or titled >= 0.5 * count)) or titled >= 0.7 * count


def part_name(unit: Unit) -> str:
    """Return a marker's name without brackets and numbers, by which it is compared."""
    return re.sub(r"[\s\u3000【】\[\]（）()：:#一二三四五六七八九十\d、.．]", "", unit.text)


def goes_with_title(unit: Unit) -> bool:
    """Say whether a heading belongs to the title above it: a subtitle, a name, a place."""
    text = unit.text
    return text.lstrip().startswith("—") or is_byline(text) or is_place_date(text) or is_house(text)


def hold_several(units: list[Unit], starts: list[int]) -> bool:
    """Say whether runs are chapters: within one, a commentary or an opening of the same name comes back."""
    for start, end in zip(starts, [*starts[1:], len(units)], strict=False):
        names = Counter(part_name(unit) for unit in units[start:end] if unit.part in {"commentary", "opening"})
        if max(names.values(), default=0) > 1:
            return True
    return False
