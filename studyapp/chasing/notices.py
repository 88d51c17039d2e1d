"""What one is told inside the product: the unread count in the navigation, the list, and having read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from studyapp.chasing.models import Notice
from studyapp.db import db
from studyapp.people.actor import Actor

SHOWN = 100
# Built once: it runs with every page.
_UNREAD = select(func.count()).where(
    Notice.account_id == bindparam("account_id"),
    Notice.organization_id == bindparam("organization_id"),
    Notice.read_at.is_(None),
)


def count_unread(actor: Actor) -> int:
    """Return how many notices wait to be read; one query."""
    mine = {"account_id": actor.account_id, "organization_id": actor.organization_id}
    return db.session.scalar(_UNREAD, mine) or 0


def list_notices(actor: Actor) -> list[Notice]:
    """Return the newest notices, unread ones first."""
    query = select(Notice).where(Notice.account_id == actor.account_id, Notice.organization_id == actor.organization_id)
    return list(db.session.scalars(query.order_by(Notice.read_at.is_not(None), Notice.id.desc()).limit(SHOWN)))


def mark_read(actor: Actor, now: datetime, upto_id: int) -> None:
    """Note that the person has seen the notices up to and with this one."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.account_id == actor.account_id,
            Notice.organization_id == actor.organization_id,
            Notice.id <= upto_id,
            Notice.read_at.is_(None),
        )
        .values(read_at=now)
    )
