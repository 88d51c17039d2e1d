"""Who is signed in, and who keeps them so."""

from __future__ import annotations

import secrets

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user, login_user, logout_user

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import BusyError, ForbiddenError
from studyapp.extensions import login_manager
from studyapp.people import sign_ins
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.people.sign_ins import Seen, Upkeep
from studyapp.people.signing_in import Person, find_signed_in
from studyapp.web.devices import device_of

_ORGANIZATION = "organization_id"


class SignedIn:
    """What Flask-Login carries through a request."""

    is_active = True
    is_anonymous = False

    def __init__(self, person: Person, seen: Seen, token: str) -> None:
        self.person = person
        self.seen = seen
        self.token = token

    @property
    def is_authenticated(self) -> bool:
        """Say that this is a signed-in person."""
        return True

    @property
    def name(self) -> str:
        """Return the person's name, for the page's head."""
        return self.person.name

    def get_id(self) -> str:
        """Return what the sign-in cookie holds: the account and the token of this browser."""
        return identity(self.person.account_id, self.token)


class SignInCookie(SecureCookieSessionInterface):
    """The signed cookie of a sign-in, whose 30 days begin anew with every page.

    What scripts ask for renews nothing: a thousand phones that answer in the same instant are not signed for.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Say whether the answer carries the cookie."""
        asks = request.headers.get("Accept", "")
        is_script = asks.startswith(("application/json", "text/event-stream"))
        return session.modified or (not is_script and super().should_set_cookie(app, session))


def register(app: Flask) -> None:
    """Attach the loading of signed-in people."""
    app.session_interface = SignInCookie()
    login_manager.init_app(app)
    login_manager.session_protection = None  # phones change their address and their browser's name
    login_manager.user_loader(_load)


def identity(account_id: int, token: str) -> str:
    """Return what stands in the cookie for an account that is signed in with a token."""
    return f"{account_id}:{token}"


def _load(kept: str) -> SignedIn | None:
    account_id, _, token = kept.partition(":")
    if not account_id.isdigit():
        return None
    found = find_signed_in(int(account_id), token, session.get(_ORGANIZATION), clock.now())
    return SignedIn(*found, token) if found else None


def person() -> Person | None:
    """Return the signed-in person, or None."""
    return current_user.person if current_user.is_authenticated else None


def actor() -> Actor:
    """Return whom the signed-in person acts as. Raises `ForbiddenError` no-organization for one who belongs nowhere."""
    found = person()
    if found is None or found.actor is None:
        raise ForbiddenError("no-organization")
    return found.actor


def sign_in(account: Account) -> None:
    """Let the account's sign-in begin in this browser; nothing of an earlier one stays."""
    _forget()
    session.clear()
    session.permanent = True
    token, now = secrets.token_urlsafe(24), clock.now()
    sign_ins.begin(account, token, device_of(request.user_agent.string), request.remote_addr or "", now)
    found = find_signed_in(account.id, token, None, now)
    if found is not None:
        login_user(SignedIn(*found, token))


def sign_out() -> None:
    """End the sign-in of this browser."""
    _forget()
    logout_user()
    session.clear()


def device() -> Seen | None:
    """Return the sign-in that this request came with, or None."""
    return current_user.seen if current_user.is_authenticated else None


def keep_up() -> None:
    """Write down, once in a while, that this browser was seen, and exchange its token; called after the answer is made.

    A database that is busy just now is left alone: the next request does it.
    """
    seen, now = device(), clock.now()
    what = sign_ins.upkeep(seen, now) if seen else Upkeep.NONE
    if seen is None or what is Upkeep.NONE:
        return
    token = secrets.token_urlsafe(24)
    try:
        begin_writing()
        is_exchanged = sign_ins.keep_up(seen, what, token, request.remote_addr or "", now)
        db.session.commit()
    except BusyError:
        db.session.rollback()
        return
    if is_exchanged:
        session["_user_id"] = identity(current_user.person.account_id, token)


def _forget() -> None:
    seen = device()
    if seen is not None:
        sign_ins.end_at_once(seen.sign_in_id)


def enter_organization(organization_id: int) -> None:
    """Act, from the next request on, in an organization that the person has just joined."""
    session[_ORGANIZATION] = organization_id


def choose_organization(organization_id: int) -> bool:
    """Act in another of the person's organizations; False where it is none of theirs."""
    found = person()
    if found is None or organization_id not in dict(found.organizations):
        return False
    session[_ORGANIZATION] = organization_id
    return True
