"""The glossary of a casebook: typed as one text, a term to a line."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.cases import glossary as service
from studyapp.cases.library import get_casebook
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for


def glossary(casebook_id: int) -> str:
    """Show the glossary for typing."""
    casebook = get_casebook(current.actor().organization_id, casebook_id)
    typed = "\n".join(f"{one.term}：{one.explanation}" for one in service.list_entries(casebook))
    return render_template("library/glossary.html", casebook=casebook, typed=typed, problem="")


def take_glossary(casebook_id: int) -> ResponseReturnValue:
    """Keep what was typed; where that is refused, the page comes back with every word of it."""
    casebook, typed = get_casebook(current.actor().organization_id, casebook_id), request.form.get("terms", "")
    try:
        entries = service.parse_entries(typed)
    except DomainError as error:
        problem = words_for(error.code, error.parameters)
        return render_template("library/glossary.html", casebook=casebook, typed=typed, problem=problem), 422
    service.replace_entries(casebook, entries)
    note(Deed("casebook.glossary", "casebook", casebook.id, {"entries": len(entries)}))
    flash(_("The glossary is saved; learners see the terms beside the cases in which they stand."), "success")
    return redirect(url_for("library.casebook", casebook_id=casebook.id), 303)
