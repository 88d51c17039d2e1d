"""Handing in a casebook file."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.cases.importing import Upload
from studyapp.errors import UnreadableFileError
from studyapp.jobs.casebook_imports import hand_in
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library.forms import UploadForm
from studyapp.web.problems import words_for

_PASTED = "pasted.txt"


def upload() -> ResponseReturnValue:
    """Show the form."""
    return render_template("library/upload.html", form=UploadForm())


def take_upload() -> ResponseReturnValue:
    """Keep the file and have it read in the background."""
    form = UploadForm()
    actor = current.actor()
    if not form.validate_on_submit():
        return render_template("library/upload.html", form=form), 422
    try:
        imported = hand_in(actor.organization_id, _uploaded(form), clock.now(), actor.account_id)
    except UnreadableFileError as error:
        form.file.errors = [words_for(error.code, error.parameters)]
        return render_template("library/upload.html", form=form), 422
    details = {"file": imported.file_name, "size": imported.size}
    note(Deed("casebook.upload", "casebook_import", imported.id, details))
    return redirect(url_for("library.imported", import_id=imported.id), 303)


def _uploaded(form: UploadForm) -> Upload:
    if form.file.data and form.file.data.filename:
        return Upload(form.file.data.filename, form.file.data.read())
    if form.pasted.data and form.pasted.data.strip():
        return Upload(_PASTED, form.pasted.data.replace("\r\n", "\n").encode())
    return Upload("", b"")
