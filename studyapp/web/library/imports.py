"""An import on its way: progress, preview, failure, and the question about a file that is known already."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.cases import importing
from studyapp.cases.models import CasebookImport
from studyapp.jobs.casebook_imports import Standing, ask_again, ask_to_read, standing_of
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library.previewing import preview_page
from studyapp.web.library.words import NOTE_WORDS
from studyapp.web.problems import words_for


def imported(import_id: int) -> ResponseReturnValue:
    """Show where the import stands."""
    found = _get(import_id)
    standing = standing_of(found)
    if standing.stage == "done":
        return redirect(url_for("library.casebook", casebook_id=found.casebook_id or 0), 303)
    if standing.stage == "preview":
        return preview_page(found, request.args.get("case", type=int))
    pages = {"working": "working", "failed": "failed", "question": "question"}
    return render_template(
        f"library/{pages[standing.stage]}.html",
        imported=found,
        standing=standing,
        doing=_doing(standing),
        reason=_reason(standing),
        earlier=importing.find_earlier(found) if standing.stage == "question" else None,
    )


def progress(import_id: int) -> Response:
    """Answer the page's question how far the work is; when it has ended, lead to what comes next."""
    found = _get(import_id)
    standing = standing_of(found)
    if standing.stage != "working":
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url_for("library.imported", import_id=import_id)
        return response
    return make_response(
        render_template("library/progress.html", imported=found, standing=standing, doing=_doing(standing))
    )


def import_again(import_id: int) -> ResponseReturnValue:
    """Read a file although it was imported before."""
    found = _get(import_id)
    if standing_of(found).stage == "question":
        ask_to_read(found)
    return redirect(url_for("library.imported", import_id=import_id), 303)


def retry(import_id: int) -> ResponseReturnValue:
    """Take up a failed import again."""
    ask_again(_get(import_id))
    return redirect(url_for("library.imported", import_id=import_id), 303)


def reopen(import_id: int) -> ResponseReturnValue:
    """Go back to the preview of an import that failed while it was built."""
    importing.back_to_preview(_get(import_id, with_reading=True))
    return redirect(url_for("library.imported", import_id=import_id), 303)


def discard(import_id: int) -> ResponseReturnValue:
    """Ask whether to give the import up."""
    return render_template("library/discard.html", imported=_get(import_id))


def take_discard(import_id: int) -> ResponseReturnValue:
    """Give the import up."""
    found = _get(import_id)
    importing.discard(found)
    deed = Deed("casebook.discard", "casebook_import", import_id, {"file": found.file_name})
    note(deed)
    flash(_("The import of %(name)s is given up. The file can be handed in again.", name=found.file_name))
    return redirect(url_for("library.casebooks"), 303)


def _get(import_id: int, *, with_reading: bool = False) -> CasebookImport:
    return importing.get_import(current.actor().organization_id, import_id, with_reading=with_reading)


def _doing(standing: Standing) -> str:
    return str(NOTE_WORDS.get(standing.note, NOTE_WORDS[""]))


def _reason(standing: Standing) -> str:
    return words_for(standing.error["code"], standing.error["parameters"]) if standing.error else ""
