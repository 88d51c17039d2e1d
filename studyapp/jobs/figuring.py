"""Gathering figures in the background, every few minutes for organizations in which something happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from studyapp.db import begin_writing, db
from studyapp.people.models import Organization
from studyapp.study.figure_making import gather, is_stale, publish

LOOK_EVERY = timedelta(minutes=1)
GATHER_EVERY = timedelta(minutes=10)


class Figurer:
    """Looks once a minute whether figures are to be gathered anew."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def look(self, now: datetime) -> int:
        """Gather what is stale; return for how many organizations. Where nothing happened, nothing is written."""
        if self._looked_at is not None and now - self._looked_at < LOOK_EVERY:
            return 0
        self._looked_at = now
        organization_ids = list(db.session.scalars(select(Organization.id)))
        return sum(gather_one(one, now, GATHER_EVERY) for one in organization_ids)


def gather_one(organization_id: int, now: datetime, after: timedelta = timedelta(0)) -> bool:
    """Gather one organization's figures where they are stale; return whether they were."""
    stale = is_stale(organization_id, now, after)
    gathered = gather(organization_id, now) if stale else None
    db.session.rollback()
    if gathered is None:
        return False
    begin_writing()
    publish(organization_id, gathered, now)
    db.session.commit()
    return True
