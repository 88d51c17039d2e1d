"""Signing in through the organization's identity provider (OpenID Connect, code flow with PKCE); off by default."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from flask import current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError, ForbiddenError, NotFoundError
from studyapp.people import throttle
from studyapp.people.audit import Deed
from studyapp.people.identities import Claimed, account_of
from studyapp.web import current
from studyapp.web.auditing import author_of, note_by, note_failed_sign_in
from studyapp.web.people.places import is_own_page
from studyapp.web.transactions import own_transaction

_NEXT = "oidc_next"


@own_transaction
def start_oidc() -> ResponseReturnValue:
    """Lead to the provider."""
    back = str(current_app.config["PUBLIC_URL"]).rstrip("/") + url_for("people.finish_oidc")
    answer: ResponseReturnValue = _provider().lead_there(back)
    session[_NEXT] = request.args.get("next", "")
    return answer


@own_transaction
def finish_oidc() -> ResponseReturnValue:
    """Take what the provider vouches for, find who that is here, and sign them in; wrong answers are slowed down."""
    next_page, tries = session.pop(_NEXT, ""), [throttle.key("provider", request.remote_addr or "")]
    throttle.check(tries, clock.now())
    db.session.rollback()  # nobody holds a connection while the provider is asked
    try:
        claims = _provider().verified_claims()
    except ForbiddenError:
        begin_writing()
        throttle.count_failure(tries, clock.now())
        note_failed_sign_in(None)
        db.session.commit()
        raise
    begin_writing()
    account = account_of(_claimed(claims), clock.now(), may_create=bool(current_app.config["OIDC_CREATE"]))
    account.last_sign_in_at = clock.now()
    note_by(author_of(account), Deed("sign-in.provider", "account", account.id))
    current.sign_in(account)
    return redirect(next_page if is_own_page(next_page) else url_for("people.sign_in"), 303)


def _provider() -> ModuleType:
    if not current_app.config["OIDC_ISSUER"]:
        raise NotFoundError("oidc-off")
    from studyapp.web.people import provider  # noqa: PLC0415 - see there what it costs

    return provider


def _claimed(claims: Mapping[str, Any]) -> Claimed:
    """Return who that may be here. Raises `DomainError` oidc-mail-unproved for an address nobody has proved."""
    claim = current_app.config["OIDC_ACCOUNT_CLAIM"]
    if claim == "email" and claims.get("email_verified") is not True:
        raise DomainError("oidc-mail-unproved")
    return Claimed(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"])[:255],
        sign_in_name=str(claims.get(claim) or ""),
        name=str(claims.get("name") or "")[:100],
    )
