"""Where one stopped reading, on whatever device, and how long one read: only what was visible and active counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study.reading import find_case
from studyapp.study.reading_models import ReadingPlace

MOST_SECONDS_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Presence:
    """A sign of reading: the offset of the topmost paragraph, and the active seconds since the last sign."""

    offset: int
    seconds: int


def note_presence(actor: Actor, assignment_id: int, case_id: int, presence: Presence, now: datetime) -> ReadingPlace:
    """Keep place and time. Of the seconds told, no more count than have gone by since the last sign, from any device.

    Raises as `find_case`.
    """
    case = find_case(actor, assignment_id, case_id, now)
    query = select(ReadingPlace).where(ReadingPlace.account_id == actor.account_id, ReadingPlace.case_id == case_id)
    place = db.session.scalar(query.with_for_update())
    seconds = min(max(0, presence.seconds), MOST_SECONDS_AT_ONCE)
    if place is None:
        place = ReadingPlace(
            organization_id=actor.organization_id, account_id=actor.account_id, case_id=case_id, seconds=0
        )
        db.session.add(place)
    else:
        seconds = min(seconds, max(0, int((now - place.seen_at).total_seconds())))
    place.revision_id = case.revision.id
    place.offset = min(max(0, presence.offset), len(case.revision.body))
    place.seconds += seconds
    place.seen_at = now
    db.session.flush()
    return place


def find_place(actor: Actor, case_id: int, revision_id: int) -> ReadingPlace | None:
    """Return where the actor stopped in this text of a case, None at its beginning or in another text."""
    return db.session.scalar(
        select(ReadingPlace).where(
            ReadingPlace.account_id == actor.account_id,
            ReadingPlace.case_id == case_id,
            ReadingPlace.revision_id == revision_id,
            ReadingPlace.offset > 0,
        )
    )


def reading_seconds(actor: Actor) -> dict[int, int]:
    """Return by case id how many seconds the actor read."""
    query = select(ReadingPlace.case_id, ReadingPlace.seconds).where(
        ReadingPlace.account_id == actor.account_id, ReadingPlace.organization_id == actor.organization_id
    )
    return dict(db.session.execute(query).all())
