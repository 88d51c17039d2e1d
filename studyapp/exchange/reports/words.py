"""The words that workbook and briefing share."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from studyapp.study.counts import UnitCounts
from studyapp.study.models import EnrolmentState
from studyapp.study.report_figures import ReportFigures

STATE_WORDS = {
    EnrolmentState.NOT_STARTED: _l("Not started"),
    EnrolmentState.READING: _l("Reading"),
    EnrolmentState.ANSWERING: _l("Answering"),
    EnrolmentState.NOT_PASSED: _l("Not passed yet"),
    EnrolmentState.PASSED: _l("Passed"),
}

KIND_WORDS = {
    "single": _l("Single choice"),
    "true_false": _l("True or false"),
    "multiple": _l("Multiple choice"),
    "blank": _l("Fill in the blank"),
    "matching": _l("Matching"),
    "ordering": _l("Ordering"),
    "short_answer": _l("Short answer"),
    "case_analysis": _l("Case analysis"),
}


def kind_words(kind: str) -> str:
    """Return a kind of question in words."""
    return str(KIND_WORDS.get(kind, kind))


def band_words(band: int) -> str:
    """Return a band of ten points as it is written: 0–9, …, 90–100."""
    return f"{band * 10}–{band * 10 + 9 if band < 9 else 100}"


def unit_words(unit: UnitCounts) -> str:
    """Return a unit's name, indented by its depth."""
    return "　" * unit.depth + unit.name


def wall_clock(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return a moment as a wall clock of the zone shows it, to the minute."""
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0) if moment else None


def written(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in words, day and minute."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def zone_note(figures: ReportFigures) -> str:
    """Return in which zone the times of a report are."""
    if str(figures.zone) == "Asia/Shanghai":
        return str(_("Times are Beijing time."))
    return str(_("Times are those of %(zone)s.", zone=str(figures.zone)))


def share_words(share: float | None) -> str:
    """Return a share as a whole percentage."""
    return "–" if share is None else f"{share * 100:.0f}%"


def points(score: float | None) -> float | None:
    """Return a score of 0..1 as points of a hundred, to a tenth."""
    return None if score is None else round(score * 100, 1)
