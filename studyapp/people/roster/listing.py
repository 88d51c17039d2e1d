"""The people of one's units as the lines of a roster: what is exported can be handed in again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import get_unit
from studyapp.people.roster.present import UnitTree


@dataclass(frozen=True, slots=True)
class Member:
    """One present membership; `unit` names the units from the top of one's tree down, parted by a slash."""

    name: str
    sign_in_name: str
    unit: str
    role: Role
    joined_at: datetime
    is_activated: bool


@dataclass(frozen=True, slots=True)
class Invitee:
    """A person who has not set a password yet; `credentials_version` is what their link is signed with."""

    account_id: int
    credentials_version: int
    name: str
    sign_in_name: str
    unit: str


def list_members(actor: Actor) -> list[Member]:
    """Return everybody in the actor's units, in the order of the tree."""
    paths = UnitTree(actor).paths
    rows = db.session.execute(
        select(Account, Membership, Unit.id)
        .join(Membership, Membership.account_id == Account.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.organization_id == actor.organization_id, Membership.left_at.is_(None), _mine(actor))
        .order_by(Unit.path, Account.name, Membership.id)
    )
    return [
        Member(
            account.name,
            account.sign_in_name,
            "/".join(paths[unit_id]),
            membership.role,
            membership.joined_at,
            account.password_hash is not None,
        )
        for account, membership, unit_id in rows
    ]


def list_invitees(actor: Actor, unit_id: int) -> list[Invitee]:
    """Return the learners of a unit's subtree who have no password yet and are nobody else's to manage.

    Raises `NotFoundError` unit-not-found.
    """
    root = get_unit(actor, unit_id)
    rows = db.session.execute(
        select(Account, Unit.name)
        .join(Membership, Membership.account_id == Account.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Membership.organization_id == actor.organization_id,
            Membership.left_at.is_(None),
            Membership.role == Role.LEARNER,
            Unit.path.startswith(root.path),
            Account.password_hash.is_(None),
            Account.is_active,
            ~_elsewhere(actor),
        )
        .order_by(Unit.path, Account.name, Account.id)
    )
    found: dict[int, Invitee] = {}
    for account, unit_name in rows:
        found.setdefault(
            account.id, Invitee(account.id, account.credentials_version, account.name, account.sign_in_name, unit_name)
        )
    return list(found.values())


def _mine(actor: Actor) -> ColumnElement[bool]:
    return or_(*(Unit.path.startswith(path) for path in actor.organized_paths))


def _elsewhere(actor: Actor) -> ColumnElement[bool]:
    """Say in SQL whether the account has powers, or units, beyond the actor's own, as `directory.check_may_manage`."""
    other, place = aliased(Membership), aliased(Unit)
    own = or_(*(place.path.startswith(path) for path in actor.organized_paths))
    beyond = or_(other.organization_id != actor.organization_id, ~own)
    if not actor.is_administrator:
        beyond = or_(beyond, other.role != Role.LEARNER)
    query = select(other.id).join(place, place.id == other.unit_id)
    return query.where(other.account_id == Account.id, other.left_at.is_(None), beyond).exists()
