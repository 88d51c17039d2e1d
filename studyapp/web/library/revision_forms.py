"""What stands in the form of a correction: the typed text, doubtful runs, repairs; and what becomes of questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from flask import request
from flask_babel import ngettext

from studyapp.cases import importing
from studyapp.cases.casebook_text import CaseText, Part, ReadCase, Repair
from studyapp.cases.library import CasePage
from studyapp.cases.preview import AROUND, SILENT
from studyapp.cases.typed_text import Typed, TypedCommentary, typed_of, whole_of
from studyapp.errors import ConflictError, NotFoundError
from studyapp.questions.carrying import Carried
from studyapp.text.moves import Moves

_BLANK_LINES = re.compile(r"\n\s*\n")
_LINE_LENGTH = 300
_NAME_LENGTH = 100
_HEADING_LENGTH = 50


def typed_from(before: CaseText) -> Typed:
    """Return what the form holds; a text that nobody touched is the very text of before, line breaks and all."""
    form, old, trusted = request.form, typed_of(before), set(request.form.getlist("trusted"))
    rows = zip_longest(form.getlist("heading"), form.getlist("by"), form.getlist("said"), fillvalue="")
    said = []
    for place, (heading, by, text) in enumerate(rows):
        known = old.commentaries[place].text if place < len(old.commentaries) else ""
        words = _text(text, known)
        if words:
            said.append(TypedCommentary(_line(heading)[:_HEADING_LENGTH], _line(by)[:_NAME_LENGTH] or None, words))
    return Typed(
        title=_line(form.get("title", ""))[:_LINE_LENGTH],
        subtitle=_line(form.get("subtitle", ""))[:_LINE_LENGTH] or None,
        body=_text(form.get("body", ""), old.body),
        commentaries=tuple(said),
        trusted=frozenset((one.part, one.start) for one in before.suspects if name_of(one.part, one.start) in trusted),
    )


def name_of(part: Part, start: int) -> str:
    """Return the name by which a form calls a doubtful run."""
    return f"{part}-{start}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(typed: str, before: str) -> str:
    """Return a typed text with one line break between paragraphs."""
    plain = typed.replace("\r\n", "\n").replace("\r", "\n")
    return before if plain.strip("\n") == before.strip("\n") else _BLANK_LINES.sub("\n", plain).strip("\n").rstrip()


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubtful run that still stands in what was typed, with a few characters around it."""

    name: str
    part: Part
    start: int
    end: int
    before: str
    run: str
    after: str


def doubts_of(read: ReadCase, typed: Typed) -> list[DoubtRow]:
    """Return the doubtful runs that are neither rewritten nor trusted."""
    if not read.text.suspects:
        return []
    moves = Moves(whole_of(read.text), typed.whole)
    rows = []
    for part, start, end in read.text.suspects:
        text, offset = read.text.part(part), 0 if part == "body" else len(read.text.body) + 1
        if (part, start) in typed.trusted or moves.standing(offset + start, offset + end) is None:
            continue
        around = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
        rows.append(DoubtRow(name_of(part, start), part, start, end, *around))
    return rows


def repairs_of(page: CasePage) -> list[tuple[int, Repair]]:
    """Return the repairs that lie in the case's run of the file, with their numbers; none where the file is gone."""
    if page.revision.import_id is None:
        return []
    try:
        imported = importing.get_import(page.case.organization_id, page.revision.import_id, with_reading=True)
        reading = importing.reading_of(imported)
    except (NotFoundError, ConflictError):
        return []
    start, end = page.revision.source_map["raw_spans"]["case"]
    inside = [(at, one) for at, one in enumerate(reading.repairs) if start <= one.raw.start and one.raw.end <= end]
    return [(at, one) for at, one in inside if one.kind not in SILENT]


def said_of_questions(carried: Carried) -> str:
    """Return in words what became of the questions; nothing where no question was on the case."""
    counts = (
        (carried.kept, ngettext(" %(num)d question stays.", " %(num)d questions stay.", carried.kept)),
        (
            carried.returned,
            ngettext(
                " %(num)d question waits at the question desk, since its evidence changed.",
                " %(num)d questions wait at the question desk, since their evidence changed.",
                carried.returned,
            ),
        ),
        (
            carried.retired,
            ngettext(
                " %(num)d question is retired, since its evidence is gone.",
                " %(num)d questions are retired, since their evidence is gone.",
                carried.retired,
            ),
        ),
    )
    return "".join(words for count, words in counts if count)
