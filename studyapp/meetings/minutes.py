"""The minutes: typed by the recorder, confirmed once, and from then on unchangeable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.meetings.access import get_managed, get_recorded
from studyapp.meetings.events import announce
from studyapp.meetings.minutes_models import Minutes, SessionPhoto, ToDo
from studyapp.meetings.models import StudySession, StudySessionState
from studyapp.meetings.record import compose
from studyapp.people.actor import Actor

TEXT_LENGTH = 20_000
MOST_TO_DOS = 50
WHAT_LENGTH, PERSON_LENGTH = 300, 100


@dataclass(frozen=True, slots=True)
class ToDoDraft:
    """Something to be done: by whom, until when; both may be open."""

    what: str
    person: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What the recorder has typed; `version` is that of the minutes which they had before them, 0 for none."""

    points: str
    summary: str
    to_dos: tuple[ToDoDraft, ...]
    version: int


def find_minutes(study_session_id: int) -> Minutes | None:
    """Return the minutes, None where nothing was typed yet."""
    return db.session.scalar(select(Minutes).where(Minutes.study_session_id == study_session_id))


def list_to_dos(minutes: Minutes | None) -> list[ToDo]:
    """Return what is to be done, in its order."""
    if minutes is None:
        return []
    return list(db.session.scalars(select(ToDo).where(ToDo.minutes_id == minutes.id).order_by(ToDo.position)))


def write_minutes(actor: Actor, study_session_id: int, draft: MinutesDraft) -> Minutes:
    """Keep what was typed.

    Raises `ConflictError` minutes-confirmed, minutes-newer where somebody else has typed in between, minutes-early
    before the beginning, study-session-cancelled; `DomainError` minutes-long (`most`), to-dos-many or to-do-long.
    """
    found = get_recorded(actor, study_session_id)
    check_writable(found)
    _check(draft)
    minutes = find_minutes(found.id)
    if draft.version != (minutes.version if minutes else 0):
        raise ConflictError("minutes-newer")
    if minutes is None:
        minutes = Minutes(organization_id=found.organization_id, study_session_id=found.id, version=0)
        db.session.add(minutes)
    minutes.points, minutes.summary = draft.points.strip(), draft.summary.strip()
    minutes.version += 1
    db.session.flush()
    db.session.execute(delete(ToDo).where(ToDo.minutes_id == minutes.id))
    common = {"organization_id": found.organization_id, "minutes_id": minutes.id}
    for position, one in enumerate((each for each in draft.to_dos if each.what.strip()), 1):
        what, person = one.what.strip(), one.person.strip()
        db.session.add(ToDo(position=position, what=what, person=person, due_on=one.due_on, **common))
    db.session.flush()
    return minutes


def confirm_minutes(actor: Actor, study_session_id: int, now: datetime) -> Minutes:
    """File the minutes: all they say is frozen with its fingerprint. Raises as above, and minutes-not-ended."""
    found = get_managed(actor, study_session_id)
    db.session.refresh(found, with_for_update=True)
    check_writable(found)
    if found.state is not StudySessionState.ENDED:
        raise ConflictError("minutes-not-ended")
    minutes = find_minutes(found.id)
    if minutes is None:
        minutes = Minutes(organization_id=found.organization_id, study_session_id=found.id, version=1)
        minutes.points = minutes.summary = ""
        db.session.add(minutes)
        db.session.flush()
    typed = typed_parts(minutes, list_to_dos(minutes))
    record = compose(found, typed) | {"confirmed_by": actor.name, "confirmed_at": now.isoformat()}
    minutes.record, minutes.sha256 = record, fingerprint(record)
    minutes.confirmed_at, minutes.confirmed_by_id = now, actor.account_id
    found.state = StudySessionState.CONFIRMED
    db.session.flush()
    announce(found, "confirmed", now, actor.account_id)
    return minutes


def find_record(found: StudySession, minutes: Minutes | None) -> dict[str, Any]:
    """Return all that the minutes say: as they were filed, or as they stand."""
    if minutes is not None and minutes.record is not None:
        return minutes.record
    return compose(found, typed_parts(minutes, list_to_dos(minutes)))


def typed_parts(minutes: Minutes | None, to_dos: Sequence[ToDo]) -> dict[str, Any]:
    """Return the typed parts of the minutes as values."""
    return {
        "points": minutes.points if minutes else "",
        "summary": minutes.summary if minutes else "",
        "to_dos": [
            {"what": one.what, "person": one.person, "due_on": one.due_on.isoformat() if one.due_on else None}
            for one in to_dos
        ],
    }


def fingerprint(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record's canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(minutes: Minutes) -> bool:
    """Say whether filed minutes are what was confirmed, and its photographs are the very same."""
    if minutes.record is None or fingerprint(minutes.record) != minutes.sha256:
        return False
    filed = [one["sha256"] for one in minutes.record.get("photos", [])]
    query = select(SessionPhoto.sha256).where(SessionPhoto.study_session_id == minutes.study_session_id)
    return filed == list(db.session.scalars(query.order_by(SessionPhoto.position)))


def check_writable(found: StudySession) -> None:
    """Raise `ConflictError` where nothing of the minutes can be changed: minutes-confirmed, -early or called off."""
    if found.state is StudySessionState.CONFIRMED:
        raise ConflictError("minutes-confirmed")
    if found.state is StudySessionState.CANCELLED:
        raise ConflictError("study-session-cancelled")
    if found.state is StudySessionState.PLANNED:
        raise ConflictError("minutes-early")


def _check(draft: MinutesDraft) -> None:
    if len(draft.points) > TEXT_LENGTH or len(draft.summary) > TEXT_LENGTH:
        raise DomainError("minutes-long", most=TEXT_LENGTH)
    if len(draft.to_dos) > MOST_TO_DOS:
        raise DomainError("to-dos-many", most=MOST_TO_DOS)
    if any(len(one.what) > WHAT_LENGTH or len(one.person) > PERSON_LENGTH for one in draft.to_dos):
        raise DomainError("to-do-long", most=WHAT_LENGTH)
