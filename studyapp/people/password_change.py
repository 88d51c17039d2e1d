"""Changing one's own password: the steps that a request takes. The slow hashes lie between two short transactions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studyapp.errors import DomainError
from studyapp.people import throttle
from studyapp.people.accounts import get_account, store_password_hash
from studyapp.people.models import Account
from studyapp.people.passwords import hash_password, is_right


@dataclass(frozen=True, slots=True)
class Present:
    """The password that an account has now."""

    account_id: int
    password_hash: str | None
    credentials_version: int


def find_present(account_id: int, now: datetime) -> Present:
    """Return what a try is compared with. Raises `ThrottledError` sign-in-throttled after too many wrong tries."""
    throttle.check(_counters(account_id), now)
    account = get_account(account_id)
    return Present(account.id, account.password_hash, account.credentials_version)


def new_hash(present: Present, typed: str, new: str) -> str:
    """Return the hash of the new password. Raises `DomainError` password-wrong, or as `hash_password`. No database."""
    if not is_right(present.password_hash, typed):
        raise DomainError("password-wrong")
    return hash_password(new)


def note_wrong(account_id: int, now: datetime) -> None:
    """Count a wrong try."""
    throttle.count_failure(_counters(account_id), now)


def replace_password(present: Present, password_hash: str) -> Account:
    """Store the new password and end every other sign-in.

    Raises `DomainError` password-wrong where it was changed elsewhere since `present` was read.
    """
    account = get_account(present.account_id)
    if account.credentials_version != present.credentials_version:
        raise DomainError("password-wrong")
    throttle.forget(_counters(account.id))
    store_password_hash(account, password_hash)
    return account


def _counters(account_id: int) -> list[str]:
    return [throttle.key("password", str(account_id))]
