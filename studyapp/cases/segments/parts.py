"""One case's units sorted into label, title, body, commentaries, prompts, and what is none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.cases.segments.front import Front, read_front
from studyapp.cases.segments.page import bare_name
from studyapp.text.marker_names import names_remedies
from studyapp.text.marks import visible_length

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit


@dataclass(slots=True)
class CommentaryUnits:
    """A commentary's marker and the units of its text."""

    marker: Unit
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class CaseUnits:
    """A case sorted into its parts; `opener` is the heading the body began with (its words are structure)."""

    front: Front
    opener: Unit | None = None
    body: list[Unit] = field(default_factory=list)
    commentaries: list[CommentaryUnits] = field(default_factory=list)
    prompts: list[Unit] = field(default_factory=list)
    structure: list[Unit] = field(default_factory=list)
    left: list[tuple[Unit, str]] = field(default_factory=list)


_WHY = {
    "law": "law-text",
    "appendix": "appendix",
    "keywords": "keywords",
    "key-points": "key-points",
    "introduction": "lead",
}
_NOTE = re.compile(r"\s*[（(][^）)]{2,60}[）)]\s*")


def sort_case(units: list[Unit]) -> CaseUnits:
    """Sort the units of one case; every unit lands in exactly one list."""
    units = _settled(units)
    front = read_front(units)
    case = CaseUnits(front)
    case.left.extend((unit, why) for unit, why in front.left)
    _Sorter(case, units[front.count :]).run()
    return case


class _Sorter:
    """Walks the units after a case's front and remembers which part it is in."""

    def __init__(self, case: CaseUnits, units: list[Unit]) -> None:
        self.case = case
        self.units = units
        self.aside: str | None = None
        self.in_prompts = False
        self.last_part = max(
            (i for i, unit in enumerate(units) if unit.kind == "marker" and unit.part in {"opening", "body"}),
            default=-1,
        )
        self.last_opening = max(
            (i for i, unit in enumerate(units) if unit.kind == "marker" and unit.part == "opening"), default=-1
        )

    def run(self) -> None:
        for index, unit in enumerate(self.units):
            if unit.kind == "marker" and unit.part:
                self._marker(unit)
            else:
                self._text(unit, index)

    def _marker(self, unit: Unit) -> None:
        part = unit.part
        if part == "prompts":
            self.in_prompts, self.aside = True, None
            self.case.structure.append(unit)
        elif part in _WHY and not (part == "introduction" and self.case.body):
            self.in_prompts, self.aside = False, _WHY[str(part)]
            self.case.left.append((unit, self.aside))
        elif part == "commentary" and not self.case.body:
            self.in_prompts, self.aside = False, "lead"
            self.case.left.append((unit, "lead"))
        elif part in {"commentary", "introduction"}:
            self.in_prompts, self.aside = False, None
            self.case.commentaries.append(CommentaryUnits(unit))
        else:
            self._body_marker(unit)

    def _body_marker(self, unit: Unit) -> None:
        self.in_prompts, self.aside = False, None
        if self.case.commentaries:
            self.case.commentaries[-1].units.append(unit)
        elif not self.case.body and self.case.opener is None:
            self.case.opener = unit
            self.case.structure.append(unit)
        else:
            self.case.body.append(unit)

    def _text(self, unit: Unit, index: int) -> None:
        if unit.note:
            self.case.left.append((unit, "footnote"))
        elif self.in_prompts:
            self.case.prompts.append(unit)
        elif self.aside:
            self.case.left.append((unit, self.aside))
            if self.aside in {"keywords", "key-points", "lead"} and self._aside_is_over(index):
                self.aside = None
        elif self.case.commentaries:
            self.case.commentaries[-1].units.append(unit)
        elif (
            not self.case.body
            and index < self.last_opening
            and self.case.opener is None
            and self.case.front.label is None
            and visible_length(unit.text) < 400
        ):
            self.case.left.append((unit, "lead"))
        elif not self.case.body and _NOTE.fullmatch(unit.text):
            self.case.left.append((unit, "note"))
        elif not self.case.body and self.case.opener is None and unit.kind == "heading" and unit.section:
            self.case.opener = unit
            self.case.structure.append(unit)
        else:
            self.case.body.append(unit)

    def _aside_is_over(self, index: int) -> bool:
        """A lead or a list of keywords ends with its line where no marker will end it."""
        return index >= self.last_part


def _settled(units: list[Unit]) -> list[Unit]:
    """Decide doubtful markers by their surroundings.

    A commentary that other parts follow is a part of the body, and so are remedies (防范措施) that a judgement follows.
    """
    last_body = last_judgement = -1
    ranks: dict[tuple[int, str], Unit] = {}
    for index, unit in enumerate(units):
        if unit.kind != "marker":
            continue
        if unit.part == "commentary":
            ranks.setdefault((unit.level, unit.ordinal.scheme if unit.ordinal else ""), unit)
            if not names_remedies(bare_name(unit.words)):
                last_judgement = index
        elif unit.part in {"opening", "body"} and unit.fresh and all(_is_sibling(one, unit) for one in ranks.values()):
            last_body = index
    seen_text = False
    for index, unit in enumerate(units):
        is_commentary = unit.kind == "marker" and unit.part == "commentary" and index > 0 and seen_text
        is_remedy = is_commentary and index < last_judgement and names_remedies(bare_name(unit.words))
        if is_commentary and (index < last_body or is_remedy):
            unit.part = "body"
        elif unit.kind == "marker" and unit.loose and not seen_text:
            unit.kind, unit.part = "heading", None
        seen_text |= unit.kind == "text"
    return units


def _is_sibling(commentary: Unit, other: Unit) -> bool:
    """Say whether two markers are headings of one rank."""
    first, second = commentary.ordinal, other.ordinal
    if commentary.level or other.level:
        return commentary.level >= other.level > 0
    return (first.scheme if first else "") == (second.scheme if second else "")
