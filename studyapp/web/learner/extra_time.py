"""The time that a paper has left, told by the server: also what was given on top of it, and why."""

from __future__ import annotations

from flask_babel import ngettext

from studyapp import clock
from studyapp.study.extra_time import extra_time_of
from studyapp.study.sittings import Sitting, find_sitting
from studyapp.web import current
from studyapp.web.times import seconds_until


def time_left(attempt_id: int) -> dict[str, object]:
    """Answer an open quiz page that asks how long it has: the seconds left, and the newest extra time in words."""
    sitting = find_sitting(current.actor(), attempt_id)
    given = extra_time_words(sitting)
    return {"seconds_left": seconds_until(sitting.closes_at, clock.now()), "news": given[-1] if given else ""}


def extra_time_words(sitting: Sitting) -> list[str]:
    """Return each extra time of the sitting as a sentence, oldest first."""
    if not sitting.extra_minutes:
        return []
    return [
        ngettext(
            "%(num)d minute of extra time: %(reason)s",
            "%(num)d minutes of extra time: %(reason)s",
            one.minutes,
            reason=one.reason,
        )
        for one in extra_time_of(sitting.attempt_id)
    ]
