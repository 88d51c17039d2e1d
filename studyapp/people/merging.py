"""Two units become one: whoever and whatever belongs to the one belongs to the other afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Table, and_, delete, exists, select, update
from sqlalchemy.sql.schema import UniqueConstraint

from studyapp.db import db
from studyapp.errors import ConflictError, ForbiddenError
from studyapp.people.actor import Actor
from studyapp.people.models import Membership, Unit
from studyapp.people.organizations import get_unit
from studyapp.people.tree import move_unit


def check_merge(actor: Actor, unit_id: int, into_id: int) -> tuple[Unit, Unit, list[Unit]]:
    """Return the unit, the one it goes into, and the units directly below it.

    Raises `NotFoundError` unit-not-found, `ForbiddenError` unit-is-root, or `ConflictError` unit-merge-cyclic or
    unit-names-clash (`names`: of units that both have below them).
    """
    unit, into = get_unit(actor, unit_id), get_unit(actor, into_id)
    if unit.parent_id is None:
        raise ForbiddenError("unit-is-root")
    if into.path.startswith(unit.path):
        raise ConflictError("unit-merge-cyclic", name=unit.name, into=into.name)
    children = _below(unit)
    clash = {one.name for one in children} & {one.name for one in _below(into) if one.id != unit.id}
    if clash:
        raise ConflictError("unit-names-clash", names="、".join(sorted(clash)), name=unit.name, into=into.name)
    return unit, into, children


def merge_into(actor: Actor, unit_id: int, into_id: int) -> Unit:
    """Put the people of a unit, what is below it and everything that refers to it into another, and remove it.

    Raises as `check_merge`, or `ConflictError` unit-too-deep.
    """
    unit, into, children = check_merge(actor, unit_id, into_id)
    for child in children:
        move_unit(actor, child.id, into.id)
    _join_memberships(unit.id, into.id)
    for column in references():
        _repoint(column, unit.id, into.id)
    db.session.expire_all()
    db.session.delete(db.session.get_one(Unit, unit_id))
    db.session.flush()
    return get_unit(actor, into_id)


def references() -> Iterator[Column[int]]:
    """Yield every column of every table that names a unit, the tree's own excepted."""
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            is_unit = any(key.column.table.name == Unit.__tablename__ for key in column.foreign_keys)
            if is_unit and table.name != Unit.__tablename__:
                yield column


def _below(unit: Unit) -> list[Unit]:
    return list(db.session.scalars(select(Unit).where(Unit.parent_id == unit.id).order_by(Unit.position, Unit.id)))


def _join_memberships(unit_id: int, into_id: int) -> None:
    """Where somebody is in both with one role, the earlier beginning and the later end stay."""
    there = {
        (one.account_id, one.role): one
        for one in db.session.scalars(select(Membership).where(Membership.unit_id == into_id))
    }
    for mine in db.session.scalars(select(Membership).where(Membership.unit_id == unit_id)):
        other = there.get((mine.account_id, mine.role))
        if other is None:
            continue
        other.joined_at = min(mine.joined_at, other.joined_at)
        ends = [mine.left_at, other.left_at]
        other.left_at = None if None in ends else max(one for one in ends if one)
    db.session.flush()


def _repoint(column: Column[int], unit_id: int, into_id: int) -> None:
    """Let rows that name the one unit name the other; what would then stand there twice goes."""
    table = column.table
    if not isinstance(table, Table):
        raise TypeError(f"{column} is no column of a table")
    for unique in (
        one for one in table.constraints if isinstance(one, UniqueConstraint) and column.name in one.columns
    ):
        twin = table.alias()
        same = and_(*(twin.c[one.name] == table.c[one.name] for one in unique.columns if one.name != column.name))
        doubled = exists(select(twin.c[column.name]).where(twin.c[column.name] == into_id, same))
        db.session.execute(delete(table).where(column == unit_id, doubled))
    db.session.execute(update(table).where(column == unit_id).values({column.name: into_id}))
