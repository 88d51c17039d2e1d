"""The register of sign-ins: where an account is signed in, kept up while it is used, ended one by one.

A token is exchanged for a new one once a day. Networks lose answers: the old token serves until the new one was seen.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.models import Account
from studyapp.people.sign_in_models import DEVICE_LENGTH, DeviceSignIn

LASTS = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=15)
ROTATED_EVERY = timedelta(days=1)
ON_ITS_WAY = timedelta(minutes=2)  # so long a page that was asked for before the exchange may still come in


class Upkeep(StrEnum):
    """What a request means for the sign-in it came with."""

    NONE = "none"
    SEEN = "seen"
    CONFIRM = "confirm"
    ROTATE = "rotate"


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign-in as a request found it; `is_previous`: the request still carried the token before the present one."""

    sign_in_id: int
    last_seen_at: datetime
    rotated_at: datetime
    is_previous: bool
    has_previous: bool


@dataclass(frozen=True, slots=True)
class Device:
    """A sign-in as its owner sees it."""

    sign_in_id: int
    device: str
    address: str
    started_at: datetime
    last_seen_at: datetime
    is_this: bool


def token_hash(token: str) -> str:
    """Return what the register keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(account: Account, token: str, device: str, address: str, now: datetime) -> DeviceSignIn:
    """Write down that the account is signed in on a device; what has long ended goes."""
    stale = (DeviceSignIn.last_seen_at < now - LASTS) | (
        DeviceSignIn.credentials_version != account.credentials_version
    )
    db.session.execute(delete(DeviceSignIn).where(DeviceSignIn.account_id == account.id, stale))
    row = DeviceSignIn(
        account_id=account.id,
        credentials_version=account.credentials_version,
        token_hash=token_hash(token),
        rotated_at=now,
        device=device[:DEVICE_LENGTH],
        address=address,
        started_at=now,
        last_seen_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def upkeep(seen: Seen, now: datetime) -> Upkeep:
    """Decide what is to be written down after a request."""
    since = now - seen.rotated_at
    if since >= ROTATED_EVERY or (seen.is_previous and since >= ON_ITS_WAY):
        return Upkeep.ROTATE
    if seen.has_previous and not seen.is_previous and since >= ON_ITS_WAY:
        return Upkeep.CONFIRM
    return Upkeep.SEEN if now - seen.last_seen_at >= SEEN_EVERY else Upkeep.NONE


def keep_up(seen: Seen, what: Upkeep, new_token: str, address: str, now: datetime) -> bool:
    """Do it; say whether `new_token` serves from now on. A sign-in that ended meanwhile stays ended."""
    row = db.session.get(DeviceSignIn, seen.sign_in_id, with_for_update=True)
    if row is None or what is Upkeep.NONE:
        return False
    row.last_seen_at, row.address = now, address
    if what is Upkeep.CONFIRM:
        row.previous_hash = None
    is_first = what is Upkeep.ROTATE and row.rotated_at == seen.rotated_at  # of two requests at once, one exchanges
    if is_first:
        # Where the token before came once more, the present one was lost on its way: nobody holds it.
        row.previous_hash = row.previous_hash if seen.is_previous else row.token_hash
        row.token_hash, row.rotated_at = token_hash(new_token), now
    db.session.flush()
    return is_first


def list_devices(account_id: int, own_id: int | None, now: datetime) -> list[Device]:
    """Return where an account is signed in: this device first, then the last seen."""
    rows = db.session.scalars(
        select(DeviceSignIn)
        .join(Account, Account.id == DeviceSignIn.account_id)
        .where(
            DeviceSignIn.account_id == account_id,
            DeviceSignIn.credentials_version == Account.credentials_version,
            DeviceSignIn.last_seen_at > now - LASTS,
        )
        .order_by(DeviceSignIn.last_seen_at.desc(), DeviceSignIn.id.desc())
    )
    found = [
        Device(one.id, one.device, one.address, one.started_at, one.last_seen_at, one.id == own_id) for one in rows
    ]
    return sorted(found, key=lambda one: not one.is_this)


def end(account_id: int, sign_in_id: int) -> str:
    """End a sign-in of one's own and return its device. Raises `NotFoundError` device-not-found."""
    row = db.session.get(DeviceSignIn, sign_in_id)
    if row is None or row.account_id != account_id:
        raise NotFoundError("device-not-found")
    db.session.delete(row)
    db.session.flush()
    return row.device


def end_others(account_id: int, own_id: int | None) -> int:
    """End every sign-in of an account but `own_id`; return how many there were."""
    ids = [one for one in db.session.scalars(select(DeviceSignIn.id).filter_by(account_id=account_id)) if one != own_id]
    db.session.execute(delete(DeviceSignIn).where(DeviceSignIn.id.in_(ids)))
    return len(ids)


def end_at_once(sign_in_id: int) -> None:
    """End the sign-in of the browser that asks; one that has ended stays so."""
    db.session.execute(delete(DeviceSignIn).where(DeviceSignIn.id == sign_in_id))
