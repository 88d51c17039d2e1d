"""Robots of groups, kept by an administrator; what they are called with is stored and never shown again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp.chasing.models import NAME_LENGTH, Robot, RobotKind
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.people.organizations import get_unit


@dataclass(frozen=True, slots=True)
class RobotChange:
    """What is set of a robot. An empty `address` keeps the stored one with its secret."""

    name: str
    unit_id: int
    kind: RobotKind
    address: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    names_people: bool = False
    is_on: bool = True


def list_robots(actor: Actor) -> list[tuple[Robot, str]]:
    """Return the organization's robots with the names of their units."""
    query = select(Robot, Unit.name).join(Unit, Unit.id == Robot.unit_id)
    rows = db.session.execute(query.where(Robot.organization_id == actor.organization_id).order_by(Robot.name))
    return [(robot, unit_name) for robot, unit_name in rows]


def get_robot(actor: Actor, robot_id: int) -> Robot:
    """Return a robot of the actor's organization. Raises `NotFoundError` robot-not-found."""
    robot = db.session.get(Robot, robot_id)
    if robot is None or robot.organization_id != actor.organization_id:
        raise NotFoundError("robot-not-found")
    return robot


def save_robot(actor: Actor, robot: Robot | None, change: RobotChange, now: datetime) -> Robot:
    """Add a robot, or change one; its address was checked before.

    Raises `DomainError` robot-name-missing, robot-address-missing, `ConflictError` robot-name-taken, and what
    `get_unit` raises.
    """
    name = change.name.strip()[:NAME_LENGTH]
    if not name:
        raise DomainError("robot-name-missing")
    get_unit(actor, change.unit_id)
    same = select(Robot.id).where(Robot.organization_id == actor.organization_id, Robot.name == name)
    taken = db.session.scalar(same)
    if taken is not None and (robot is None or taken != robot.id):
        raise ConflictError("robot-name-taken", name=name)
    needs_address = robot is None or robot.kind is not change.kind
    if needs_address and not change.address:
        raise DomainError("robot-address-missing")
    kept = robot or Robot(organization_id=actor.organization_id, created_at=now)
    kept.name, kept.unit_id, kept.kind = name, change.unit_id, change.kind
    kept.names_people, kept.is_on = change.names_people, change.is_on
    if change.address:
        kept.address, kept.secret = change.address, change.secret
    db.session.add(kept)
    db.session.flush()
    return kept


def remove_robot(actor: Actor, robot_id: int) -> Robot:
    """Remove a robot with its messages. Raises `NotFoundError` robot-not-found."""
    robot = get_robot(actor, robot_id)
    db.session.delete(robot)
    db.session.flush()
    return robot


def calling(robot_id: int) -> Robot | None:
    """Return a robot with what it is called with, for sending alone."""
    query = select(Robot).where(Robot.id == robot_id).options(undefer(Robot.address), undefer(Robot.secret))
    return db.session.scalar(query, execution_options={"populate_existing": True})
