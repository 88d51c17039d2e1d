"""Asking for work outside the request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from studyapp import clock
from studyapp.db import db
from studyapp.jobs.models import Job
from studyapp.jobs.waking import wake

_TO_WAKE = "jobs_to_wake"


def enqueue(
    kind: str,
    payload: dict[str, Any],
    *,
    organization_id: int | None,
    created_by_id: int | None = None,
    due_at: datetime | None = None,
) -> Job:
    """Add a job in the caller's transaction and return it, with its id. The worker hears of it after the commit.

    `payload` is JSON; it names rows by id rather than carrying them. `due_at` is the earliest moment to start.
    """
    now = clock.now()
    job = Job(
        kind=kind,
        payload=payload,
        organization_id=organization_id,
        created_by_id=created_by_id,
        created_at=now,
        due_at=due_at or now,
    )
    db.session.add(job)
    db.session.flush()
    if job.due_at <= now:
        db.session.info.setdefault(_TO_WAKE, []).append(job.id)
    return job


@event.listens_for(db.session, "after_commit")
def _wake_committed(session: Session) -> None:
    if not session.in_nested_transaction() and (ids := session.info.pop(_TO_WAKE, None)):
        wake(ids)


@event.listens_for(db.session, "after_rollback")
def _forget_rolled_back(session: Session) -> None:
    session.info.pop(_TO_WAKE, None)
