"""Closing one's own overdue attempts before a page shows them, in a short transaction of its own."""

from __future__ import annotations

from flask import current_app

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.study.handing_in import Closing, close_overdue


def settle(actor: Actor) -> Closing:
    """Close and mark the actor's overdue attempts. What the request has read so far is read anew afterwards."""
    db.session.rollback()
    begin_writing()
    ended = close_overdue(clock.now(), receipt_secret(), account_id=actor.account_id)
    db.session.commit()
    return ended


def settle_attempt(actor: Actor, attempt_id: int) -> None:
    """Settle before this attempt is shown. Raises `ConflictError` attempt-not-marked where it could not be marked."""
    if attempt_id in settle(actor).failed:
        raise ConflictError("attempt-not-marked")


def receipt_secret() -> str:
    """Return the key that receipts are made with."""
    return str(current_app.config["SECRET_KEY"])
