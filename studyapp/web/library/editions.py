"""A file as the new edition of a casebook: what is new, changed, unchanged or missing in it, and what is taken over."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import importing, library
from studyapp.cases.casebook_text import CaseText
from studyapp.cases.choices import Choices, importable, previewed
from studyapp.cases.editions import Pairing, compared, likeliest
from studyapp.cases.models import Casebook, CasebookImport, ImportState
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.jobs.casebook_imports import ask_to_build
from studyapp.people.audit import Deed
from studyapp.text.differences import DiffRun, differences, folded
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library import words
from studyapp.web.transactions import own_transaction


def suggested(organization_id: int, titles: list[str]) -> Casebook | None:
    """Return the casebook of which a file with cases of these titles may be a new edition."""
    found = likeliest(titles, library.list_titles(organization_id))
    return library.get_casebook(organization_id, found) if found is not None else None


def chosen_book(organization_id: int, choices: Choices) -> Casebook | None:
    """Return the casebook that was chosen; None where none was, or it is gone."""
    if choices.edition_of is None:
        return None
    try:
        return library.get_casebook(organization_id, choices.edition_of)
    except NotFoundError:
        return None


def edition(import_id: int) -> ResponseReturnValue:
    """Compare the file with the casebook chosen; before that, ask which one it is."""
    imported = _get(import_id)
    organization_id = imported.organization_id
    reading, choices = importing.reading_of(imported), importing.choices_of(imported)
    casebook = chosen_book(organization_id, choices)
    if casebook is None:
        titles = [case.text.title for case in reading.cases]
        return render_template(
            "library/edition_choice.html",
            imported=imported,
            books=[entry.casebook for entry in library.list_casebooks(organization_id)],
            likely=suggested(organization_id, titles),
        )
    shown = previewed(reading, choices)
    usable = importable(shown)
    pairings = compared(
        library.known_cases(casebook), [case.text for case in shown.cases if case.text.number in usable]
    )
    return render_template(
        "library/edition.html",
        imported=imported,
        casebook=casebook,
        choices=choices,
        rows=[(one, _diff(one)) for one in pairings],
        counts={fate: sum(one.fate == fate for one in pairings) for fate in words.FATE_WORDS},
        words=words,
    )


@own_transaction
def take_edition(import_id: int) -> ResponseReturnValue:
    """Keep which casebook it is, or what is taken over of it; or confirm, and have the casebook brought up to date."""
    actor = current.actor()
    imported = _get(import_id)
    reading, before = importing.reading_of(imported), importing.choices_of(imported)
    action = request.form.get("action")
    if action == "choose":
        book_id = request.form.get("casebook", type=int)
        if book_id is None:
            flash(_("Choose the casebook first."), "warning")
            return redirect(url_for("library.edition", import_id=import_id), 303)
        choices = replace(before, edition_of=library.get_casebook(actor.organization_id, book_id).id)
    elif action == "apart":
        choices = replace(before, edition_of=None, withdrawn=frozenset())
    else:
        choices = _taken_over(before)
    numbers = importable(previewed(reading, choices))
    db.session.rollback()
    begin_writing()
    imported = importing.get_import(actor.organization_id, import_id)
    importing.keep_choices(imported, choices, clock.now())
    if action == "confirm" and chosen_book(actor.organization_id, choices) is not None:
        importing.confirm_edition(imported, numbers)
        ask_to_build(imported)
        deed = Deed("casebook.update", "casebook", choices.edition_of, {"file": imported.file_name})
        note(deed)
    view = "library.edition" if action in {"choose", "save"} else "library.imported"
    if action == "save":
        flash(_("Your choices are kept. You can leave this page and come back."))
    return redirect(url_for(view, import_id=import_id), 303)


def _taken_over(before: Choices) -> Choices:
    """Return the choices as the form states them; it names the cases and ids that it offers."""
    offered = set(request.form.getlist("offered", type=int))
    taken = set(request.form.getlist("take", type=int))
    return replace(
        before,
        left_out=(before.left_out - offered) | (offered - taken),
        withdrawn=frozenset(request.form.getlist("withdraw", type=int)),
    )


def _diff(pairing: Pairing) -> list[list[DiffRun] | int]:
    if pairing.fate != "changed" or pairing.known is None or pairing.new is None:
        return []
    return text_diff(pairing.known.text, pairing.new)


def text_diff(old: CaseText, new: CaseText) -> list[list[DiffRun] | int]:
    """Return what changed in title, body and commentary of a case, unchanged paragraphs between folded away."""
    return folded(differences(_whole(old), _whole(new)))


def _whole(text: CaseText) -> str:
    said = (line for one in text.commentaries for line in (one.by, one.text))
    return "\n".join(one for one in (text.title, text.subtitle, text.body, *said) if one)


def _get(import_id: int) -> CasebookImport:
    """Return an import in preview with its reading. Raises `ConflictError` import-not-in-preview for any other."""
    imported = importing.get_import(current.actor().organization_id, import_id, with_reading=True)
    if imported.state != ImportState.PREVIEW:
        raise ConflictError("import-not-in-preview")
    return imported
