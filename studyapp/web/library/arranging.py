"""Adjusting a case of a preview: where cases and commentaries begin, what a line is, what it should read."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import importing
from studyapp.cases.adjusting import case_at, first_line, line_at, line_rows, read_line_as, reads_now, step_rows
from studyapp.cases.casebook_text import ReadCasebook
from studyapp.cases.choices import Choices, arranged
from studyapp.cases.models import CasebookImport, ImportState
from studyapp.cases.outlining import Step, StepKind
from studyapp.cases.preview import case_rows
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.web import current
from studyapp.web.library import words
from studyapp.web.library.previewing import without_named
from studyapp.web.transactions import own_transaction

LONGEST_LINE = 20_000
_OF_LINE: tuple[StepKind, ...] = ("split", "commentary", "title", "body", "aside", "next", "begin")
_WHOLE: dict[str, tuple[StepKind, int]] = {
    "no-commentary": ("no-commentary", 0),
    "into-before": ("join", 0),
    "take-next": ("join", 1),
}
"""What can be asked for a whole case: the step, and how many cases further the line is by which it is taken."""


def arrange(import_id: int, number: int) -> ResponseReturnValue:
    """Show the lines of a case, to be pointed at."""
    imported = _get(import_id)
    reading, choices = importing.reading_of(imported), importing.choices_of(imported)
    rows = case_rows(arranged(reading, choices), choices)
    here = next((index for index, row in enumerate(rows) if row.number == number), None)
    if here is None:
        raise NotFoundError("case-not-found")
    return render_template(
        "library/arrange.html",
        imported=imported,
        row=rows[here],
        before=rows[here - 1] if here else None,
        after=rows[here + 1] if here + 1 < len(rows) else None,
        lines=line_rows(reading, choices, number),
        steps=step_rows(reading, choices),
        chosen=request.args.get("line", type=int),
        words=words,
    )


@own_transaction
def take_arrangement(import_id: int, number: int) -> ResponseReturnValue:
    """Take one step over a line or a whole case, or take one back, and show the case that the line is in now."""
    imported = _get(import_id)
    reading, before = importing.reading_of(imported), importing.choices_of(imported)
    at = request.form.get("line", type=int)
    choices = _asked(reading, before, number, at)
    if choices is None:
        flash(_("Choose a paragraph first, then say what it is."), "warning")
        return redirect(url_for("library.arrange", import_id=import_id, number=number), 303)
    was, now = arranged(reading, before), arranged(reading, choices)
    if "take-back" not in request.form and was == now:
        flash(_("Nothing changes by that here."), "warning")
        choices = before
    _keep(imported, choices)
    numbers = [case.text.number for case in now.cases]
    if set(numbers) - {case.text.number for case in was.cases}:
        flash(_("A new case begins there. It is the next one now."))
    holds = case_at(reading, choices, at) if at is not None else None
    shown = number if number in numbers else (holds or numbers[0])
    return redirect(url_for("library.arrange", import_id=import_id, number=shown, line=at, _anchor=_anchor(at)), 303)


def _asked(reading: ReadCasebook, choices: Choices, number: int, at: int | None) -> Choices | None:
    """Return the choices with what the form asks for; None where it names no line, or nothing to do."""
    if "take-back" in request.form:
        return without_named(choices, request.form["take-back"])
    whole = _WHOLE.get(request.form.get("whole", ""))
    if whole is not None:
        return choices.with_step(Step(whole[0], first_line(reading, choices, number, whole[1])))
    kinds = [one for one in _OF_LINE if one == request.form.get("kind")]
    if not kinds or at is None:
        return None
    kind = kinds[0]
    if kind == "title":  # a title taken from a line takes the place of a typed one
        named = case_at(reading, choices, at)
        choices = replace(choices, titles={one: title for one, title in choices.titles.items() if one != named})
    return choices.with_step(Step(kind, at))


def line(import_id: int, at: int) -> ResponseReturnValue:
    """Show the form in which the text of a line is corrected."""
    imported = _get(import_id)
    reading, choices = importing.reading_of(imported), importing.choices_of(imported)
    found = line_at(reading, at)
    number = case_at(reading, choices, at)
    printed = reading.raw[found.raw.start : found.raw.end]
    return render_template(
        "library/line.html",
        imported=imported,
        at=at,
        number=number,
        printed=printed,
        text=reads_now(reading, choices, found),
    )


@own_transaction
def take_line(import_id: int, at: int) -> ResponseReturnValue:
    """Keep how a line should read; the correction can be taken back like every other step."""
    imported = _get(import_id)
    reading, before = importing.reading_of(imported), importing.choices_of(imported)
    found = line_at(reading, at)
    typed = " ".join(request.form.get("text", "").split("\n")).replace("\r", "").strip()[:LONGEST_LINE]
    number = case_at(reading, before, at)
    if not typed:
        flash(_("An empty paragraph cannot be kept. To leave it out, choose “leave this paragraph out”."), "warning")
        return redirect(url_for("library.line", import_id=import_id, at=at), 303)
    _keep(imported, read_line_as(reading, before, found, typed))
    if number is None:
        return redirect(url_for("library.imported", import_id=import_id), 303)
    return redirect(url_for("library.arrange", import_id=import_id, number=number, line=at, _anchor=_anchor(at)), 303)


def _get(import_id: int) -> CasebookImport:
    """Return an import in preview with its reading. Raises `ConflictError` import-not-in-preview for any other."""
    imported = importing.get_import(current.actor().organization_id, import_id, with_reading=True)
    if imported.state != ImportState.PREVIEW:
        raise ConflictError("import-not-in-preview")
    return imported


def _keep(imported: CasebookImport, choices: Choices) -> None:
    organization_id, import_id = imported.organization_id, imported.id
    db.session.rollback()
    begin_writing()
    importing.keep_choices(importing.get_import(organization_id, import_id), choices, clock.now())


def _anchor(at: int | None) -> str | None:
    return None if at is None else f"line-{at}"
