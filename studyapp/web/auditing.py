"""What a request did, for the audit log: who, from which address and on which device stand in the request itself."""

from __future__ import annotations

from flask import current_app, request

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import BusyError
from studyapp.people.audit import Author, Deed, Unknown, record
from studyapp.people.audit_listing import count_since
from studyapp.people.models import Account
from studyapp.people.signing_in import find_person
from studyapp.web import current
from studyapp.web.devices import device_of

REFUSALS_AN_HOUR = 20  # of one person; more would tell nothing new


def note(deed: Deed) -> None:
    """Note what the signed-in person did; it is kept with the request's transaction or not at all."""
    note_by(current.actor(), deed)


def note_by(author: Author | None, deed: Deed) -> None:
    """Note what somebody did who is not, or not yet, signed in."""
    record(author, deed, clock.now(), request.remote_addr, device_of(request.user_agent.string))


def author_of(account: Account) -> Author:
    """Return an account as the author of what it does in its first organization."""
    person = find_person(account.id, account.credentials_version, None)
    return person.actor if person and person.actor else Unknown(account_id=account.id)


def note_failed_sign_in(account: Account | None) -> None:
    """Note a wrong password, in the log of the account's organization. A name nobody has is not written down.

    People type passwords into the field of the name.
    """
    if account is None:
        note_by(None, Deed("sign-in.fail", "account"))
        return
    author = Unknown(author_of(account).organization_id)
    note_by(author, Deed("sign-in.fail", "account", account.id))


def note_refusal() -> None:
    """Write down, in a transaction of its own, that the signed-in person tried what their role does not allow."""
    person = current.person()
    if person is None or person.actor is None:
        return
    try:
        begin_writing()
        if count_since(person.actor, "access.refuse", clock.now()) < REFUSALS_AN_HOUR:
            details = {"page": request.endpoint, **(request.view_args or {})}
            note(Deed("access.refuse", "page", None, details))
        db.session.commit()
    except BusyError:
        current_app.logger.warning("a refusal could not be written down: the database is busy")
        db.session.rollback()
