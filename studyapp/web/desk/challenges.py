"""Challenges at the desk: the inbox, and answering one that the question survives."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions.health import list_ailing
from studyapp.study.challenges import decline as decline_challenge
from studyapp.study.challenges import list_received
from studyapp.study.unmatched import list_unmatched
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.desk.problems import FINDINGS


def challenges() -> str:
    """Show what waits for an answer, and what was answered lately."""
    actor = current.actor()
    return render_template(
        "desk/challenges.html",
        waiting=list_received(actor, is_open=True),
        answered=list_received(actor, is_open=False, limit=20),
    )


def decline(challenge_id: int) -> ResponseReturnValue:
    """Answer a challenge with the reason why the question stays; without one, go back and say so."""
    actor, reply = current.actor(), request.form.get("reply", "")
    try:
        found = decline_challenge(actor, challenge_id, reply, clock.now())
    except DomainError as error:
        if error.code != "decline-reason-missing":
            raise
        flash(_("Say why the question stays as it is; the learner reads it."), "error")
        return redirect(url_for("desk.correct", question_id=error.parameters["question_id"]), 303)
    details = {"question": found.question_id, "reply": found.reply}
    note(Deed("challenge.decline", "challenge", found.id, details))
    flash(_("The learner is told why the question stays."), "success")
    return redirect(url_for("desk.challenges"), 303)


def health() -> str:
    """Show the questions whose answers give reason for a look, most needed first."""
    actor = current.actor()
    return render_template(
        "desk/health.html", ailing=list_ailing(actor), unmatched=list_unmatched(actor), findings=FINDINGS
    )
