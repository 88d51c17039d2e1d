"""Signing in: the steps that a request takes, each in its own short transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select

from studyapp.db import db
from studyapp.people import throttle
from studyapp.people.accounts import find_by_sign_in_name
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Organization, Role, Unit
from studyapp.people.sign_in_models import DeviceSignIn
from studyapp.people.sign_ins import LASTS, Seen, token_hash


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in account and whom it acts as; `actor` is None for one who belongs to no organization."""

    account_id: int
    name: str
    sign_in_name: str
    credentials_version: int
    locale: str | None
    actor: Actor | None
    organizations: tuple[tuple[int, str], ...]


# Built once: they run with every request, and putting them together would cost more than running them.
_ACCOUNT = (
    select(
        Account.name,
        Account.credentials_version,
        Account.sign_in_name,
        Account.locale,
        Membership.role,
        Unit.id.label("unit_id"),
        Unit.path,
        Organization.id.label("organization_id"),
        Organization.name.label("organization_name"),
        Organization.zone,
    )
    .outerjoin(Membership, (Membership.account_id == Account.id) & Membership.left_at.is_(None))
    .outerjoin(Unit, Unit.id == Membership.unit_id)
    .outerjoin(Organization, Organization.id == Membership.organization_id)
    .where(Account.id == bindparam("account_id"), Account.is_active)
    .order_by(Membership.id)
)
_PERSON = _ACCOUNT.where(Account.credentials_version == bindparam("credentials_version"))
_HASH: BindParameter[str] = bindparam("token_hash")
_SIGNED_IN = (
    _ACCOUNT.add_columns(
        DeviceSignIn.id.label("sign_in_id"),
        DeviceSignIn.last_seen_at,
        DeviceSignIn.rotated_at,
        (DeviceSignIn.token_hash != _HASH).label("is_previous"),
        DeviceSignIn.previous_hash.is_not(None).label("has_previous"),
    )
    .join(
        DeviceSignIn,
        (DeviceSignIn.account_id == Account.id) & (DeviceSignIn.credentials_version == Account.credentials_version),
    )
    .where(
        or_(DeviceSignIn.token_hash == _HASH, DeviceSignIn.previous_hash == _HASH),
        DeviceSignIn.last_seen_at > bindparam("since", type_=DeviceSignIn.last_seen_at.type),
    )
)


def counters(sign_in_name: str, address: str) -> list[str]:
    """Return the throttle's keys for a try."""
    return [throttle.key("name", sign_in_name.strip()), throttle.key("address", address)]


def find_candidate(sign_in_name: str, address: str, now: datetime) -> Account | None:
    """Return the active account a try is about, or None. Raises `ThrottledError` where it must wait."""
    throttle.check(counters(sign_in_name, address), now)
    account = find_by_sign_in_name(sign_in_name)
    return account if account and account.is_active else None


def note_failure(sign_in_name: str, address: str, now: datetime) -> None:
    """Count a wrong try."""
    throttle.count_failure(counters(sign_in_name, address), now)


def note_success(account: Account, sign_in_name: str, now: datetime) -> None:
    """Clear the name's counter (the address keeps its own) and remember the moment."""
    throttle.forget(counters(sign_in_name, "")[:1])
    account.last_sign_in_at = now
    db.session.flush()


def find_person(account_id: int, credentials_version: int, organization_id: int | None) -> Person | None:
    """Return the person behind a sign-in, acting in the given organization or else in their first; one query.

    None where the account is gone, switched off, or has changed its password since.
    """
    which = {"account_id": account_id, "credentials_version": credentials_version}
    rows = db.session.connection().execute(_PERSON, which).all()
    return _person(account_id, rows, organization_id) if rows else None


def find_signed_in(
    account_id: int, token: str, organization_id: int | None, now: datetime
) -> tuple[Person, Seen] | None:
    """Return the person whose browser carries that token, as `find_person` does, and the sign-in; one query.

    None where the sign-in has ended: signed out, here or from elsewhere, the password changed, or not seen for long.
    """
    which = {"account_id": account_id, "token_hash": token_hash(token), "since": now - LASTS}
    rows = db.session.connection().execute(_SIGNED_IN, which).all()
    if not rows:
        return None
    first = rows[0]
    seen = Seen(
        first.sign_in_id, first.last_seen_at, first.rotated_at, bool(first.is_previous), bool(first.has_previous)
    )
    return _person(account_id, rows, organization_id), seen


def _person(account_id: int, rows: Sequence[Any], organization_id: int | None) -> Person:
    organizations = {row.organization_id: row.organization_name for row in rows if row.organization_id}
    if organization_id not in organizations:
        organization_id = next(iter(organizations), None)
    own = [row for row in rows if row.organization_id == organization_id]
    first = rows[0]
    return Person(
        account_id=account_id,
        name=first.name,
        sign_in_name=first.sign_in_name,
        credentials_version=first.credentials_version,
        locale=first.locale,
        actor=_actor(account_id, first.name, own) if organization_id else None,
        organizations=tuple(organizations.items()),
    )


def _actor(account_id: int, name: str, rows: Sequence[Any]) -> Actor:
    organizes = {Role.ORGANIZER, Role.ADMINISTRATOR}
    return Actor(
        account_id=account_id,
        name=name,
        organization_id=rows[0].organization_id,
        organization_name=rows[0].organization_name,
        zone=rows[0].zone,
        roles=frozenset(Role(row.role) for row in rows),
        unit_ids=tuple(row.unit_id for row in rows if row.role == Role.LEARNER),
        organized_paths=tuple(row.path for row in rows if row.role in organizes),
    )


def find_actor(account_id: int | None, organization_id: int | None) -> Actor | None:
    """Return whom an account acts as in an organization now, for work outside a request; None where it may nothing."""
    version = db.session.scalar(select(Account.credentials_version).where(Account.id == account_id))
    person = find_person(account_id, version, organization_id) if account_id and version else None
    actor = person.actor if person else None
    return actor if actor and actor.organization_id == organization_id else None
