"""An assignment's page, and the start of an attempt."""

from __future__ import annotations

import secrets

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.study.attempts import start as start_attempt
from studyapp.study.handing_in import has_overdue
from studyapp.study.module_page import find_module_page
from studyapp.web import current
from studyapp.web.learner.settling import settle
from studyapp.web.offline import kept_offline
from studyapp.web.transactions import own_transaction


@own_transaction
def module(assignment_id: int) -> ResponseReturnValue:
    """Show the steps of an assignment: its cases with what was opened, and the quiz."""
    actor, now = current.actor(), clock.now()
    page = find_module_page(actor, assignment_id, now)
    if page.open_attempt and page.open_attempt.closes_at <= now:
        settle(actor)
        page = find_module_page(actor, assignment_id, now)
    shown = render_template("learner/module.html", page=page, assignment=page.assignment, now=now, keeps_offline=True)
    return kept_offline(shown)


@own_transaction
def start(assignment_id: int) -> ResponseReturnValue:
    """Begin an attempt, or go on with the open one. An overdue one is closed first."""
    actor, now = current.actor(), clock.now()
    if has_overdue(now, actor.account_id):
        settle(actor)
    db.session.rollback()
    begin_writing()
    attempt = start_attempt(actor, assignment_id, now, secrets.token_hex(16))
    db.session.commit()
    return redirect(url_for("learner.question", attempt_id=attempt.id, position=1), 303)
