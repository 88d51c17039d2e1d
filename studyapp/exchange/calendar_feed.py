"""Deadlines and study sessions as a calendar that phones and desks subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A moment to be shown, or a span: `uid` stays the same when it moves; `url` leads to the thing itself."""

    uid: str
    summary: str
    moment: datetime
    url: str
    place: str = ""
    ends_at: datetime | None = None
    is_cancelled: bool = False


def calendar_feed(name: str, entries: Iterable[CalendarEntry], now: datetime) -> bytes:
    """Return the calendar as UTF-8."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - loaded on use: 4 MB that a process at rest does without

    calendar = Calendar()
    for key, value in (("prodid", "-//StudyApp//Deadlines//"), ("version", "2.0"), ("name", name)):
        calendar.add(key, value)
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.moment.astimezone(UTC))
        if one.ends_at is not None:
            event.add("dtend", one.ends_at.astimezone(UTC))
        if one.is_cancelled:
            event.add("status", "CANCELLED")
        event.add("summary", one.summary)
        event.add("url", one.url)
        if one.place:
            event.add("location", one.place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
