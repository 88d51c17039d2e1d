"""Who is signed in, and who keeps them so."""

from __future__ import annotations

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user, login_user, logout_user

from studyapp.errors import ForbiddenError
from studyapp.extensions import login_manager
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.people.signing_in import Person, find_person

_ORGANIZATION = "organization_id"


class SignedIn:
    """What Flask-Login carries through a request."""

    is_active = True
    is_anonymous = False

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def is_authenticated(self) -> bool:
        """Say that this is a signed-in person."""
        return True

    @property
    def name(self) -> str:
        """Return the person's name, for the page's head."""
        return self.person.name

    def get_id(self) -> str:
        """Return what the sign-in cookie holds: the account and the version of its credentials."""
        return f"{self.person.account_id}:{self.person.credentials_version}"


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


def _load(identity: str) -> SignedIn | None:
    account_id, _, version = identity.partition(":")
    if not (account_id.isdigit() and version.isdigit()):
        return None
    person = find_person(int(account_id), int(version), session.get(_ORGANIZATION))
    return SignedIn(person) if person else None


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
    session.clear()
    session.permanent = True
    found = find_person(account.id, account.credentials_version, None)
    if found is not None:
        login_user(SignedIn(found))


def sign_out() -> None:
    """End the sign-in of this browser."""
    logout_user()
    session.clear()


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
