"""What an organizer decides on a preview: small, kept beside the reading, and applied to it as a pure function."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from studyapp.cases.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.cases.casebook_text import ReadCase, ReadCasebook, Repair

TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Choices:
    """Cases to leave out and titles to change (by the reading's case number), repairs to undo (by their index in it).

    `title` replaces the book's; `approve_confident` asks for questions that the engine is sure of to be approved.
    """

    left_out: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()
    title: str | None = None
    approve_confident: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the choices as JSON."""
        return {
            "left_out": sorted(self.left_out),
            "titles": {str(number): title for number, title in sorted(self.titles.items())},
            "undone": sorted(self.undone),
            "title": self.title,
            "approve_confident": self.approve_confident,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any] | None) -> Choices:
        """Take back what `to_dict` gave; nothing means no choice made."""
        data = data or {}
        return cls(
            left_out=frozenset(data.get("left_out", ())),
            titles={int(number): title for number, title in data.get("titles", {}).items()},
            undone=frozenset(data.get("undone", ())),
            title=data.get("title"),
            approve_confident=bool(data.get("approve_confident", False)),
        )

    def with_repair(self, index: int, *, is_undone: bool) -> Choices:
        """Return the choices with one repair undone, or done again."""
        changed = self.undone | {index} if is_undone else self.undone - {index}
        return replace(self, undone=changed)


def previewed(reading: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return the reading with repairs undone and titles changed; cases left out are still in it, under their number."""
    repairs = [one for index, one in enumerate(reading.repairs) if index in choices.undone]
    return replace(
        reading,
        title=choices.title or reading.title,
        cases=tuple(_titled(_restored(case, repairs), choices) for case in reading.cases),
        repairs=tuple(one for index, one in enumerate(reading.repairs) if index not in choices.undone),
    )


def chosen(reading: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return what is to be imported: as `previewed`, without the cases left out, numbered 1..n again."""
    preview = previewed(reading, choices)
    kept = [case for case in preview.cases if case.text.number not in choices.left_out]
    numbered = (replace(case, text=replace(case.text, number=number)) for number, case in enumerate(kept, 1))
    return replace(preview, cases=tuple(numbered))


def _restored(case: ReadCase, repairs: list[Repair]) -> ReadCase:
    for repair in repairs:
        case = undone(case, repair)
    return case


def _titled(case: ReadCase, choices: Choices) -> ReadCase:
    title = choices.titles.get(case.text.number)
    if not title or title == case.text.title:
        return case
    flags = tuple(flag for flag in case.text.flags if flag != "no-title")
    return replace(case, text=replace(case.text, title=title[:TITLE_LENGTH], flags=flags))
