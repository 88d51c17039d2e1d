"""The preview of an import: what was understood, what was changed, and what the organizer chooses."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import importing
from studyapp.cases.adjusting import step_rows
from studyapp.cases.casebook_text import ReadCasebook, Suspect
from studyapp.cases.choices import TITLE_LENGTH, Choices, arranged, importable
from studyapp.cases.models import CasebookImport
from studyapp.cases.outlining import Step
from studyapp.cases.preview import case_rows, open_case
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.jobs.casebook_imports import ask_to_build
from studyapp.people.actor import Actor
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library import words
from studyapp.web.library.editions import chosen_book, suggested
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def preview_page(imported: CasebookImport, number: int | None, problem: str | None = None) -> str:
    """Return the preview with one case laid open, the first by default and where there is none of that number."""
    reading, choices = importing.reading_of(imported), importing.choices_of(imported)
    laid = arranged(reading, choices)
    numbers = [case.text.number for case in laid.cases]
    number = number if number in numbers else numbers[0]
    return render_template(
        "library/preview.html",
        imported=imported,
        reading=reading,
        choices=choices,
        rows=case_rows(laid, choices),
        opened=open_case(laid, choices, number),
        number=number,
        position=numbers.index(number) + 1,
        steps=step_rows(reading, choices),
        edition_of=chosen_book(imported.organization_id, choices),
        likely=suggested(imported.organization_id, [case.text.title for case in laid.cases]),
        problem=problem,
        words=words,
    )


@own_transaction
def take_preview(import_id: int) -> ResponseReturnValue:
    """Keep the choices; undo a repair or do it again; settle a doubtful place; or confirm and have the book built.

    A long book takes a while to be unpacked, so that is done before the writing begins.
    """
    actor = current.actor()
    imported = importing.get_import(actor.organization_id, import_id, with_reading=True)
    reading, before = importing.reading_of(imported), importing.choices_of(imported)
    choices = _touched(_chosen(reading, before), reading)
    numbers = importable(arranged(reading, choices))
    db.session.rollback()
    begin_writing()
    imported = importing.get_import(actor.organization_id, import_id)
    importing.keep_choices(imported, choices, clock.now())
    if request.form.get("action") == "confirm":
        return _confirm(actor, imported, numbers)
    anchor = next((name for name, where in _ANCHORS.items() if where & set(request.form)), None)
    if anchor is None:
        flash(_("Your choices are kept. You can leave this page and come back."))
    number = request.form.get("case", type=int)
    return redirect(url_for("library.imported", import_id=import_id, case=number, _anchor=anchor), 303)


_ANCHORS = {"changes": {"undo", "redo"}, "doubts": {"accept", "correct"}, "steps": {"take-back"}}
"""To which part of the page a button leads back."""


def _confirm(actor: Actor, imported: CasebookImport, numbers: set[int]) -> ResponseReturnValue:
    try:
        importing.confirm(imported, numbers)
    except DomainError as error:
        if error.code != "nothing-chosen":
            raise
        found = importing.get_import(actor.organization_id, imported.id, with_reading=True)
        return preview_page(found, request.form.get("case", type=int), words_for(error.code, error.parameters)), 422
    ask_to_build(imported)
    deed = Deed("casebook.confirm", "casebook_import", imported.id, {"file": imported.file_name})
    note(deed)
    return redirect(url_for("library.imported", import_id=imported.id), 303)


def _chosen(reading: ReadCasebook, before: Choices) -> Choices:
    """Return the choices as the form states them; a title that is not changed is not kept."""
    printed = {case.text.number: case.text.title for case in arranged(reading, before).cases}
    typed = {number: _typed(f"title-{number}") for number in printed}
    title = _typed("title")
    return replace(
        before,
        left_out=frozenset(number for number in printed if f"keep-{number}" not in request.form),
        titles={number: new for number, new in typed.items() if new and new != printed[number]},
        title=title if title and title != reading.title else None,
        approve_confident="approve_confident" in request.form,
    )


def _touched(choices: Choices, reading: ReadCasebook) -> Choices:
    """Return the choices with what one of the small buttons asks for."""
    for name, is_undone in (("undo", True), ("redo", False)):
        index = request.form.get(name, type=int)
        if index is not None and 0 <= index < len(reading.repairs):
            return choices.with_repair(index, is_undone=is_undone)
    doubts = {one.raw.start: one for one in reading.suspects}
    for kind in ("accept", "correct"):
        doubt = doubts.get(request.form.get(kind, -1, type=int))
        if doubt is not None:
            return choices.with_step(_settled(doubt, _typed(f"right-{doubt.raw.start}") if kind == "correct" else ""))
    return without_named(choices, request.form.get("take-back", ""))


def _settled(doubt: Suspect, typed: str) -> Step:
    """Return what is said of a doubtful run; one that is typed as it is printed is accepted."""
    if not typed or typed == doubt.text:
        return Step("accept", doubt.raw.start)
    return Step("correct", doubt.raw.start, doubt.raw.end, typed)


def without_named(choices: Choices, name: str) -> Choices:
    """Return the choices without the step named as `place:kind:at`; nothing happens where it is not there any more."""
    place, _colon, rest = name.partition(":")
    if place.isdecimal() and int(place) < len(choices.steps):
        step = choices.steps[int(place)]
        if rest == f"{step.kind}:{step.at}":
            return choices.without_step(int(place))
    return choices


def _typed(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:TITLE_LENGTH]
