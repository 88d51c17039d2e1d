"""Organizations and their tree of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, ForbiddenError, NotFoundError
from studyapp.people.accounts import create_account
from studyapp.people.actor import Actor
from studyapp.people.models import NAME_LENGTH, PATH_LENGTH, Account, Membership, Organization, Role, Unit

_LONGEST_STEP = len(f"{2**31 - 1}/")  # what a unit below adds to a path


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Who administers a new organization."""

    name: str
    sign_in_name: str
    password_hash: str


def is_set_up() -> bool:
    """Say whether the installation has an organization yet."""
    return db.session.scalar(select(Organization.id).limit(1)) is not None


def create_organization(name: str, now: datetime, zone: str = "Asia/Shanghai") -> tuple[Organization, Unit]:
    """Add an organization with the root of its tree, which bears the same name."""
    if db.session.scalar(select(Organization.id).where(Organization.name == name.strip())):
        raise ConflictError("organization-exists", name=name.strip())
    organization = Organization(name=name.strip(), zone=zone, created_at=now)
    db.session.add(organization)
    db.session.flush()
    root = _insert_unit(organization.id, None, organization.name[:NAME_LENGTH], 0)
    return organization, root


def set_up(name: str, person: FirstPerson, now: datetime) -> Account:
    """Make the first organization and its administrator. Raises `ConflictError` already-set-up."""
    if is_set_up():
        raise ConflictError("already-set-up")
    _, root = create_organization(name, now)
    account = create_account(person.sign_in_name, person.name, now, password_hash=person.password_hash)
    add_membership(root, account, Role.ADMINISTRATOR, now)
    return account


def list_units(actor: Actor) -> list[Unit]:
    """Return the units that the actor organizes, parents before children, in their order."""
    units = db.session.scalars(
        select(Unit).where(Unit.organization_id == actor.organization_id).order_by(Unit.position, Unit.id)
    ).all()
    children: dict[int | None, list[Unit]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit)
    ordered: list[Unit] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        unit = waiting.pop()
        ordered.append(unit)
        waiting.extend(reversed(children.get(unit.id, [])))
    return [unit for unit in ordered if actor.organizes(unit.path)]


def get_unit(actor: Actor, unit_id: int) -> Unit:
    """Return a unit the actor organizes. Raises `NotFoundError` unit-not-found, also for one of somebody else's."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or unit.organization_id != actor.organization_id or not actor.organizes(unit.path):
        raise NotFoundError("unit-not-found")
    return unit


def add_unit(actor: Actor, parent_id: int, name: str) -> Unit:
    """Add a unit below another.

    Raises `DomainError` unit-name-missing or unit-name-too-long, or `ConflictError` unit-name-taken or unit-too-deep.
    """
    parent = get_unit(actor, parent_id)
    if len(parent.path) + _LONGEST_STEP > PATH_LENGTH:
        raise ConflictError("unit-too-deep", name=parent.name)
    _check_name(parent.id, name)
    position = db.session.scalar(select(func.count()).where(Unit.parent_id == parent.id)) or 0
    return _insert_unit(actor.organization_id, parent, name.strip(), position)


def rename_unit(actor: Actor, unit_id: int, name: str) -> Unit:
    """Give a unit another name; its history stays. Raises as `add_unit`."""
    unit = get_unit(actor, unit_id)
    if unit.name != name.strip():
        _check_name(unit.parent_id, name)
        unit.name = name.strip()
        db.session.flush()
    return unit


def remove_unit(actor: Actor, unit_id: int) -> None:
    """Remove an empty unit. Raises `ConflictError` unit-not-empty, `ForbiddenError` unit-is-root."""
    unit = get_unit(actor, unit_id)
    if unit.parent_id is None:
        raise ForbiddenError("unit-is-root")
    has_children = db.session.scalar(select(Unit.id).where(Unit.parent_id == unit.id).limit(1))
    has_people = db.session.scalar(select(Membership.id).where(Membership.unit_id == unit.id).limit(1))
    if has_children or has_people:
        raise ConflictError("unit-not-empty", name=unit.name)
    db.session.delete(unit)
    db.session.flush()


def add_membership(unit: Unit, account: Account, role: Role, now: datetime) -> Membership:
    """Put a person into a unit with a role; one who left comes back."""
    membership = db.session.scalar(
        select(Membership).where(
            Membership.unit_id == unit.id, Membership.account_id == account.id, Membership.role == role
        )
    )
    if membership is None:
        membership = Membership(
            organization_id=unit.organization_id, unit_id=unit.id, account_id=account.id, role=role, joined_at=now
        )
        db.session.add(membership)
    elif membership.left_at is not None:
        membership.left_at, membership.joined_at = None, now
    db.session.flush()
    return membership


def _check_name(parent_id: int | None, name: str) -> None:
    if not name.strip():
        raise DomainError("unit-name-missing")
    if len(name.strip()) > NAME_LENGTH:
        raise DomainError("unit-name-too-long", maximum=NAME_LENGTH)
    if db.session.scalar(select(Unit.id).where(Unit.parent_id == parent_id, Unit.name == name.strip())):
        raise ConflictError("unit-name-taken", name=name.strip())


def _insert_unit(organization_id: int, parent: Unit | None, name: str, position: int) -> Unit:
    unit = Unit(
        organization_id=organization_id, parent_id=parent.id if parent else None, name=name, path="", position=position
    )
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    db.session.flush()
    return unit
