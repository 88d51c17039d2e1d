"""Cases that begin at labels: 案例一, 检例第7号, or words that the book numbers by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from studyapp.cases.segments.book_names import OWN, tells_of_events
from studyapp.cases.segments.by_parts import title_before
from studyapp.cases.segments.runs import hold_several, look_like_cases, with_body

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_WEAK = frozenset(("第N篇", "No.N"))


def labelled(units: list[Unit]) -> list[int]:
    """Use the longest climbing run of labels of one kind; 第N篇 must repeat, and hold one case each."""
    schemes: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind == "label" and unit.label:
            schemes[unit.label.scheme].append(index)
    runs = {
        scheme: with_body(units, _climbing(units, found))
        for scheme, found in schemes.items()
        if not scheme.startswith(OWN)
    }
    weak = {scheme: run for scheme, run in runs.items() if scheme in _WEAK and not hold_several(units, run)}
    strong = {scheme: run for scheme, run in runs.items() if scheme not in _WEAK and run}
    if strong:
        return _titles_above(units, max(strong.values(), key=len))
    chosen = max(weak.values(), key=len, default=[])
    return chosen if len(chosen) > 1 else []


def _titles_above(units: list[Unit], starts: list[int]) -> list[int]:
    """Where every label stands alone under its title (（检例第7号）), the cases begin at the titles."""
    for start in starts:
        following = units[start + 1] if start + 1 < len(units) else None
        alone = following is not None and following.fresh and following.kind != "heading"
        if start == 0 or units[start - 1].kind != "heading" or not units[start].fresh or not alone:
            return starts
    return [title_before(units, start) for start in starts]


def own_labelled(units: list[Unit]) -> list[int]:
    """Labels of the book's own making (问题1, 观察记录一) count where what they head looks like cases."""
    schemes: dict[str, list[int]] = defaultdict(list)
    for index, unit in enumerate(units):
        if unit.kind == "label" and unit.label and unit.label.scheme.startswith(OWN):
            schemes[unit.label.scheme].append(index)
    best: list[int] = []
    for scheme, found in schemes.items():
        starts = with_body(units, _climbing(units, found))
        if len(starts) > max(1, len(best)) and (tells_of_events(scheme) or look_like_cases(units, starts)):
            best = starts
    return best


def _climbing(units: list[Unit], found: list[int]) -> list[int]:
    """Keep labels whose numbers go up, or begin again at one."""
    kept: list[int] = []
    last = 0
    for index in found:
        label = units[index].label
        number = label.number if label else None
        if number is None or number > last or number == 1:
            kept.append(index)
            last = number or last
    return kept
