"""A case's text as an organizer types it, and the small steps that rewrite it for them.

The body and the commentary are looked at as one text, so that a run moved from one to the other is still the same run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studyapp.cases.undoing import repaired_run
from studyapp.text.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.casebook_text import CaseText, Part, ReadCase, Repair

Doubt = tuple[str, int]
"""A doubtful run by its part and by where it begins in the old text."""


@dataclass(frozen=True, slots=True)
class TypedCommentary:
    """One expert's words as typed."""

    heading: str
    by: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A case's text as an organizer typed it; `trusted` are the doubtful runs of the old text that are right."""

    title: str
    subtitle: str | None
    body: str
    commentaries: tuple[TypedCommentary, ...] = ()
    trusted: frozenset[Doubt] = frozenset()

    @property
    def whole(self) -> str:
        """The body, a line break, and the commentaries joined by line breaks."""
        return f"{self.body}\n" + "\n".join(one.text for one in self.commentaries)


def typed_of(text: CaseText) -> Typed:
    """Return a text as if it had been typed so."""
    said = tuple(TypedCommentary(one.heading, one.by, one.text) for one in text.commentaries)
    return Typed(text.title, text.subtitle, text.body, said)


def whole_of(text: CaseText) -> str:
    """Return body and commentary of a text as one."""
    return typed_of(text).whole


def is_changed(before: CaseText, typed: Typed) -> bool:
    """Say whether anything is different in what was typed."""
    return bool(typed.trusted) or replace(typed, trusted=frozenset()) != typed_of(before)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A repair that can be undone in a published text: which of the import's it is, and what it did, with its place."""

    index: int
    repair: Repair
    before: str
    after: str


def undoable(case: ReadCase, repairs: Iterable[tuple[int, Repair]], around: int) -> list[Undoable]:
    """Return those of an import's (index, repair) that stand in the case and can be taken back by themselves.

    Each comes with `around` characters before and after it.
    """
    found = []
    for index, one in repairs:
        place = repaired_run(case, one)
        if place is None:
            continue
        part, start, end = place
        text = case.text.part(part)
        is_back = one.old in text[max(0, start - len(one.old)) : end + len(one.old)]
        if not is_back:
            found.append(Undoable(index, one, text[max(0, start - around) : start], text[end : end + around]))
    return found


def with_repair_undone(case: ReadCase, typed: Typed, repair: Repair) -> Typed | None:
    """Return what was typed with the file's own run in place of a repair; None where that place was changed since."""
    place = repaired_run(case, repair)
    return None if place is None else with_run(case.text, typed, place, repair.old)


def with_run(text: CaseText, typed: Typed, place: tuple[Part, int, int], new: str) -> Typed | None:
    """Return what was typed with `new` in place of a run of the old text; None where that run does not stand in it."""
    part, start, end = place
    offset = 0 if part == "body" else len(text.body) + 1
    found = Moves(whole_of(text), typed.whole).standing(offset + start, offset + end)
    if found is None:
        return None
    length, at = end - start, 0
    runs = [typed.body, *(one.text for one in typed.commentaries)]
    for index, run in enumerate(runs):
        if at <= found and found + length <= at + len(run):
            runs[index] = run[: found - at] + new + run[found - at + length :]
            said = tuple(replace(one, text=words) for one, words in zip(typed.commentaries, runs[1:], strict=True))
            return replace(typed, body=runs[0], commentaries=said)
        at += len(run) + 1
    return None


def with_commentary_from(typed: Typed, line: int, heading: str) -> Typed:
    """Return what was typed with the commentary beginning at a line of the body, counted from 0."""
    lines = typed.body.split("\n")
    if not 0 < line < len(lines):
        return typed
    moved = "\n".join(lines[line:]).strip("\n")
    first, *others = typed.commentaries or (TypedCommentary(heading, None, ""),)
    joined = "\n".join(one for one in (moved, first.text) if one)
    return replace(
        typed, body="\n".join(lines[:line]).rstrip("\n"), commentaries=(replace(first, text=joined), *others)
    )


def with_body_until(typed: Typed, line: int) -> Typed:
    """Return what was typed with the first `line` lines of the commentary given back to the body."""
    if not typed.commentaries:
        return typed
    first, *others = typed.commentaries
    lines = first.text.split("\n")
    if not 0 < line <= len(lines):
        return typed
    rest = "\n".join(lines[line:])
    kept = (replace(first, text=rest), *others) if rest.strip() else tuple(others)
    return replace(typed, body="\n".join((typed.body, *lines[:line])), commentaries=kept)
