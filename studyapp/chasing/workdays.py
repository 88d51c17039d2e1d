"""Which days are worked: China's calendar with its moved days (调休), what an organization says itself, or weekdays.

The State Council names a year's holidays in the autumn before. For a year that the library does not know yet, Monday
to Friday count as working days, apart from what the organization has entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

FIRST_YEAR = min(chinese_calendar.holidays).year
LAST_YEAR = max(chinese_calendar.holidays).year
_DAY = timedelta(days=1)
_FRIDAY = 4
MOST_DAYS = 400  # within which there always is a working day, unless somebody has entered none at all


@dataclass(frozen=True, slots=True)
class Workdays:
    """An organization's calendar; `own` says of single days whether they are worked."""

    own: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Say whether people are at work that day."""
        if day in self.own:
            return self.own[day]
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() <= _FRIDAY

    def knows(self, year: int) -> bool:
        """Say whether the year's holidays are known, from the library or because the organization has entered some."""
        return FIRST_YEAR <= year <= LAST_YEAR or any(day.year == year for day in self.own)

    def before(self, day: date, count: int) -> date:
        """Return the `count`-th working day before `day`, which itself counts for 0, as does the last one before it."""
        found = day
        left = max(count, 1)
        for one in self._back(day if count <= 0 else day - _DAY):
            found = one
            left -= self.is_workday(one)
            if not left:
                break
        return found

    def on_or_after(self, day: date) -> date:
        """Return `day`, or the first working day after it."""
        return next((one for one in self._on(day) if self.is_workday(one)), day)

    def is_first_of_week(self, day: date) -> bool:
        """Say whether `day` is the first working day since Monday."""
        monday = day - day.weekday() * _DAY
        return self.is_workday(day) and not any(self.is_workday(monday + n * _DAY) for n in range(day.weekday()))

    @staticmethod
    def _back(day: date) -> Iterator[date]:
        return (day - n * _DAY for n in range(MOST_DAYS))

    @staticmethod
    def _on(day: date) -> Iterator[date]:
        return (day + n * _DAY for n in range(MOST_DAYS))
