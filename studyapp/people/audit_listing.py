"""The audit log as an administrator reads it: the newest first, by who, what, when and to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, AuditEntry, Membership, Unit

PAGE_SIZE = 50
MOST_EXPORTED = 100_000


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """Which entries: by whom (part of a name or sign-in name), what, done to what, from `since` until before `until`.

    `action` is an action's code, or the beginning that several share, as `unit.`.
    """

    who: str = ""
    action: str = ""
    subject_kind: str = ""
    subject_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry with the present name of its author, and of the person or unit that it is about, where there is one."""

    entry: AuditEntry
    who: str | None
    about: str | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, newest first; `older` and `newer` are the numbers to go on from, or None."""

    lines: list[AuditLine]
    older: int | None
    newer: int | None


def list_entries(actor: Actor, search: AuditSearch, before: int | None = None, after: int | None = None) -> AuditPage:
    """Return a page of the organization's log: those numbered below `before`, or the nearest above `after`."""
    conditions = _found(actor, search)
    if after is not None:
        rows = _lines([*conditions, AuditEntry.sequence > after], PAGE_SIZE + 1, newest_first=False)
        more_newer, lines = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE][::-1]
        return AuditPage(lines, lines[-1].entry.sequence if lines else None, _first(lines) if more_newer else None)
    if before is not None:
        conditions = [*conditions, AuditEntry.sequence < before]
    rows = _lines(conditions, PAGE_SIZE + 1)
    lines = rows[:PAGE_SIZE]
    older = lines[-1].entry.sequence if len(rows) > PAGE_SIZE else None
    return AuditPage(lines, older, _first(lines) if before is not None else None)


def export_entries(actor: Actor, search: AuditSearch) -> list[AuditLine]:
    """Return all entries found, newest first. Raises `DomainError` audit-too-much where there are too many."""
    lines = _lines(_found(actor, search), MOST_EXPORTED + 1)
    if len(lines) > MOST_EXPORTED:
        raise DomainError("audit-too-much", most=MOST_EXPORTED)
    return lines


def actions_in(actor: Actor) -> list[str]:
    """Return the actions that occur in the organization's log."""
    query = select(AuditEntry.action).where(AuditEntry.organization_id == actor.organization_id).distinct()
    return sorted(db.session.scalars(query))


def count_since(actor: Actor, action: str, now: datetime, span: timedelta = timedelta(hours=1)) -> int:
    """Return how often the actor did something of late."""
    query = (
        select(func.count())
        .select_from(AuditEntry)
        .where(
            AuditEntry.organization_id == actor.organization_id,
            AuditEntry.account_id == actor.account_id,
            AuditEntry.action == action,
            AuditEntry.at > now - span,
        )
    )
    return db.session.scalar(query) or 0


def _first(lines: Sequence[AuditLine]) -> int | None:
    return lines[0].entry.sequence if lines else None


def _found(actor: Actor, search: AuditSearch) -> list[ColumnElement[bool]]:
    conditions = [AuditEntry.organization_id == actor.organization_id]
    if who := search.who.strip():
        by_name = Account.name.contains(who, autoescape=True)
        by_sign_in_name = Account.sign_in_name.contains(who.lower(), autoescape=True)
        conditions.append(AuditEntry.account_id.in_(select(Account.id).where(or_(by_name, by_sign_in_name))))
    if search.action.endswith("."):
        conditions.append(AuditEntry.action.startswith(search.action, autoescape=True))
    elif search.action:
        conditions.append(AuditEntry.action == search.action)
    if search.subject_kind:
        conditions.append(AuditEntry.subject_kind == search.subject_kind)
    if search.subject_id is not None:
        conditions.append(AuditEntry.subject_id == search.subject_id)
    if search.since is not None:
        conditions.append(AuditEntry.at >= search.since)
    if search.until is not None:
        conditions.append(AuditEntry.at < search.until)
    return conditions


def _lines(conditions: Sequence[ColumnElement[bool]], most: int, *, newest_first: bool = True) -> list[AuditLine]:
    author, person, member = aliased(Account), aliased(Account), aliased(Account)
    order = AuditEntry.sequence.desc() if newest_first else AuditEntry.sequence
    rows = db.session.execute(
        select(AuditEntry, author.name, person.name, member.name, Unit.name)
        .outerjoin(author, author.id == AuditEntry.account_id)
        .outerjoin(person, (AuditEntry.subject_kind == "account") & (person.id == AuditEntry.subject_id))
        .outerjoin(Membership, (AuditEntry.subject_kind == "membership") & (Membership.id == AuditEntry.subject_id))
        .outerjoin(member, member.id == Membership.account_id)
        .outerjoin(Unit, (AuditEntry.subject_kind == "unit") & (Unit.id == AuditEntry.subject_id))
        .where(*conditions)
        .order_by(order)
        .limit(most)
    )
    return [
        AuditLine(entry, who, person_name or member_name or unit) for entry, who, person_name, member_name, unit in rows
    ]
