"""Checking in with the number on the projector, or by the QR code that carries it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import NotFoundError
from studyapp.meetings import joining
from studyapp.web import current
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def join(number: str = "") -> str:
    """Ask for the number; the code brings it along. Nothing is looked up yet, so nobody learns here which are right."""
    return _page(number if number.isdecimal() and len(number) == 6 else "")


@own_transaction
def take_join() -> ResponseReturnValue:
    """Check in, or count the wrong number and say so."""
    actor, number, now = current.actor(), request.form.get("number", ""), clock.now()
    db.session.rollback()
    begin_writing()
    joining.check_tries(actor, now)
    found = joining.find_by_number(actor, number)
    if found is None:
        joining.note_wrong_number(actor, now)
        db.session.commit()
        error = NotFoundError("join-number-wrong")
        return _page(number[:20], words_for(error.code, error.parameters)), 404
    joining.check_in(actor, found.id, now)
    db.session.commit()
    return redirect(url_for("live.room", study_session_id=found.id), 303)


def _page(number: str, problem: str = "") -> str:
    return render_template("live/join.html", number=number, problem=problem)
