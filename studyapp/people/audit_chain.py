"""The form in which an entry of the audit log is hashed. It never changes: what is filed must verify in ten years."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Protocol

START = "0" * 64
"""What stands as the digest before the first entry."""


class Link(Protocol):
    """An entry as it is stored: a row or an `AuditEntry`."""

    organization_id: Any
    sequence: Any
    previous: Any
    account_id: Any
    action: Any
    subject_kind: Any
    subject_id: Any
    details: Any
    address: Any
    device: Any
    at: Any


def canonical(link: Link) -> bytes:
    """Return the entry as JSON in ASCII: keys sorted, no blanks, the moment in UTC to the microsecond."""
    moment: datetime = link.at.astimezone(UTC)
    form = {
        "account": link.account_id,
        "action": link.action,
        "address": link.address,
        "at": moment.isoformat(timespec="microseconds"),
        "details": link.details,
        "device": link.device,
        "organization": link.organization_id,
        "previous": link.previous,
        "sequence": link.sequence,
        "subject": [link.subject_kind, link.subject_id],
    }
    return json.dumps(form, sort_keys=True, separators=(",", ":")).encode("ascii")


def digest_of(link: Link) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(link)).hexdigest()
