"""The address that a phone in the room opens to check in."""

from __future__ import annotations

from flask import url_for

from studyapp.meetings.models import StudySession
from studyapp.web.public_addresses import public_address


def join_address(found: StudySession) -> str:
    """Return the address with the number."""
    return public_address(url_for("live.join_number", number=found.join_number))
