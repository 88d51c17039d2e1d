"""What an organizer decides on a preview: small, kept beside the reading, and applied to it as a pure function."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from studyapp.cases.composing import edited
from studyapp.cases.correcting import corrected
from studyapp.cases.outlining import Step
from studyapp.cases.picture_places import with_pictures
from studyapp.cases.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.cases.casebook_text import ReadCase, ReadCasebook, Repair

TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Choices:
    """Cases to leave out and titles to change (by case number), repairs to undo (by their index in the reading).

    `steps` are what was said about lines and doubtful runs, in the order in which it was said. `title` replaces the
    book's; `approve_confident` asks for questions that the engine is sure of to be approved. `edition_of` is the
    casebook of which the file is a new edition, `withdrawn` the ids of its cases that are to be taken out of it.
    """

    left_out: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict)
    undone: frozenset[int] = frozenset()
    title: str | None = None
    approve_confident: bool = False
    steps: tuple[Step, ...] = ()
    edition_of: int | None = None
    withdrawn: frozenset[int] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Return the choices as JSON."""
        return {
            "left_out": sorted(self.left_out),
            "titles": {str(number): title for number, title in sorted(self.titles.items())},
            "undone": sorted(self.undone),
            "title": self.title,
            "approve_confident": self.approve_confident,
            "steps": [[one.kind, one.at, one.end, one.text] for one in self.steps],
            "edition_of": self.edition_of,
            "withdrawn": sorted(self.withdrawn),
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
            steps=tuple(Step(*one) for one in data.get("steps", ())),
            edition_of=data.get("edition_of"),
            withdrawn=frozenset(data.get("withdrawn", ())),
        )

    def with_repair(self, index: int, *, is_undone: bool) -> Choices:
        """Return the choices with one repair undone, or done again."""
        changed = self.undone | {index} if is_undone else self.undone - {index}
        return replace(self, undone=changed)

    def with_step(self, step: Step) -> Choices:
        """Return the choices with one more thing said; what was said of the same doubtful run before is replaced."""
        settling = {"accept", "correct"}
        is_settling = step.kind in settling
        kept = [one for one in self.steps if not (is_settling and one.kind in settling and one.at == step.at)]
        return replace(self, steps=(*kept, step))

    def without_step(self, index: int) -> Choices:
        """Return the choices with one thing taken back."""
        return replace(self, steps=(*self.steps[:index], *self.steps[index + 1 :]))


def arranged(reading: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return the reading with its cases cut as the organizer says; nothing of the text is changed yet."""
    return edited(reading, [one for one in choices.steps if one.kind not in {"accept", "correct"}])


def previewed(reading: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return the reading as it is chosen; cases left out are still in it, and every case under its number."""
    return finished(arranged(reading, choices), choices)


def finished(laid: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return an arranged reading with repairs undone, corrections made and titles changed."""
    repairs = [one for index, one in enumerate(laid.repairs) if index in choices.undone]
    book = replace(
        laid,
        title=choices.title or laid.title,
        cases=tuple(_restored(case, repairs) for case in laid.cases),
        repairs=tuple(one for index, one in enumerate(laid.repairs) if index not in choices.undone),
    )
    book = with_pictures(corrected(book, choices.steps))
    return replace(book, cases=tuple(_titled(case, choices) for case in book.cases))


def importable(laid: ReadCasebook) -> set[int]:
    """Return the numbers of the cases of an arranged reading that can be imported: those with a body."""
    return {case.text.number for case in laid.cases if case.text.body.strip()}


def chosen(reading: ReadCasebook, choices: Choices) -> ReadCasebook:
    """Return what is to be imported: as `previewed`, without cases left out or empty, numbered 1..n again."""
    preview = previewed(reading, choices)
    wanted = importable(preview) - choices.left_out
    kept = [case for case in preview.cases if case.text.number in wanted]
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
