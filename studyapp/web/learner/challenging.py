"""A learner's doubt about a question, and putting away the news of what came of it."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.study.challenges import challenge as make_challenge
from studyapp.study.news import put_away
from studyapp.web import current
from studyapp.web.problems import words_for


def challenge(attempt_id: int, position: int) -> ResponseReturnValue:
    """Keep the doubt for the organizers, and go back to the question on the result page."""
    back = url_for("learner.result", attempt_id=attempt_id, _anchor=f"q{position}")
    try:
        make_challenge(current.actor(), attempt_id, position, request.form.get("words", ""), clock.now())
    except DomainError as error:
        if error.code != "challenge-words-missing":
            raise
        flash(words_for(error.code, {}), "error")
        return redirect(back, 303)
    flash(_("Your challenge is with the organizers. You will find their answer here and on your home page."), "success")
    return redirect(back, 303)


def put_news_away() -> ResponseReturnValue:
    """Take the news off the home page."""
    put_away(current.actor(), clock.now())
    return redirect(url_for("learner.home"), 303)
