"""What each line of a roster would do, or why it cannot: decided over what is known, nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from studyapp.people.actor import Actor
from studyapp.people.models import Role
from studyapp.people.roster.lines import RosterLine
from studyapp.people.roster.present import Known, Place, UnitTree, known_people


class Action(StrEnum):
    """What a line does."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Options:
    """How a roster is taken: where people without a unit go, and what the organizer chose on the preview.

    `skip_bad` leaves out the lines with a problem, otherwise one stops all; `create_units` makes units that are not
    there; `move` takes learners out of the units that the roster does not name for them.
    """

    default_unit_id: int
    skip_bad: bool = False
    create_units: bool = False
    move: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the options as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with what it does. `unit_id` is where, or `new_unit` the names from the root of a unit to be made.

    `changes` are codes: rename, join, come-back, move, day. `ends` are (membership, unit) that the person leaves.
    A `problem` is about the text `about`.
    """

    line: RosterLine
    action: Action
    unit_id: int | None = None
    new_unit: tuple[str, ...] = ()
    account_id: int | None = None
    membership_id: int | None = None
    changes: tuple[str, ...] = ()
    ends: tuple[tuple[int, int], ...] = ()
    problem: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All lines judged."""

    lines: list[Judged]
    new_units: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[Action]:
        """How many lines do what."""
        return Counter(one.action for one in self.lines)

    @property
    def problems(self) -> list[Judged]:
        """The lines that cannot be taken."""
        return [one for one in self.lines if one.action is Action.PROBLEM]


def judge(actor: Actor, lines: Sequence[RosterLine], options: Options) -> Verdict:
    """Return what every line would do for this actor with these options."""
    tree = UnitTree(actor)
    placed = [_placed(actor, line, tree, options) for line in lines]
    placed = _without_repeats(placed)
    wanted: dict[str, set[int]] = {}
    for one in placed:
        if one.problem is None and one.unit_id is not None:
            wanted.setdefault(one.line.sign_in_name, set()).add(one.unit_id)
    known = known_people(actor, (one.line.sign_in_name for one in placed if one.problem is None))
    judged = [
        one
        if one.problem
        else _judged(actor, one, known.get(one.line.sign_in_name), wanted.get(one.line.sign_in_name, set()), options)
        for one in placed
    ]
    new_units = sorted({one.new_unit for one in judged if one.new_unit and not one.problem})
    return Verdict(judged, new_units)


def _placed(actor: Actor, line: RosterLine, tree: UnitTree, options: Options) -> Judged:
    if line.problem:
        return _problem(line, line.problem, line.about)
    if line.role is not Role.LEARNER and not actor.is_administrator:
        return _problem(line, "role-not-yours", line.name)
    if not line.unit and options.default_unit_id not in tree.paths:
        return _problem(line, "unit-unknown", "–")  # it was removed, or is no longer the actor's
    if not line.unit:
        return Judged(line, Action.ADD, unit_id=options.default_unit_id)
    return _in_unit(actor, line, tree, options)


def _in_unit(actor: Actor, line: RosterLine, tree: UnitTree, options: Options) -> Judged:
    shown = "/".join(line.unit)
    found = tree.find(line.unit)
    if len(found) == 1:
        return Judged(line, Action.ADD, unit_id=found[0])
    if found:
        return _problem(line, "unit-ambiguous", shown)
    if actor.is_administrator and options.create_units:
        return Judged(line, Action.ADD, new_unit=tree.new_path(line.unit))
    return _problem(line, "unit-unknown", shown)


def _without_repeats(placed: Sequence[Judged]) -> list[Judged]:
    """Mark lines that say again, or otherwise, what an earlier line said of the same person."""
    first: dict[str, Judged] = {}
    places: dict[tuple[object, ...], int] = {}
    checked = []
    for one in placed:
        if one.problem is None:
            line = one.line
            earlier = first.setdefault(line.sign_in_name, one)
            place = (line.sign_in_name, one.unit_id, one.new_unit, line.role)
            at = places.setdefault(place, line.line)
            if earlier.line.name != line.name:
                checked.append(_problem(line, "name-differs", str(earlier.line.line)))
                continue
            if at != line.line:
                checked.append(_problem(line, "line-repeated", str(at)))
                continue
        checked.append(one)
    return checked


def _judged(actor: Actor, one: Judged, known: Known | None, wanted: set[int], options: Options) -> Judged:
    line = one.line
    if known is None:
        return one
    if not known.may_be_managed(actor.is_administrator):
        return _problem(line, "sign-in-name-elsewhere", line.sign_in_name)
    if not known.is_active:
        return _problem(line, "account-inactive", line.sign_in_name)
    here = next((place for place in known.places if place.unit_id == one.unit_id and place.role is line.role), None)
    ends = _ends(line, known, wanted, options)
    changes = []
    if known.name != line.name:
        changes.append("rename")
    if here is None:
        changes.append("move" if ends else "join")
    elif here.is_past:
        changes.append("come-back")
    elif line.joined_on and _day(actor, here) != line.joined_on:
        changes.append("day")
    if ends and "move" not in changes:
        changes.append("move")
    return replace(
        one,
        action=Action.UPDATE if changes else Action.SAME,
        account_id=known.account_id,
        membership_id=here.membership_id if here else None,
        changes=tuple(changes),
        ends=ends,
    )


def _ends(line: RosterLine, known: Known, wanted: set[int], options: Options) -> tuple[tuple[int, int], ...]:
    if not options.move or line.role is not Role.LEARNER:
        return ()
    return tuple(
        (place.membership_id, place.unit_id)
        for place in known.places
        if place.role is Role.LEARNER and place.is_own and not place.is_past and place.unit_id not in wanted
    )


def _day(actor: Actor, place: Place) -> str:
    joined: date = place.joined_at.astimezone(ZoneInfo(actor.zone)).date()
    return joined.isoformat()


def _problem(line: RosterLine, code: str, about: str) -> Judged:
    return Judged(line, Action.PROBLEM, problem=code, about=about)
