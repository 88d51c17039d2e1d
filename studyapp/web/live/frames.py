"""What a phone's stage looks like, rendered once for everybody of a language: nothing in it belongs to one person.

Only phones whose owners answer a closed-book quiz on what is being told are sent another, with less on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, render_template

from studyapp import clock
from studyapp.db import db
from studyapp.meetings.kept_away import without_answers
from studyapp.meetings.models import StudySession
from studyapp.meetings.room import Stage, find_stage


def stage_page(stage: Stage) -> str:
    """Return the stage as HTML in the language of the present request."""
    return render_template("live/stage_alone.html", stage=stage)


@dataclass(frozen=True, slots=True)
class Frame:
    """The stage as an event of the stream (WHATWG HTML, 9.2), drawn at the room's event `number`.

    `told_case_ids` are the cases on which it tells answers; `for_closed_books` is what goes to phones whose owners
    answer a closed-book quiz on one of these.
    """

    number: int
    for_all: bytes
    told_case_ids: tuple[int, ...] = ()
    for_closed_books: bytes = b""


def frame(app: Flask, study_session_id: int, locale: str) -> Frame:
    """Return what the streams of a room send now.

    Called outside a request, with no transaction open; holds a database connection no longer than it takes.
    """
    with app.test_request_context(headers={"Cookie": f"language={locale}"}):
        try:
            found = db.session.get(StudySession, study_session_id)
            if found is None:
                return Frame(0, event("gone", 0, {}))
            stage = find_stage(found, clock.now())
            drawn = event("stage", found.event_number, payload(stage))
            if not stage.told_case_ids:
                return Frame(found.event_number, drawn)
            reduced = event("stage", found.event_number, payload(without_answers(stage)))
            return Frame(found.event_number, drawn, stage.told_case_ids, reduced)
        finally:
            db.session.remove()


def payload(stage: Stage) -> dict[str, object]:
    """Return what a phone needs to draw the stage."""
    return {"key": stage.key, "number": stage.meeting.event_number, "html": stage_page(stage)}


def event(kind: str, number: int, data: Mapping[str, object]) -> bytes:
    """Return one event of a stream."""
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
