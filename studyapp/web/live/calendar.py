"""A study session as a calendar file, for whoever is invited."""

from __future__ import annotations

from flask import Response, url_for

from studyapp import clock
from studyapp.exchange.calendar_feed import CalendarEntry, calendar_feed
from studyapp.meetings.joining import get_expected
from studyapp.meetings.models import StudySessionState
from studyapp.web import current
from studyapp.web.meetings.roll import attachment
from studyapp.web.public_addresses import public_address


def calendar(study_session_id: int) -> Response:
    """Send the file; the same entry as in one's own calendar feed, so that both never stand side by side."""
    found = get_expected(current.actor(), study_session_id)
    entry = CalendarEntry(
        uid=f"study-session-{found.id}@studyapp",
        summary=found.title,
        moment=found.starts_at,
        url=public_address(url_for("learner.home")),
        place=found.place or "",
        ends_at=found.ends_at,
        is_cancelled=found.state is StudySessionState.CANCELLED,
    )
    return attachment(calendar_feed(found.title, [entry], clock.now()), "text/calendar", f"{found.title}.ics")
