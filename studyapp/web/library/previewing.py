"""The preview of an import: what was understood, what was changed, and what the organizer chooses."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import importing
from studyapp.cases.choices import TITLE_LENGTH, Choices
from studyapp.cases.models import CasebookImport
from studyapp.cases.preview import case_rows, open_case
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.jobs.casebook_imports import ask_to_build
from studyapp.people.actor import Actor
from studyapp.people.audit import Deed, record
from studyapp.web import current
from studyapp.web.library import words
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def preview_page(imported: CasebookImport, number: int | None, problem: str | None = None) -> str:
    """Return the preview with one case laid open, the first by default."""
    reading, choices = importing.reading_of(imported), importing.choices_of(imported)
    number = number or reading.cases[0].text.number
    return render_template(
        "library/preview.html",
        imported=imported,
        reading=reading,
        choices=choices,
        rows=case_rows(reading, choices),
        opened=open_case(reading, choices, number),
        number=number,
        problem=problem,
        words=words,
    )


@own_transaction
def take_preview(import_id: int) -> ResponseReturnValue:
    """Keep the choices; undo a repair or do it again; or confirm and have the casebook built.

    A long book takes a while to be unpacked, so that is done before the writing begins.
    """
    actor = current.actor()
    imported = importing.get_import(actor.organization_id, import_id, with_reading=True)
    choices, numbers = _chosen(imported), importing.case_numbers(imported)
    db.session.rollback()
    begin_writing()
    imported = importing.get_import(actor.organization_id, import_id)
    importing.keep_choices(imported, choices)
    if request.form.get("action") == "confirm":
        return _confirm(actor, imported, numbers)
    anchor = "changes" if _touched() else None
    if anchor is None:
        flash(_("Your choices are kept. You can leave this page and come back."))
    number = request.form.get("case", type=int)
    return redirect(url_for("library.imported", import_id=import_id, case=number, _anchor=anchor), 303)


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
    record(actor, deed, clock.now(), request.remote_addr)
    return redirect(url_for("library.imported", import_id=imported.id), 303)


def _chosen(imported: CasebookImport) -> Choices:
    """Return the choices as the form states them; a title that is not changed is not kept."""
    reading, before = importing.reading_of(imported), importing.choices_of(imported)
    printed = {case.text.number: case.text.title for case in reading.cases}
    typed = {number: _typed(f"title-{number}") for number in printed}
    title = _typed("title")
    choices = replace(
        before,
        left_out=frozenset(number for number in printed if f"keep-{number}" not in request.form),
        titles={number: new for number, new in typed.items() if new and new != printed[number]},
        title=title if title and title != reading.title else None,
        approve_confident="approve_confident" in request.form,
    )
    for name, is_undone in (("undo", True), ("redo", False)):
        index = request.form.get(name, type=int)
        if index is not None and 0 <= index < len(reading.repairs):
            choices = choices.with_repair(index, is_undone=is_undone)
    return choices


def _typed(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:TITLE_LENGTH]


def _touched() -> bool:
    return "undo" in request.form or "redo" in request.form
