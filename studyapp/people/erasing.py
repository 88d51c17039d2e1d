"""Deleting a person: the account stays as a nameless peg for the figures that hang on it, never to be used again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.people import sign_ins, throttle
from studyapp.people.actor import Actor
from studyapp.people.identities import forget_identities
from studyapp.people.models import Account, Membership, Role

NAME = "已删除人员"
MARK = "~"
"""How the sign-in name of a deleted account begins; no living one can."""


def is_erased(account: Account) -> bool:
    """Say whether the person behind an account has been deleted."""
    return account.sign_in_name.startswith(MARK)


def get_erasable(actor: Actor, account_id: int) -> Account:
    """Return an account that an administrator may delete: present or past in the organization and nowhere else.

    Raises `NotFoundError` account-not-found, `ForbiddenError` account-elsewhere, `ConflictError` account-is-own or
    last-administrator.
    """
    account = db.session.get(Account, account_id)
    memberships = db.session.scalars(select(Membership).where(Membership.account_id == account_id)).all()
    is_here = any(one.organization_id == actor.organization_id for one in memberships)
    if account is None or is_erased(account) or not is_here or not actor.is_administrator:
        raise NotFoundError("account-not-found")
    if any(one.organization_id != actor.organization_id for one in memberships):
        raise ForbiddenError("account-elsewhere")
    if account.id == actor.account_id:
        raise ConflictError("account-is-own")
    if any(one.role is Role.ADMINISTRATOR and one.left_at is None for one in memberships):
        raise ConflictError("administrator-first-leaves")
    return account


def erase_account(account: Account, now: datetime) -> list[Membership]:
    """Take name, sign-in name, password and every present membership away; returns the memberships that ended."""
    throttle.forget([throttle.key("name", account.sign_in_name), throttle.key("password", str(account.id))])
    sign_ins.end_others(account.id, None)
    account.name, account.sign_in_name = NAME, f"{MARK}{account.id}"
    account.password_hash, account.locale, account.last_sign_in_at = None, None, None
    account.is_active = False
    account.credentials_version += 1
    forget_identities(account)
    present = list(
        db.session.scalars(select(Membership).where(Membership.account_id == account.id, Membership.left_at.is_(None)))
    )
    for membership in present:
        membership.left_at = now
    db.session.flush()
    return present


def count_memberships(account: Account) -> int:
    """Return in how many units somebody is or was."""
    return db.session.scalar(select(func.count()).where(Membership.account_id == account.id)) or 0
