"""The address that a phone in the room opens to check in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request, url_for

from studyapp.meetings.models import StudySession

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def join_address(found: StudySession) -> str:
    """Return the address with the number: under PUBLIC_URL, or, where that was left alone, as this page was opened."""
    base = str(current_app.config["PUBLIC_URL"])
    if urlsplit(base).hostname in _LOOPBACK:
        base = request.url_root
    return base.rstrip("/") + url_for("live.join_number", number=found.join_number)
