"""Photographs of a study session: attached until its minutes are filed, then part of what was filed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import get_recorded
from studyapp.meetings.minutes import check_writable
from studyapp.meetings.minutes_models import SessionPhoto
from studyapp.meetings.models import StudySession
from studyapp.meetings.photo_drawing import DrawnPhoto
from studyapp.people.actor import Actor

MOST_PHOTOS = 12
MOST_BYTES = 10 * 1024 * 1024
CAPTION_LENGTH = 100


def check_photo(actor: Actor, study_session_id: int, data: bytes, caption: str) -> None:
    """Raise what hinders a photograph before it is drawn anew.

    `ConflictError` as `check_writable` or photos-many (`most`), `DomainError` photo-missing, photo-large (`most`, in
    MB) or photo-caption (`most`).
    """
    found = get_recorded(actor, study_session_id)
    check_writable(found)
    if not data:
        raise DomainError("photo-missing")
    if len(data) > MOST_BYTES:
        raise DomainError("photo-large", most=MOST_BYTES // 1024**2)
    if len(caption.strip()) > CAPTION_LENGTH:
        raise DomainError("photo-caption", most=CAPTION_LENGTH)
    if len(list_photos(found)) >= MOST_PHOTOS:
        raise ConflictError("photos-many", most=MOST_PHOTOS)


def add_photo(actor: Actor, study_session_id: int, drawn: DrawnPhoto, caption: str, now: datetime) -> SessionPhoto:
    """Attach a photograph that was checked and drawn anew; the same one twice only takes the new caption."""
    found = get_recorded(actor, study_session_id)
    db.session.refresh(found, with_for_update=True)
    check_writable(found)
    known = list_photos(found)
    photo = next((one for one in known if one.sha256 == drawn.sha256), None)
    if photo is None:
        if len(known) >= MOST_PHOTOS:
            raise ConflictError("photos-many", most=MOST_PHOTOS)
        last = select(func.max(SessionPhoto.position)).where(SessionPhoto.study_session_id == found.id)
        photo = SessionPhoto(
            organization_id=found.organization_id,
            study_session_id=found.id,
            position=(db.session.scalar(last) or 0) + 1,
            media_type=drawn.media_type,
            width=drawn.width,
            height=drawn.height,
            sha256=drawn.sha256,
            content=drawn.content,
            added_at=now,
        )
        db.session.add(photo)
    photo.caption = caption.strip()
    db.session.flush()
    return photo


def remove_photo(actor: Actor, study_session_id: int, photo_id: int) -> None:
    """Take a photograph out again. Raises `NotFoundError` photo-not-found, or as `check_writable`."""
    found = get_recorded(actor, study_session_id)
    db.session.refresh(found, with_for_update=True)
    check_writable(found)
    db.session.delete(get_photo(found, photo_id))
    db.session.flush()


def list_photos(found: StudySession, *, with_content: bool = False) -> list[SessionPhoto]:
    """Return the photographs in their order; their contents are read only where they are wanted."""
    query = select(SessionPhoto).where(SessionPhoto.study_session_id == found.id).order_by(SessionPhoto.position)
    return list(db.session.scalars(query.options(undefer(SessionPhoto.content)) if with_content else query))


def get_photo(found: StudySession, photo_id: int) -> SessionPhoto:
    """Return a photograph with its content. Raises `NotFoundError` photo-not-found."""
    query = select(SessionPhoto).where(SessionPhoto.study_session_id == found.id, SessionPhoto.id == photo_id)
    photo = db.session.scalar(query.options(undefer(SessionPhoto.content)))
    if photo is None:
        raise NotFoundError("photo-not-found")
    return photo


def is_photo_intact(photo: SessionPhoto) -> bool:
    """Say whether a photograph is what its fingerprint says."""
    return hashlib.sha256(photo.content).hexdigest() == photo.sha256
