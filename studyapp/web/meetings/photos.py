"""Photographs on the page of the minutes."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.meetings import photos
from studyapp.meetings.access import get_recorded
from studyapp.meetings.photo_drawing import draw_anew
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def photo(study_session_id: int, photo_id: int) -> Response:
    """Answer with a photograph."""
    found = photos.get_photo(get_recorded(current.actor(), study_session_id), photo_id)
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@own_transaction
def add(study_session_id: int) -> ResponseReturnValue:
    """Attach a photograph; it is drawn anew while no transaction is open."""
    actor, given = current.actor(), request.files.get("photo")
    data = given.stream.read(photos.MOST_BYTES + 1) if given else b""
    caption = request.form.get("caption", "")
    try:
        photos.check_photo(actor, study_session_id, data, caption)
        db.session.rollback()
        drawn = draw_anew(data)
        begin_writing()
        photos.add_photo(actor, study_session_id, drawn, caption, clock.now())
        note(Deed("study-session.add-photo", "study_session", study_session_id, {"sha256": drawn.sha256}))
        db.session.commit()
        flash(_("The photograph is attached."), "success")
    except DomainError as error:
        if error.status in {403, 404}:
            raise
        db.session.rollback()
        flash(words_for(error.code, error.parameters), "danger")
    return _back(study_session_id)


def remove(study_session_id: int, photo_id: int) -> ResponseReturnValue:
    """Take a photograph out again."""
    photos.remove_photo(current.actor(), study_session_id, photo_id)
    note(Deed("study-session.remove-photo", "study_session", study_session_id, {}))
    flash(_("The photograph is taken out."), "success")
    return _back(study_session_id)


def _back(study_session_id: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.minutes", study_session_id=study_session_id, _anchor="photos"), 303)
