"""When reminders go out: pure arithmetic over the organization's wall clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from studyapp.chasing.workdays import Workdays

LATE_BY_AT_MOST = timedelta(hours=6)
"""A moment missed for longer, because the server was down, is let go: a reminder at night helps nobody."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A schedule as values; times of day are minutes after midnight, `days_before` working days."""

    zone: str
    days_before: tuple[int, ...] = (3, 1)
    send_at: int = 9 * 60
    quiet_from: int = 21 * 60
    quiet_until: int = 8 * 60
    workdays: Workdays = field(default_factory=Workdays)


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """One reminder that the schedule holds: when, on which day of the wall clock, how many working days before."""

    at: datetime
    day: date
    days_before: int


def occasions(rules: Rules, opens_at: datetime, closes_at: datetime) -> list[Occasion]:
    """Return when an assignment's people are reminded, in order.

    What would fall before the opening or after the deadline is left out, and one day is used once.
    """
    deadline = last_day(closes_at, rules.zone)
    found: dict[date, Occasion] = {}
    for count in sorted(set(rules.days_before)):
        day = rules.workdays.before(deadline, count)
        at = after_quiet(rules, moment(rules.zone, day, rules.send_at))
        if opens_at < at < closes_at:
            found.setdefault(day, Occasion(at, day, count))
    return sorted(found.values())


def is_due(at: datetime, now: datetime) -> bool:
    """Say whether a moment has come and is not missed for too long."""
    return at <= now < at + LATE_BY_AT_MOST


def last_day(closes_at: datetime, zone: str) -> date:
    """Return the day on which a deadline falls; midnight ends the day before."""
    return (closes_at.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()


def moment(zone: str, day: date, minutes: int) -> datetime:
    """Return the moment, in UTC, at which the wall clock of `zone` shows `minutes` after midnight of `day`."""
    local = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(zone))
    return local.astimezone(UTC)


def is_quiet(rules: Rules, at: datetime) -> bool:
    """Say whether nothing may go out at that moment; two equal times mean that it always may."""
    local = at.astimezone(ZoneInfo(rules.zone))
    minutes = local.hour * 60 + local.minute
    if rules.quiet_from <= rules.quiet_until:
        return rules.quiet_from <= minutes < rules.quiet_until
    return minutes >= rules.quiet_from or minutes < rules.quiet_until


def after_quiet(rules: Rules, at: datetime) -> datetime:
    """Return `at`, or the end of the quiet hours it falls into."""
    if not is_quiet(rules, at):
        return at
    local = at.astimezone(ZoneInfo(rules.zone))
    ends = moment(rules.zone, local.date(), rules.quiet_until)
    return ends if ends > at else moment(rules.zone, local.date() + timedelta(days=1), rules.quiet_until)


def digest_moments(rules: Rules, today: date) -> Iterator[tuple[str, datetime]]:
    """Yield (week, moment) where `today` is the first working day of its week, the day of the leads' digest."""
    if rules.workdays.is_first_of_week(today):
        year, week, _ = today.isocalendar()
        yield f"{year}-W{week:02d}", after_quiet(rules, moment(rules.zone, today, rules.send_at))


def distinct_days(values: Iterable[int]) -> list[int]:
    """Return days before the deadline without repetition, the earliest reminder first."""
    return sorted(set(values), reverse=True)
