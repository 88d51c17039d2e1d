"""Judging a case before its commentary opens, comparing afterwards, and the record of both."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.study import predictions
from studyapp.web import current
from studyapp.web.learner.reading import Said, case_page
from studyapp.web.problems import words_for
from studyapp.web.stances import STANCES


def predict(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Keep the judgement; what is missing is asked for on the same page, with what was written."""
    actor = current.actor()
    said = request.form.get("stance", ""), request.form.get("line", "")
    try:
        predictions.predict(actor, assignment_id, case_id, said, clock.now())
    except DomainError as error:
        if error.status != DomainError.status:
            raise
        db.session.rollback()
        problem = words_for(error.code, error.parameters)
        return case_page(actor, assignment_id, case_id, Said(*said, problem)), 422
    return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor="judgement"), 303)


def compare(assignment_id: int, case_id: int) -> ResponseReturnValue:
    """Keep which points of the commentary one had thought of, and whether organizers may see the judgement."""
    found = set(request.form.getlist("point", type=int))
    is_shared = "shared" in request.form
    predictions.compare(current.actor(), assignment_id, case_id, found, is_shared=is_shared, now=clock.now())
    flash(_("The comparison is kept in your record."), "success")
    return redirect(url_for("learner.case", assignment_id=assignment_id, case_id=case_id, _anchor="comparison"), 303)


def judgements() -> str:
    """Show all judgements of one's own."""
    kept = predictions.list_judgements(current.actor())
    return render_template("learner/judgements.html", kept=kept, stances=STANCES)
