"""The record of who did what: each entry carries the hash of the one before it, so that none goes unseen.

What is noted in a transaction is chained at the very end of it, and kept or rolled back with it. The lock that makes
the entries of an organization follow each other is thereby held for a moment only, and is always the last one taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, SessionTransaction

from studyapp.db import begin_writing, db
from studyapp.people.audit_chain import START, digest_of
from studyapp.people.models import ADDRESS_LENGTH, DEVICE_LENGTH, AuditEntry

_PENDING = "audit"
_LOCK = 1_635_083_369  # "audi": the first key of PostgreSQL's advisory locks; the second is the organization


class Author(Protocol):
    """Whoever an entry is by, as `studyapp.people.actor.Actor` is."""

    @property
    def organization_id(self) -> int | None:
        """Whose log it belongs to; None for the installation's own."""

    @property
    def account_id(self) -> int | None:
        """Who did it; None where nobody signed in is known to have."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody who is known, within an organization's log or, without one, the installation's."""

    organization_id: int | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: the action's code, the kind and id of what it was done to, and what changed.

    `details` hold JSON values; `before` and `after` among them say what a change replaced. They hold no person's name
    or sign-in name: who a person is stands in their account alone, and goes with it.
    """

    action: str
    subject_kind: str
    subject_id: int | None = None
    details: dict[str, Any] | None = None


def record(
    author: Author | None, deed: Deed, now: datetime, address: str | None = None, device: str | None = None
) -> None:
    """Note a deed; it is kept or rolled back with the transaction that it is part of."""
    session = db.session()
    if not session.in_transaction():
        begin_writing()
    entry = AuditEntry(
        organization_id=author.organization_id if author else None,
        account_id=author.account_id if author else None,
        action=deed.action,
        subject_kind=deed.subject_kind,
        subject_id=deed.subject_id,
        details=json.loads(json.dumps(deed.details or {})),
        address=address[:ADDRESS_LENGTH] if address else None,
        device=device[:DEVICE_LENGTH] if device else None,
        at=now,
    )
    session.info.setdefault(_PENDING, []).append(entry)


@event.listens_for(db.session, "before_commit")
def _chain(session: Session) -> None:
    if session.in_nested_transaction():
        return
    pending: list[AuditEntry] = session.info.pop(_PENDING, [])
    for organization_id, entries in groupby(sorted(pending, key=_chain_of), key=_chain_of):
        _append(session, organization_id or None, entries)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if not ended.nested:
        session.info.pop(_PENDING, None)


def _chain_of(entry: AuditEntry) -> int:
    return entry.organization_id or 0


def _append(session: Session, organization_id: int | None, entries: Iterable[AuditEntry]) -> None:
    if session.get_bind().dialect.name == "postgresql":  # on SQLite, whoever writes is alone
        session.execute(select(func.pg_advisory_xact_lock(_LOCK, organization_id or 0)))
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.digest)
        .where(AuditEntry.organization_id == organization_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).one_or_none()
    sequence, digest = (last.sequence, last.digest) if last else (0, START)
    for entry in entries:
        sequence += 1
        entry.sequence, entry.previous = sequence, digest
        entry.digest = digest = digest_of(entry)
        session.add(entry)
    session.flush()
