"""The weeks of a programme: pure arithmetic over the organization's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studyapp.chasing.moments import Rules, moment

OPENS_AT = 8 * 60  # minutes after midnight
_DAY = timedelta(days=1)
_WEEK = 7
MOST_EMPTY_WEEKS = 60


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """When one module opens and closes: the first and the last working day of its weeks, that day included."""

    first_day: date
    last_day: date
    opens_at: datetime
    closes_at: datetime


def study_weeks(rules: Rules, start: date, count: int, length: int = 1) -> list[StudyWeek]:
    """Return `count` stretches of `length` weeks each, from the week of `start` on and never before that day.

    A stretch without a working day, as in a long festival, is passed over.
    """
    found: list[StudyWeek] = []
    monday, empty = start - start.weekday() * _DAY, 0
    while len(found) < count and empty < MOST_EMPTY_WEEKS:
        days = [monday + n * _DAY for n in range(_WEEK * length)]
        worked = [day for day in days if day >= start and rules.workdays.is_workday(day)]
        if worked:
            found.append(_week(rules, worked[0], worked[-1]))
        else:
            empty += 1
        monday += _WEEK * length * _DAY
    return found


def next_monday(today: date) -> date:
    """Return the Monday after today."""
    return today + (_WEEK - today.weekday()) * _DAY


def _week(rules: Rules, first: date, last: date) -> StudyWeek:
    return StudyWeek(first, last, moment(rules.zone, first, OPENS_AT), moment(rules.zone, last + _DAY, 0))
