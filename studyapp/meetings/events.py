"""The room's events: every change of what is shown gets the next number, in the same transaction as the change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from studyapp.db import db
from studyapp.meetings.models import StudySession
from studyapp.meetings.room_models import RoomEvent


def announce(found: StudySession, kind: str, now: datetime, account_id: int | None = None) -> int:
    """Give the room's change its number and return it; the row stays locked, so that numbers appear in their order."""
    number = db.session.scalar(
        update(StudySession)
        .where(StudySession.id == found.id)
        .values(event_number=StudySession.event_number + 1)
        .returning(StudySession.event_number)
        .execution_options(synchronize_session=False)
    )
    if number is None:
        raise LookupError(found.id)
    db.session.add(
        RoomEvent(
            organization_id=found.organization_id,
            study_session_id=found.id,
            number=number,
            kind=kind,
            account_id=account_id,
            at=now,
        )
    )
    db.session.flush()
    db.session.refresh(found, ["event_number"])
    return number


def latest_numbers(study_session_ids: Collection[int]) -> dict[int, int]:
    """Return the number of the last event of each room; one that was deleted is missing."""
    query = select(StudySession.id, StudySession.event_number).where(StudySession.id.in_(study_session_ids))
    return {row[0]: row[1] for row in db.session.execute(query)}
