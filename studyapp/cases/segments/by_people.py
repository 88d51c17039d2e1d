"""Cases that begin with the person they tell of (李某，男，64岁), as physicians, nurses and teachers write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.cases.segments.by_parts import title_before
from studyapp.cases.segments.runs import with_body
from studyapp.text.openings import presents_person

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit


def presented(units: list[Unit]) -> list[int]:
    """A case begins where a person is presented, at the title above; most of them have a title or a commentary."""
    people = [index for index, unit in enumerate(units) if unit.fresh and presents_person(unit.text)]
    starts = with_body(units, sorted({title_before(units, index) for index in people}))
    if len(starts) < 2 or len(starts) < 0.8 * len(people):
        return []
    titled = sum(units[index].kind == "heading" for index in starts)
    judged = sum(
        any(unit.kind == "marker" and unit.part == "commentary" for unit in units[start:end])
        for start, end in zip(starts, [*starts[1:], len(units)], strict=True)
    )
    return starts if max(titled, judged) >= 0.6 * len(starts) else []
