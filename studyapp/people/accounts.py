"""Accounts: making them, activating them, changing their passwords."""

from __future__ import annotations

import re
from datetime import datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.models import NAME_LENGTH, Account

ACTIVATION_SECONDS = 14 * 24 * 3600
_SIGN_IN_NAME = re.compile(r"[\w.@+-]{2,64}")


def create_account(sign_in_name: str, name: str, now: datetime, *, password_hash: str | None = None) -> Account:
    """Add an account; without a password's hash it is activated through a link.

    Raises `DomainError` sign-in-name-invalid or name-too-long, or `ConflictError` sign-in-name-taken.
    """
    sign_in_name = sign_in_name.strip().lower()
    if not is_sign_in_name(sign_in_name):
        raise DomainError("sign-in-name-invalid")
    if len(name.strip()) > NAME_LENGTH:
        raise DomainError("name-too-long", maximum=NAME_LENGTH)
    if find_by_sign_in_name(sign_in_name):
        raise ConflictError("sign-in-name-taken", sign_in_name=sign_in_name)
    account = Account(
        sign_in_name=sign_in_name,
        name=name.strip(),
        password_hash=password_hash,
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    return account


def is_sign_in_name(text: str) -> bool:
    """Say whether a text can be a sign-in name."""
    return _SIGN_IN_NAME.fullmatch(text) is not None


def find_by_sign_in_name(sign_in_name: str) -> Account | None:
    """Return the account of that name, whatever its letters' case."""
    return db.session.scalar(select(Account).where(Account.sign_in_name == sign_in_name.strip().lower()))


def get_account(account_id: int) -> Account:
    """Return the account or raise `NotFoundError` account-not-found."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFoundError("account-not-found")
    return account


def store_password_hash(account: Account, password_hash: str) -> None:
    """Store a new password, hashed beforehand; every open sign-in and activation link of the account ends."""
    account.password_hash = password_hash
    account.credentials_version += 1
    db.session.flush()


def activation_token(account: Account, secret: str) -> str:
    """Return a signed token with which the person sets a first or forgotten password, once, within fourteen days."""
    return activation_token_of(account.id, account.credentials_version, secret)


def activation_token_of(account_id: int, credentials_version: int, secret: str) -> str:
    """Return the same for an account of which only the id and the version are at hand."""
    return _serializer(secret).dumps([account_id, credentials_version])


def account_of_token(token: str, secret: str) -> Account:
    """Return the account that a token activates. Raises `NotFoundError` activation-link-expired."""
    try:
        account_id, version = _serializer(secret).loads(token, max_age=ACTIVATION_SECONDS)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFoundError("activation-link-expired") from error
    account = db.session.get(Account, account_id)
    if account is None or account.credentials_version != version or not account.is_active:
        raise NotFoundError("activation-link-expired")
    return account


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="activation")
