"""What an organizer is shown of a reading: the cases with their flags, and one of them raw beside clean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studyapp.cases.choices import finished
from studyapp.cases.composing import raw_of
from studyapp.cases.correcting import KIND, pieces_of
from studyapp.cases.marking_up import CleanRun, RawRun, clean_paragraphs, raw_runs, windows
from studyapp.cases.picture_places import with_pictures
from studyapp.cases.undoing import can_undo
from studyapp.errors import NotFoundError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import PartSpan, ReadCase, ReadCasebook, Repair, Span
    from studyapp.cases.choices import Choices

AROUND = 12
"""How many characters are shown on either side of a repair or a doubt."""
LONGEST_LEFT_OVER = 60
SILENT = frozenset({"layout"})
"""Kinds of repairs that nobody wants to read about: blank lines and spaces closed up."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list of a preview: its place from 1, and the number that stands for it."""

    place: int
    number: int
    title: str
    label: str | None
    flags: tuple[str, ...]
    length: int
    commentaries: int
    repairs: int
    suspects: int
    pictures: int
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A repair or a doubt with a few characters around it; `index` is a repair's, or where the doubtful run begins."""

    index: int
    code: str
    before: str
    old: str
    new: str
    after: str
    is_undone: bool = False
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """A run of the file that belongs to no case, shortened, and why."""

    why: str
    text: str
    length: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One case laid open: the raw text of its part of the file, and the clean text."""

    read: ReadCase
    raw: list[RawRun]
    body: list[list[CleanRun]]
    commentary: list[list[CleanRun]]
    repairs: list[Place]
    silent_repairs: int
    suspects: list[Place]
    left_over: list[Rest]


def case_rows(laid: ReadCasebook, choices: Choices) -> list[CaseRow]:
    """Return the cases of an arranged reading as they would be imported now; those left out are marked, not missing."""
    laid, spans = with_pictures(laid), windows(laid)
    loud = [one for index, one in enumerate(laid.repairs) if _is_loud(one) and index not in choices.undone]
    return [
        CaseRow(
            place=place,
            number=case.text.number,
            title=choices.titles.get(case.text.number) or case.text.title,
            label=case.text.label,
            flags=case.text.flags,
            length=len(case.text.body),
            commentaries=len(case.text.commentaries),
            repairs=sum(_lies_in(one.raw, window) for one in loud),
            suspects=sum(_is_open(_raw_start(case, one), choices) for one in case.text.suspects),
            pictures=len(case.pictures),
            is_left_out=case.text.number in choices.left_out,
        )
        for place, (case, window) in enumerate(zip(laid.cases, spans, strict=True), 1)
    ]


def _raw_start(case: ReadCase, doubt: PartSpan) -> int:
    return raw_of(pieces_of(case, doubt.part), doubt.start)


def _is_open(at: int, choices: Choices) -> bool:
    return not any(step.kind in {"accept", "correct"} and step.at == at for step in choices.steps)


def open_case(laid: ReadCasebook, choices: Choices, number: int) -> OpenCase:
    """Lay one case of an arranged reading open. Raises `NotFoundError` case-not-found."""
    found = [index for index, case in enumerate(laid.cases) if case.text.number == number]
    if not found:
        raise NotFoundError("case-not-found")
    window = windows(laid)[found[0]]
    original = laid.cases[found[0]]
    book = finished(laid, choices)
    shown = book.cases[found[0]]
    inside = [(index, one) for index, one in enumerate(laid.repairs) if _lies_in(one.raw, window)]
    typed = tuple(one for one in book.repairs if one.kind == KIND)
    marked = replace(laid, repairs=(*laid.repairs, *typed), suspects=book.suspects)
    return OpenCase(
        read=shown,
        raw=raw_runs(marked, window, choices.undone),
        body=clean_paragraphs(shown, "body", laid.raw),
        commentary=clean_paragraphs(shown, "commentary", laid.raw),
        repairs=[
            _place(laid.raw, index, one, is_undone=index in choices.undone, can_be=can_undo(original, one))
            for index, one in inside
            if _is_loud(one)
        ],
        silent_repairs=sum(not _is_loud(one) for _, one in inside),
        suspects=[
            Place(one.raw.start, one.reason, *_split(laid.raw, one.raw, ""))
            for one in book.suspects
            if _lies_in(one.raw, window)
        ],
        left_over=[
            _rest(laid.raw[one.raw.start : one.raw.end], one.why)
            for one in laid.left_over
            if _lies_in(one.raw, window) and laid.raw[one.raw.start : one.raw.end].strip()
        ],
    )


def _is_loud(repair: Repair) -> bool:
    return repair.kind not in SILENT


def _lies_in(raw: Span, window: Span) -> bool:
    return window.start <= raw.start < window.end


def _place(raw: str, index: int, repair: Repair, *, is_undone: bool, can_be: bool) -> Place:
    return Place(index, repair.kind, *_split(raw, repair.raw, repair.new), is_undone=is_undone, can_undo=can_be)


def _split(raw: str, span: Span, new: str) -> tuple[str, str, str, str]:
    before = raw[max(0, span.start - AROUND) : span.start]
    after = raw[span.end : span.end + AROUND]
    return _flat(before), _flat(raw[span.start : span.end]), _flat(new), _flat(after)


def _flat(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")


def _rest(text: str, why: str) -> Rest:
    bare = " ".join(text.split())
    shown = bare if len(bare) <= LONGEST_LEFT_OVER else f"{bare[:LONGEST_LEFT_OVER]}…"
    return Rest(why, shown, len(text))
