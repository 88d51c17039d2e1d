"""The weekly digest of those who organize units: what of theirs is unfinished."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from studyapp.chasing.models import Delivery, Notice, NotificationPreference, ReminderRun
from studyapp.chasing.runs import store
from studyapp.db import db
from studyapp.people.models import Account, Membership, Role
from studyapp.people.signing_in import find_actor
from studyapp.study.dashboards import Phase, overview

LINES = 10


def list_leads(organization_id: int) -> list[int]:
    """Return the accounts of those who organize a unit now; administrators look for themselves."""
    query = (
        select(Membership.account_id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.organization_id == organization_id,
            Membership.role == Role.ORGANIZER,
            Membership.left_at.is_(None),
            Account.is_active,
        )
        .distinct()
        .order_by(Membership.account_id)
    )
    return list(db.session.scalars(query))


def digest_of(account_id: int, organization_id: int, now: datetime) -> list[dict[str, Any]]:
    """Return what of a lead's running assignments is unfinished, nearest deadline first; empty for nothing."""
    actor = find_actor(account_id, organization_id)
    if actor is None or not actor.is_organizer:
        return []
    running = [line for line in overview(actor, now) if line.phase is Phase.RUNNING and line.counts.unfinished]
    return [
        {
            "id": line.id,
            "title": line.title,
            "closes_at": line.closes_at.isoformat(),
            "unfinished": line.counts.unfinished,
            "not_started": line.counts.not_started,
            "total": line.counts.total,
        }
        for line in running[:LINES]
    ]


def store_digest(
    run: ReminderRun, account_id: int, lines: list[dict[str, Any]], now: datetime, *, by_mail: bool
) -> None:
    """Write one lead's digest, once; nothing for one who wants none."""
    preference = db.session.get(NotificationPreference, account_id)
    if not lines or (preference is not None and not preference.wants_digest):
        return
    key = f"{run.key}:{run.organization_id}:{account_id}"
    common = {
        "organization_id": run.organization_id,
        "run_id": run.id,
        "account_id": account_id,
        "told": {"lines": lines},
    }
    store(Notice, [common | {"assignment_id": None, "key": key, "created_at": now}])
    if by_mail and preference and preference.wants_mail and preference.mail_address:
        store(Delivery, [common | {"robot_id": None, "key": f"{key}:mail", "next_try_at": now}])
