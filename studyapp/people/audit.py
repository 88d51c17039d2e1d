"""The record of who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import ADDRESS_LENGTH, AuditEntry


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: the action's code, the kind and id of what it was done to, and what changed."""

    action: str
    subject_kind: str
    subject_id: int | None = None
    details: dict[str, Any] | None = None


def record(actor: Actor | None, deed: Deed, now: datetime, address: str | None = None) -> None:
    """Add an entry to the session; it is kept or rolled back with the deed itself."""
    db.session.add(
        AuditEntry(
            organization_id=actor.organization_id if actor else None,
            account_id=actor.account_id if actor else None,
            action=deed.action,
            subject_kind=deed.subject_kind,
            subject_id=deed.subject_id,
            details=deed.details or {},
            address=address[:ADDRESS_LENGTH] if address else None,
            at=now,
        )
    )
