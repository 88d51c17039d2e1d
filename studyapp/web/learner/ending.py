"""Handing in, the receipt, the result, and checking a receipt."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.errors import NotFoundError
from studyapp.study.doubts import NONE as NO_DOUBTS
from studyapp.study.doubts import find_doubts
from studyapp.study.due import find_due
from studyapp.study.handing_in import hand_in as hand_in_attempt
from studyapp.study.results import attempt_result
from studyapp.study.sittings import find_sitting, list_counting
from studyapp.study.verifying import find_receipt, receipt_of
from studyapp.web import current
from studyapp.web.learner.extra_time import extra_time_words
from studyapp.web.learner.quiz import cells_of, leave_ended
from studyapp.web.learner.settling import receipt_secret, settle_attempt
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


@own_transaction
def confirm(attempt_id: int) -> ResponseReturnValue:
    """Ask once whether to hand in with questions unanswered."""
    actor, now = current.actor(), clock.now()
    sitting = find_sitting(actor, attempt_id)
    away = leave_ended(actor, sitting, now)
    if away is not None:
        return away
    cells = cells_of(sitting, list_counting(attempt_id))
    unanswered = [one.position for one in cells if not one.is_answered]
    return render_template("learner/confirm.html", sitting=sitting, unanswered=unanswered, now=now)


def hand_in(attempt_id: int) -> ResponseReturnValue:
    """End the attempt; where questions are unanswered and nobody was asked, ask first."""
    actor = current.actor()
    if "confirmed" not in request.form:
        sitting = find_sitting(actor, attempt_id)
        cells = cells_of(sitting, list_counting(attempt_id))
        if sitting.is_open and not all(one.is_answered for one in cells):
            return redirect(url_for("learner.confirm", attempt_id=attempt_id), 303)
    hand_in_attempt(actor, attempt_id, clock.now(), receipt_secret())
    return redirect(url_for("learner.receipt", attempt_id=attempt_id), 303)


def receipt(attempt_id: int) -> ResponseReturnValue:
    """Show the receipt of one's own ended attempt."""
    actor = current.actor()
    sitting = find_sitting(actor, attempt_id)
    if sitting.is_open:
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)
    found = receipt_of(actor, attempt_id, receipt_secret())
    return render_template("learner/receipt.html", receipt=found, sitting=sitting)


@own_transaction
def result(attempt_id: int) -> ResponseReturnValue:
    """Show the marked attempt: from the feedback time on with keys, evidence and reasons."""
    actor, now = current.actor(), clock.now()
    sitting = find_sitting(actor, attempt_id)
    if sitting.is_overdue(now):
        settle_attempt(actor, attempt_id)
        sitting = find_sitting(actor, attempt_id)
    elif sitting.is_open:
        return redirect(url_for("learner.attempt", attempt_id=attempt_id), 303)
    found = attempt_result(sitting, now)
    due = find_due(actor, found.sitting.assignment_id)
    can_try_again = due is not None and due.may_start(now)
    return render_template(
        "learner/result.html",
        result=found,
        doubts=find_doubts(attempt_id) if found.shows_keys else NO_DOUBTS,
        sitting=found.sitting,
        can_try_again=can_try_again,
        due=due,
        extra=extra_time_words(found.sitting),
        now=now,
    )


def verify() -> ResponseReturnValue:
    """Check a receipt by its code."""
    code = request.args.get("code", "").strip()
    found, problem = None, None
    if code:
        try:
            found = find_receipt(current.actor(), code[:64], receipt_secret())
        except NotFoundError as error:
            problem = words_for(error.code, error.parameters)
    page = render_template("learner/verify.html", code=code, receipt=found, problem=problem)
    return page, 404 if problem else 200
