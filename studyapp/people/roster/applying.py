"""Writing what was judged: a handful of statements for any number of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership
from studyapp.people.organizations import add_unit, list_units
from studyapp.people.roster.judging import Action, Judged, Verdict
from studyapp.people.roster.present import UnitTree


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a roster. `left` are the (account, unit) pairs of those who moved away."""

    added: int
    updated: int
    same: int
    skipped: int
    new_units: int
    left: tuple[tuple[int, int], ...]

    def counts(self) -> dict[str, int]:
        """Return the counts alone, as JSON."""
        return {key: value for key, value in asdict(self).items() if key != "left"}


def apply_roster(actor: Actor, verdict: Verdict, now: datetime) -> Applied:
    """Write the verdict: units first, then accounts, memberships and changes; lines with a problem are passed over.

    Raises `sqlalchemy.exc.IntegrityError` where somebody was faster; judge anew then.
    """
    good = [one for one in verdict.lines if one.action is not Action.PROBLEM]
    made = _make_units(actor, verdict.new_units)
    accounts = _add_accounts([one for one in good if one.account_id is None], now)
    _add_memberships(actor, good, accounts, made, now)
    _change(actor, good, now)
    ends = {end: one.account_id for one in good for end in one.ends if one.account_id is not None}
    _run(
        update(Membership),
        [{"id": membership_id, "left_at": now} for membership_id, _unit_id in ends],
    )
    counts = verdict.counts
    return Applied(
        added=len(accounts),
        updated=counts[Action.UPDATE],
        same=counts[Action.SAME],
        skipped=counts[Action.PROBLEM],
        new_units=len(made),
        left=tuple((account_id, unit_id) for (_membership, unit_id), account_id in ends.items()),
    )


def _make_units(actor: Actor, paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    known = {path: unit_id for unit_id, path in UnitTree(actor).paths.items()}
    root_id = list_units(actor)[0].id
    made = {}
    for whole in paths:
        for length in range(2, len(whole) + 1):
            path = whole[:length]
            if path not in known:
                known[path] = made[path] = add_unit(actor, known.get(path[:-1], root_id), path[-1]).id
    return made


def _add_accounts(lines: Sequence[Judged], now: datetime) -> dict[str, int]:
    names = {one.line.sign_in_name: one.line.name for one in lines}
    if not names:
        return {}
    rows = [
        {"sign_in_name": key, "name": name, "credentials_version": 1, "is_active": True, "created_at": now}
        for key, name in names.items()
    ]
    return {row.sign_in_name: row.id for row in db.session.execute(_ADD_ACCOUNTS, rows)}


_ADD_ACCOUNTS = insert(Account).returning(Account.id, Account.sign_in_name)


def _add_memberships(
    actor: Actor, lines: Sequence[Judged], accounts: dict[str, int], made: dict[tuple[str, ...], int], now: datetime
) -> None:
    rows: list[dict[str, object]] = [
        {
            "organization_id": actor.organization_id,
            "unit_id": made[one.new_unit] if one.new_unit else one.unit_id,
            "account_id": one.account_id or accounts[one.line.sign_in_name],
            "role": one.line.role,
            "joined_at": _moment(actor, one, now),
        }
        for one in lines
        if one.membership_id is None
    ]
    _run(insert(Membership), rows)


def _change(actor: Actor, lines: Sequence[Judged], now: datetime) -> None:
    renamed = {one.account_id: one.line.name for one in lines if "rename" in one.changes}
    _run(update(Account), [{"id": account_id, "name": name} for account_id, name in renamed.items()])
    back = [one for one in lines if {"come-back", "day"} & set(one.changes)]
    _run(
        update(Membership),
        [{"id": one.membership_id, "left_at": None, "joined_at": _moment(actor, one, now)} for one in back],
    )


def _moment(actor: Actor, one: Judged, now: datetime) -> datetime:
    """Return when the membership begins: the day's first moment in the organization's zone, or now."""
    if one.line.joined_on is None:
        return now
    return datetime.combine(date.fromisoformat(one.line.joined_on), time(), ZoneInfo(actor.zone))


def _run(statement: object, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        db.session.execute(statement, rows)  # type: ignore[call-overload]
