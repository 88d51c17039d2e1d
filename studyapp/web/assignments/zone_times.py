"""The organization's wall clock: what a date field shows and takes, and the aware moment behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def to_local(moment: datetime, zone: str) -> datetime:
    """Return the wall clock of `zone` at an aware moment, without its zone, to the minute."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def from_local(local: datetime, zone: str) -> datetime:
    """Return the moment at which the wall clock of `zone` shows `local`; where it shows it twice, the first time.

    A time that the clock jumps over stands for the moment just as long after the jump.
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def default_dates(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return an opening and a deadline to begin with: this full hour, and the end of the day a week later."""
    local = to_local(now, zone)
    end = (local + timedelta(days=7)).replace(hour=23, minute=59)
    return local.replace(minute=0), end
