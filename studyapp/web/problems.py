"""Named errors in words: the page or the sentence that a person sees."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from studyapp.errors import DomainError

WORDS: dict[str, LazyString] = {
    "account-elsewhere": lazy_gettext(
        "This person is or was in another organization too, and is deleted there first: ask its administrator."
    ),
    "account-is-own": lazy_gettext("You cannot do this to your own account. Another administrator can."),
    "account-not-found": lazy_gettext("This person is not among your people."),
    "account-not-yours": lazy_gettext(
        "This person also belongs elsewhere or has further powers; an administrator can do this."
    ),
    "activation-link-expired": lazy_gettext(
        "This link has expired or was already used. Ask your organizer for a new one."
    ),
    "administrator-first-leaves": lazy_gettext("Let this administrator leave the role first, then delete the person."),
    "already-set-up": lazy_gettext("This installation is already set up. Sign in instead."),
    "audit-too-much": lazy_gettext(
        "More than %(most)s entries fit this choice. Narrow the time, and export the parts one after another."
    ),
    "database-busy": lazy_gettext("The server is very busy. Nothing was changed; try again in a moment."),
    "erase-not-confirmed": lazy_gettext("This is not the sign-in name of the person. Nothing was deleted."),
    "identity-of-another": lazy_gettext(
        "The account %(name)s is linked to somebody else at the identity provider. Ask your administrator."
    ),
    "identity-switched-off": lazy_gettext("This account is switched off. Ask your organizer."),
    "identity-unknown": lazy_gettext(
        "You are signed in at the identity provider, but nobody is called %(name)s here. Ask your organizer to add you."
    ),
    "language-not-found": lazy_gettext("This language is not offered."),
    "last-administrator": lazy_gettext("The organization needs at least one administrator. Name another one first."),
    "name-missing": lazy_gettext("Enter the person's name."),
    "name-too-long": lazy_gettext("A name has at most %(maximum)s characters."),
    "no-organization": lazy_gettext(
        "Your account does not belong to an organization yet. Ask your organizer to add you."
    ),
    "oidc-mail-unproved": lazy_gettext(
        "Your mail address is not confirmed at the identity provider. Confirm it there and sign in again."
    ),
    "oidc-off": lazy_gettext("This installation has no identity provider. Sign in with name and password."),
    "oidc-refused": lazy_gettext(
        "The sign-in through the identity provider could not be verified. Go back to the sign-in page and begin again."
    ),
    "oidc-unreachable": lazy_gettext(
        "The identity provider does not answer. Try again later, or sign in with name and password."
    ),
    "organization-exists": lazy_gettext("There is already an organization called %(name)s."),
    "organization-not-found": lazy_gettext("You do not belong to this organization."),
    "password-too-long": lazy_gettext("A password may have at most %(maximum)s characters."),
    "password-too-short": lazy_gettext("A password needs at least %(minimum)s characters."),
    "password-too-simple": lazy_gettext(
        "This password is too easy to guess. Choose a longer sentence or a mix of words."
    ),
    "device-not-found": lazy_gettext("This device is not signed in any more."),
    "password-wrong": lazy_gettext("The present password is not right."),
    "role-missing": lazy_gettext("This page is for people with another role."),
    "role-not-yours": lazy_gettext("Only an administrator can give or take this role."),
    "set-up-code-wrong": lazy_gettext(
        "The set-up code is not right. It stands in the terminal where the server was started."
    ),
    "sign-in-name-invalid": lazy_gettext("A sign-in name has 2 to 64 letters, digits or . @ + - _ and no spaces."),
    "sign-in-name-taken": lazy_gettext("The sign-in name %(sign_in_name)s is taken. Choose another."),
    "sign-in-throttled": lazy_gettext("Too many wrong tries. Wait %(minutes)s minutes and try again."),
    "sign-in-wrong": lazy_gettext("Name or password is not right."),
    "unit-has-assignments": lazy_gettext(
        "%(count)s assignments were given to %(name)s or its people, so it cannot be removed: their figures would be "
        "lost. Rename it instead."
    ),
    "unit-has-study-sessions": lazy_gettext(
        "%(name)s was invited to %(count)s study sessions, so it cannot be removed: it would vanish from their "
        "records. Rename it instead."
    ),
    "unit-is-root": lazy_gettext("The organization itself cannot be moved, merged or removed."),
    "unit-merge-cyclic": lazy_gettext(
        "%(name)s cannot be merged into %(into)s, which is itself or below it. Choose another unit."
    ),
    "unit-move-cyclic": lazy_gettext(
        "%(name)s cannot be put below %(parent)s, which is itself or below it. Choose another unit."
    ),
    "unit-name-missing": lazy_gettext("Enter the unit's name."),
    "unit-name-too-long": lazy_gettext("A unit's name has at most %(maximum)s characters."),
    "unit-name-taken": lazy_gettext("There is already a unit called %(name)s here."),
    "unit-names-clash": lazy_gettext(
        "%(name)s and %(into)s both have units called %(names)s below them. Rename these, or merge them first."
    ),
    "unit-not-empty": lazy_gettext("%(name)s still has people, a history or units below it, so it cannot be removed."),
    "unit-not-found": lazy_gettext("This unit is not among yours."),
    "unit-too-deep": lazy_gettext("The tree cannot go deeper below %(name)s. Add the unit further up."),
}


def add_words(words: Mapping[str, LazyString]) -> None:
    """Take in the sentences of an area of pages."""
    WORDS.update(words)


def words_for(code: str, parameters: Mapping[str, object]) -> str:
    """Return the sentence for a domain error's code; raises `KeyError` for a code nobody worded."""
    return str(WORDS[code]) % dict(parameters)


def register(app: Flask) -> None:
    """Attach the error pages."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)


def _domain_error(error: DomainError) -> ResponseReturnValue:
    if error.code not in WORDS:
        current_app.logger.error("nobody worded the error %s %s", error.code, error.parameters)
        return _answer(error.status, None, error.code)
    return _answer(error.status, words_for(error.code, error.parameters), error.code)


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    sentence = gettext("The page was open too long, or you signed in elsewhere. Go back, reload it and try again.")
    return _answer(400, sentence, "csrf")


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error
    return _answer(status, None, f"http-{status}")


def _answer(status: int, sentence: str | None, code: str) -> ResponseReturnValue:
    """Answer with a page, which words a bare status itself, or with problem details (RFC 9457) for a script."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        answer = jsonify(status=status, title=sentence or HTTPStatus(status).phrase, type=code)
        answer.mimetype = "application/problem+json"
        return answer, status
    return render_template("errors/error.html", code=status, message=sentence), status
