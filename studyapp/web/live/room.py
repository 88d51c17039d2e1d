"""A participant's phone in the room."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from studyapp.meetings.access import get_attended
from studyapp.meetings.agenda import list_steps, timed
from studyapp.web import current


def room(study_session_id: int) -> ResponseReturnValue:
    """Show where the room is; who has not checked in is asked for the number first."""
    found, attendance = get_attended(current.actor(), study_session_id)
    if attendance is None:
        return redirect(url_for("live.join"), 303)
    return render_template(
        "live/room.html", meeting=found, attendance=attendance, steps=timed(found, list_steps(found.id))
    )
