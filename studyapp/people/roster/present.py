"""What the organization knows of the units and people that a roster names: a few queries, whatever its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import list_units

AT_A_TIME = 500  # names in one query


@dataclass(frozen=True, slots=True)
class Place:
    """A membership, present or past. `is_own` says whether the actor organizes its unit."""

    membership_id: int
    unit_id: int
    role: Role
    joined_at: datetime
    is_past: bool
    is_own: bool


@dataclass(slots=True)
class Known:
    """A person who has an account already."""

    account_id: int
    name: str
    is_active: bool
    places: list[Place] = field(default_factory=list)

    def may_be_managed(self, is_administrator: bool) -> bool:
        """Say whether everything the person is lies under the actor; a person who is nowhere any more is not theirs."""
        present = [place for place in self.places if not place.is_past]
        mine = all(place.is_own and (is_administrator or place.role is Role.LEARNER) for place in present)
        return mine and any(place.is_own for place in self.places)


class UnitTree:
    """The actor's units, found by their name or by as many names above it as make it clear."""

    def __init__(self, actor: Actor) -> None:
        units = list_units(actor)
        names = {unit.id: unit.name for unit in units}
        self.paths: dict[int, tuple[str, ...]] = {
            unit.id: tuple(names[one] for one in _ids(unit.path) if one in names) for unit in units
        }
        self._endings: dict[tuple[str, ...], list[int]] = {}
        for unit_id, path in self.paths.items():
            for start in range(len(path)):
                self._endings.setdefault(path[start:], []).append(unit_id)
        self.root: tuple[str, ...] = self.paths[units[0].id][:1] if units else ()

    def find(self, names: tuple[str, ...]) -> list[int]:
        """Return the units that `names` may mean: none, one, or several that are not to be told apart."""
        for whole in (names, (*self.root, *names)):
            exact = [unit_id for unit_id in self._endings.get(whole, []) if self.paths[unit_id] == whole]
            if exact:
                return exact
        return self._endings.get(names, [])

    def new_path(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return where a unit that is not there yet would stand: below the nearest unit it names, else the root."""
        for length in range(len(names) - 1, 0, -1):
            above = self.find(names[:length])
            if len(above) == 1:
                return self.paths[above[0]] + names[length:]
        return self.root + names


def known_people(actor: Actor, sign_in_names: Iterable[str]) -> dict[str, Known]:
    """Return who of these has an account, by sign-in name, with every membership they ever had."""
    found: dict[str, Known] = {}
    for some in _chunks(sorted(set(sign_in_names))):
        rows = db.session.execute(
            select(Account.id, Account.sign_in_name, Account.name, Account.is_active).where(
                Account.sign_in_name.in_(some)
            )
        ).all()
        by_id = {row.id: Known(row.id, row.name, row.is_active) for row in rows}
        found.update({row.sign_in_name: by_id[row.id] for row in rows})
        _add_places(actor, by_id)
    return found


def _add_places(actor: Actor, by_id: dict[int, Known]) -> None:
    rows = db.session.execute(
        select(
            Membership.id,
            Membership.account_id,
            Membership.unit_id,
            Membership.role,
            Membership.joined_at,
            Membership.left_at,
            Membership.organization_id,
            Unit.path,
        )
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.account_id.in_(list(by_id)))
    )
    for row in rows:
        is_own = row.organization_id == actor.organization_id and actor.organizes(row.path)
        place = Place(row.id, row.unit_id, Role(row.role), row.joined_at, row.left_at is not None, is_own)
        by_id[row.account_id].places.append(place)


def _ids(path: str) -> list[int]:
    return [int(one) for one in path.strip("/").split("/") if one]


def _chunks(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), AT_A_TIME):
        yield names[start : start + AT_A_TIME]
