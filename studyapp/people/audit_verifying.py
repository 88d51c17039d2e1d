"""Whether the audit log is what it was: from the first entry on, and against anchors kept elsewhere.

The chain shows a changed, removed or inserted entry. One who can rewrite the whole table can also cut its end off or
compute every hash anew; that shows against an anchor, the number and digest of an entry, kept where they cannot reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.people.audit_chain import START, digest_of
from studyapp.people.models import AuditEntry, Organization

_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last entry of a chain at some moment; the installation's own chain has no organization."""

    organization_id: int | None
    organization_name: str
    sequence: int
    digest: str
    at: datetime

    def to_dict(self) -> dict[str, Any]:
        """Return the anchor as JSON."""
        return {
            "organization": self.organization_id,
            "name": self.organization_name,
            "sequence": self.sequence,
            "digest": self.digest,
            "at": self.at.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain breaks: entry-changed, entry-missing, entry-before-changed, end-missing or history-rewritten."""

    sequence: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How far a chain holds (`holds_to`, 0 for nothing), the digest there, and where it breaks."""

    organization_id: int | None
    organization_name: str
    holds_to: int
    digest: str
    at: datetime | None
    broken: Break | None


def anchors() -> list[Anchor]:
    """Return the present end of every chain."""
    last = select(func.max(AuditEntry.id)).group_by(AuditEntry.organization_id)
    rows = db.session.execute(
        select(AuditEntry, Organization.name)
        .outerjoin(Organization, Organization.id == AuditEntry.organization_id)
        .where(AuditEntry.id.in_(last))
        .order_by(func.coalesce(AuditEntry.organization_id, 0))
    )
    return [Anchor(entry.organization_id, name or "", entry.sequence, entry.digest, entry.at) for entry, name in rows]


def verify(kept: Iterable[Mapping[str, Any]] = ()) -> list[Verified]:
    """Verify every chain, and that what `kept` anchors (as `Anchor.to_dict`) say still stands in it."""
    by_chain: dict[int | None, dict[int, str]] = {}
    for anchor in kept:
        by_chain.setdefault(anchor["organization"], {})[anchor["sequence"]] = anchor["digest"]
    names: dict[int | None, str] = {
        row.id: row.name for row in db.session.execute(select(Organization.id, Organization.name))
    }
    present = set(db.session.scalars(select(AuditEntry.organization_id).distinct()))
    chains = sorted(present | set(by_chain), key=lambda one: one or 0)
    return [_verify_one(one, names.get(one, ""), by_chain.get(one, {})) for one in chains]


def _verify_one(organization_id: int | None, name: str, kept: Mapping[int, str]) -> Verified:
    sequence, digest, at, broken = 0, START, None, None
    for row in _entries(organization_id):
        broken = _break_at(row, sequence, digest, kept)
        if broken is not None:
            break
        sequence, digest, at = row.sequence, row.digest, row.at
    beyond = [one for one in kept if one > sequence]
    if broken is None and beyond:
        broken = Break(max(beyond), "end-missing")
    return Verified(organization_id, name, sequence, digest, at, broken)


def _break_at(row: Any, sequence: int, digest: str, kept: Mapping[int, str]) -> Break | None:
    """Return what is wrong with the entry after `sequence`, or None."""
    if row.sequence != sequence + 1:
        return Break(sequence + 1, "entry-missing")
    if digest_of(row) != row.digest:
        return Break(row.sequence, "entry-changed")
    if row.previous != digest:
        return Break(row.sequence, "entry-before-changed")
    if row.sequence in kept and kept[row.sequence] != row.digest:
        return Break(row.sequence, "history-rewritten")
    return None


def _entries(organization_id: int | None) -> Iterator[Any]:
    columns = [getattr(AuditEntry, column.key) for column in AuditEntry.__table__.columns]
    after = 0
    while True:
        rows = db.session.execute(
            select(*columns)
            .where(AuditEntry.organization_id == organization_id, AuditEntry.sequence > after)
            .order_by(AuditEntry.sequence)
            .limit(_AT_A_TIME)
        ).all()
        yield from rows
        if len(rows) < _AT_A_TIME:
            return
        after = rows[-1].sequence
