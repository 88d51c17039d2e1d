"""What a dashboard says first: one sentence that names who needs a push, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext, ngettext

from studyapp.study.counts import Counts, UnitCounts, most_behind
from studyapp.study.dashboards import Phase


def standing_sentence(units: list[UnitCounts], whole: Counts, phase: Phase, closes_at: datetime, now: datetime) -> str:
    """Return the sentence for one assignment."""
    if not whole.total:
        return str(gettext("Nobody of your people is in this assignment yet."))
    if not whole.unfinished:
        return str(ngettext("%(num)d person has passed: everybody.", "All %(num)d people have passed.", whole.total))
    if phase is Phase.WITHDRAWN:
        return str(gettext("The assignment is withdrawn."))
    return str(gettext("%(who)s, %(when)s", who=_behind(units, whole), when=_when(phase, closes_at, now)))


def bands_sentence(bands: list[int], pass_mark: int) -> str:
    """Return the sentence for the distribution of scores."""
    scored = sum(bands)
    if not scored:
        return str(gettext("Nobody has a score yet."))
    fullest = max(range(len(bands)), key=lambda band: bands[band])
    return str(
        gettext(
            "Of %(scored)d people with a score, most (%(most)d) reached %(band)s points; the pass mark is %(mark)d.",
            scored=scored,
            most=bands[fullest],
            band=band_words(fullest),
            mark=pass_mark,
        )
    )


def band_words(band: int) -> str:
    """Return a band of ten points as it is written: 0–9, …, 90–100."""
    return f"{band * 10}–{band * 10 + 9 if band < 9 else 100}"


def _behind(units: list[UnitCounts], whole: Counts) -> str:
    worst = most_behind(units)
    if worst is None:
        return str(ngettext("%(num)d person has not passed", "%(num)d people have not passed", whole.unfinished))
    if worst.own.not_started:
        return str(
            ngettext(
                "%(unit)s still has %(num)d person who has not started",
                "%(unit)s still has %(num)d people who have not started",
                worst.own.not_started,
                unit=worst.name,
            )
        )
    return str(
        ngettext(
            "%(unit)s still has %(num)d person who has not passed",
            "%(unit)s still has %(num)d people who have not passed",
            worst.own.unfinished,
            unit=worst.name,
        )
    )


def _when(phase: Phase, closes_at: datetime, now: datetime) -> str:
    if phase is Phase.OVER:
        days = (now - closes_at).days
        if not days:
            return str(gettext("overdue since today"))
        return str(ngettext("overdue for %(num)d day", "overdue for %(num)d days", days))
    left = closes_at - now
    if left >= timedelta(days=1):
        return str(ngettext("deadline in %(num)d day", "deadline in %(num)d days", left.days))
    hours = int(left.total_seconds() // 3600)
    if hours:
        return str(ngettext("deadline in %(num)d hour", "deadline in %(num)d hours", hours))
    return str(gettext("deadline within the hour"))
