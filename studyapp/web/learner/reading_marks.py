"""What reading leaves behind: the place, and marked passages with notes."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.study import highlights
from studyapp.study.reading_places import Presence, note_presence
from studyapp.web import current
from studyapp.web.problems import words_for


def presence(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Keep where the reader stands, and the active seconds since the last sign."""
    told = Presence(request.form.get("offset", 0, type=int), request.form.get("seconds", 0, type=int))
    note_presence(current.actor(), assignment_id, case_id, told, clock.now())
    return "", 204


def mark(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Mark a passage, with or without a note."""
    form = request.form
    place = "notes"
    try:
        made = highlights.mark_passage(
            current.actor(),
            assignment_id,
            case_id,
            form.get("quote", ""),
            form.get("note", ""),
            form.get("start", type=int),
            clock.now(),
        )
        place = f"own{made.start}" if "start" in form else place
    except DomainError as error:
        if error.status != DomainError.status:
            raise
        db.session.rollback()
        flash(words_for(error.code, error.parameters), "warning")
    return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor=place), 303)


def change_mark(assignment_id: int, case_id: int, highlight_id: int) -> ResponseReturnValue:
    """Keep another note with a marked passage, or remove both."""
    if "remove" in request.form:
        highlights.remove_highlight(current.actor(), highlight_id)
        flash(_("The mark is removed."))
    else:
        highlights.change_note(current.actor(), highlight_id, request.form.get("note", ""))
        flash(_("Your note is kept."), "success")
    return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor="notes"), 303)
