"""What a phone's stage looks like, rendered once for everybody of a language: nothing in it belongs to one person."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Flask, render_template

from studyapp import clock
from studyapp.db import db
from studyapp.meetings.models import StudySession
from studyapp.meetings.room import Stage, find_stage


def stage_page(stage: Stage) -> str:
    """Return the stage as HTML in the language of the present request."""
    return render_template("live/stage_alone.html", stage=stage)


def frame(app: Flask, study_session_id: int, locale: str) -> tuple[int, bytes]:
    """Return the number of the room's last event and the stage as an event of the stream (WHATWG HTML, 9.2).

    Called outside a request, with no transaction open; holds a database connection no longer than it takes.
    """
    with app.test_request_context(headers={"Cookie": f"language={locale}"}):
        try:
            found = db.session.get(StudySession, study_session_id)
            if found is None:
                return 0, event("gone", 0, {})
            stage = find_stage(found, clock.now())
            return found.event_number, event("stage", found.event_number, payload(stage))
        finally:
            db.session.remove()


def payload(stage: Stage) -> dict[str, object]:
    """Return what a phone needs to draw the stage."""
    return {"key": stage.key, "number": stage.meeting.event_number, "html": stage_page(stage)}


def event(kind: str, number: int, data: Mapping[str, object]) -> bytes:
    """Return one event of a stream."""
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
