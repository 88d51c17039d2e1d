"""Changing the tree of units: a unit moves with all below it, and what was done in it stays with it."""

from __future__ import annotations

from sqlalchemy import func, select, update

from studyapp.db import db
from studyapp.errors import ConflictError, ForbiddenError
from studyapp.people.actor import Actor
from studyapp.people.models import PATH_LENGTH, Unit
from studyapp.people.organizations import get_unit, list_units


def possible_parents(actor: Actor, unit: Unit) -> list[Unit]:
    """Return the units that a unit may be put below: neither itself, nor what is below it, nor where it is."""
    return [one for one in list_units(actor) if not one.path.startswith(unit.path) and one.id != unit.parent_id]


def move_unit(actor: Actor, unit_id: int, parent_id: int) -> Unit:
    """Put a unit, with its subtree, below another.

    Raises `NotFoundError` unit-not-found, `ForbiddenError` unit-is-root, `ConflictError` unit-move-cyclic,
    unit-name-taken or unit-too-deep.
    """
    unit, parent = get_unit(actor, unit_id), get_unit(actor, parent_id)
    if unit.parent_id is None:
        raise ForbiddenError("unit-is-root")
    if parent.path.startswith(unit.path):
        raise ConflictError("unit-move-cyclic", name=unit.name, parent=parent.name)
    if unit.parent_id == parent.id:
        return unit
    taken = select(Unit.id).where(Unit.parent_id == parent.id, Unit.name == unit.name)
    if db.session.scalar(taken):
        raise ConflictError("unit-name-taken", name=unit.name)
    _rehang(unit, parent)
    return unit


def _rehang(unit: Unit, parent: Unit) -> None:
    before, after = unit.path, f"{parent.path}{unit.id}/"
    subtree = (Unit.organization_id == unit.organization_id, Unit.path.startswith(before))
    deepest = db.session.scalar(select(func.max(func.length(Unit.path))).where(*subtree)) or 0
    if deepest - len(before) + len(after) > PATH_LENGTH:
        raise ConflictError("unit-too-deep", name=parent.name)
    last = db.session.scalar(select(func.max(Unit.position)).where(Unit.parent_id == parent.id))
    moved = update(Unit).where(*subtree).values(path=after + func.substr(Unit.path, len(before) + 1))
    db.session.execute(moved, execution_options={"synchronize_session": False})
    unit.parent_id, unit.position = parent.id, 0 if last is None else last + 1
    db.session.flush()
    db.session.expire_all()
