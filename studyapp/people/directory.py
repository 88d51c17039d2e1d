"""The people of an organization as its organizers see and manage them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.people.actor import Actor
from studyapp.people.erasing import MARK, is_erased
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import add_membership, get_unit

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One membership in the list of people."""

    membership_id: int
    account_id: int
    name: str
    sign_in_name: str
    role: Role
    unit_name: str
    is_active: bool
    is_activated: bool
    last_sign_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Search:
    """Which members are listed: those of a unit's subtree, by part of a name or sign-in name, a page at a time.

    `has_left` asks for those who have left their unit instead of those who are in it.
    """

    unit_id: int | None = None
    name: str = ""
    page: int = 1
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of members, and how many there are in all."""

    entries: list[Entry]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def list_people(actor: Actor, search: Search | None = None) -> PeoplePage:
    """Return members, present or past, of the units that the actor organizes. Raises `NotFoundError` unit-not-found."""
    search = search or Search()
    conditions = _found(actor, search)
    total = db.session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(*conditions)
    )
    page = min(max(1, search.page), max(1, -(-(total or 0) // PAGE_SIZE)))
    rows = db.session.execute(
        select(Membership, Account, Unit)
        .join(Account, Account.id == Membership.account_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(*conditions)
        .order_by(Unit.path, Membership.role, Account.name, Membership.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return PeoplePage([_entry(*row) for row in rows], total or 0, page)


def _found(actor: Actor, search: Search) -> list[ColumnElement[bool]]:
    paths = [get_unit(actor, search.unit_id).path] if search.unit_id else list(actor.organized_paths)
    conditions = [
        Membership.organization_id == actor.organization_id,
        Membership.left_at.is_not(None) if search.has_left else Membership.left_at.is_(None),
        or_(*(Unit.path.startswith(path) for path in paths)),
    ]
    if search.has_left:
        conditions.append(~Account.sign_in_name.startswith(MARK))
    if name := search.name.strip():
        by_sign_in_name = Account.sign_in_name.contains(name.lower(), autoescape=True)
        conditions.append(or_(Account.name.contains(name, autoescape=True), by_sign_in_name))
    return conditions


def _entry(membership: Membership, account: Account, unit: Unit) -> Entry:
    return Entry(
        membership_id=membership.id,
        account_id=account.id,
        name=account.name,
        sign_in_name=account.sign_in_name,
        role=membership.role,
        unit_name=unit.name,
        is_active=account.is_active,
        is_activated=account.password_hash is not None,
        last_sign_in_at=account.last_sign_in_at,
    )


def add_person(actor: Actor, unit_id: int, who: tuple[str, str], role: Role, now: datetime) -> Membership:
    """Add a person, given as (sign-in name, name), to a unit; they set their own password through a link.

    Raises `ForbiddenError` role-not-yours, `DomainError` name-missing, or as `create_account`.
    """
    if role is not Role.LEARNER and not actor.is_administrator:
        raise ForbiddenError("role-not-yours")
    sign_in_name, name = who
    if not name.strip():
        raise DomainError("name-missing")
    unit = get_unit(actor, unit_id)
    account = create_account(sign_in_name, name, now)
    return add_membership(unit, account, role, now)


def get_member(actor: Actor, account_id: int) -> Account:
    """Return an account with a present membership under the actor. Raises `NotFoundError` account-not-found."""
    rows = db.session.execute(
        select(Account, Unit.path)
        .join(Membership, Membership.account_id == Account.id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Account.id == account_id,
            Membership.organization_id == actor.organization_id,
            Membership.left_at.is_(None),
        )
    ).all()
    for account, path in rows:
        if actor.organizes(path):
            return account
    raise NotFoundError("account-not-found")


def check_may_manage(actor: Actor, account: Account) -> None:
    """Raise `ForbiddenError` account-not-yours where the person has powers, or units, beyond the actor's own."""
    rows = db.session.execute(
        select(Membership.role, Membership.organization_id, Unit.path)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.account_id == account.id, Membership.left_at.is_(None))
    ).all()
    for role, organization_id, path in rows:
        is_own = organization_id == actor.organization_id and actor.organizes(path)
        if not is_own or (role is not Role.LEARNER and not actor.is_administrator):
            raise ForbiddenError("account-not-yours")


def switch_account(actor: Actor, account_id: int, is_active: bool) -> Account:
    """Switch an account of one's own people off, so that nobody signs in with it, or on again; what they did stays.

    Raises `NotFoundError` account-not-found, `ForbiddenError` account-not-yours, `ConflictError` account-is-own.
    """
    account = get_member(actor, account_id)
    check_may_manage(actor, account)
    if account.id == actor.account_id:
        raise ConflictError("account-is-own")
    account.is_active = is_active
    db.session.flush()
    return account


def present_memberships(actor: Actor, account: Account) -> list[Membership]:
    """Return the memberships of a person in the actor's organization that have not ended."""
    query = select(Membership).where(
        Membership.account_id == account.id,
        Membership.organization_id == actor.organization_id,
        Membership.left_at.is_(None),
    )
    return list(db.session.scalars(query))


def end_membership(actor: Actor, membership_id: int, now: datetime) -> Membership:
    """Let a person leave a unit; what they did stays. Raises `NotFoundError` or `ConflictError` last-administrator."""
    row = db.session.execute(
        select(Membership, Unit.path)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Membership.id == membership_id,
            Membership.organization_id == actor.organization_id,
            Membership.left_at.is_(None),
        )
    ).one_or_none()
    if row is None or not actor.organizes(row[1]):
        raise NotFoundError("account-not-found")
    membership: Membership = row[0]
    if membership.role is not Role.LEARNER and not actor.is_administrator:
        raise ForbiddenError("role-not-yours")
    if membership.role is Role.ADMINISTRATOR and _count_administrators(actor) == 1:
        raise ConflictError("last-administrator")
    membership.left_at = now
    db.session.flush()
    return membership


def bring_back(actor: Actor, membership_id: int, now: datetime) -> Membership:
    """Let a person who left a unit come back, from now on; what they did before is theirs again.

    Raises `NotFoundError` account-not-found, `ForbiddenError` role-not-yours.
    """
    membership = db.session.get(Membership, membership_id)
    unit = db.session.get(Unit, membership.unit_id) if membership else None
    account = db.session.get(Account, membership.account_id) if membership else None
    is_mine = unit is not None and unit.organization_id == actor.organization_id and actor.organizes(unit.path)
    if membership is None or account is None or not is_mine or is_erased(account):
        raise NotFoundError("account-not-found")
    if membership.role is not Role.LEARNER and not actor.is_administrator:
        raise ForbiddenError("role-not-yours")
    if membership.left_at is not None:
        membership.left_at, membership.joined_at = None, now
        db.session.flush()
    return membership


def _count_administrators(actor: Actor) -> int:
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Membership)
            .join(Account, Account.id == Membership.account_id)
            .where(
                Membership.organization_id == actor.organization_id,
                Membership.role == Role.ADMINISTRATOR,
                Membership.left_at.is_(None),
                Account.is_active,
            )
        )
        or 0
    )
