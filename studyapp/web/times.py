"""Moments in words: aware UTC in, the organization's wall clock out, the zone named beside every deadline."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from babel.dates import format_datetime, get_timezone_name
from flask_babel import get_locale, get_timezone, gettext, ngettext

from studyapp import clock

_DAY = timedelta(days=1)
_PATTERNS = {"zh": ("M月d日", "y年M月d日"), "en": ("d MMM", "d MMM y")}


def moment_words(moment: datetime) -> str:
    """Return date and time of day in the organization's zone, the year only when it is not the present one."""
    local = moment.astimezone(_zone())
    return f"{_day_words(local)} {local:%H:%M}"


def day_words(moment: datetime) -> str:
    """Return the date alone in the organization's zone."""
    return _day_words(moment.astimezone(_zone()))


def whole_day_words(moment: datetime) -> str:
    """Return the day with its year, as on paper: 2026年3月2日."""
    return _written(moment.astimezone(_zone()), with_year=True)


def clock_words(moment: datetime) -> str:
    """Return the time of day alone, `HH:MM`, in the organization's zone."""
    return f"{moment.astimezone(_zone()):%H:%M}"


def deadline_words(moment: datetime) -> str:
    """Return `moment` with its zone; midnight is written as the 24:00 of the day that ends."""
    local = moment.astimezone(_zone())
    ends_a_day = (local.hour, local.minute) == (0, 0)
    shown = f"{_day_words(local - _DAY)} 24:00" if ends_a_day else f"{_day_words(local)} {local:%H:%M}"
    return str(gettext("%(moment)s (%(zone)s)", moment=shown, zone=zone_words()))


def zone_words() -> str:
    """Return the name of the organization's zone as people say it."""
    zone = _zone()
    if str(zone) == "Asia/Shanghai":
        return str(gettext("Beijing time"))
    return get_timezone_name(zone, locale=get_locale(), return_zone=False)


def seconds_until(moment: datetime, now: datetime) -> int:
    """Return the whole seconds left, 0 when it is over."""
    return max(0, int((moment - now).total_seconds()))


def left_words(moment: datetime) -> str:
    """Return how long it is until `moment`, or since when it is over, in the largest fitting unit, never rounded up."""
    span = moment - clock.now()
    return _until(span) if span > timedelta(0) else _since(-span)


def ago_words(moment: datetime) -> str:
    """Return how long ago `moment` was."""
    span = clock.now() - moment
    if span < timedelta(minutes=1):
        return str(gettext("just now"))
    count, unit = _largest_unit(span)
    if unit == "day":
        return str(ngettext("%(num)d day ago", "%(num)d days ago", count))
    if unit == "hour":
        return str(ngettext("%(num)d hour ago", "%(num)d hours ago", count))
    return str(ngettext("%(num)d minute ago", "%(num)d minutes ago", count))


def length_words(seconds: float) -> str:
    """Return a length of time in words: minutes below two hours, otherwise hours."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return str(gettext("under a minute"))
    if minutes < 120:
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    return str(ngettext("%(num)d hour", "%(num)d hours", minutes // 60))


def _until(span: timedelta) -> str:
    if span < timedelta(minutes=1):
        return str(gettext("less than a minute left"))
    count, unit = _largest_unit(span)
    if unit == "day":
        return str(ngettext("%(num)d day left", "%(num)d days left", count))
    if unit == "hour":
        return str(ngettext("%(num)d hour left", "%(num)d hours left", count))
    return str(ngettext("%(num)d minute left", "%(num)d minutes left", count))


def _since(span: timedelta) -> str:
    if span < timedelta(minutes=1):
        return str(gettext("over just now"))
    count, unit = _largest_unit(span)
    if unit == "day":
        return str(ngettext("over for %(num)d day", "over for %(num)d days", count))
    if unit == "hour":
        return str(ngettext("over for %(num)d hour", "over for %(num)d hours", count))
    return str(ngettext("over for %(num)d minute", "over for %(num)d minutes", count))


def _largest_unit(span: timedelta) -> tuple[int, str]:
    if span >= 2 * _DAY:
        return span.days, "day"
    hours = int(span.total_seconds() // 3600)
    if hours >= 1:
        return hours, "hour"
    return int(span.total_seconds() // 60), "minute"


def _day_words(local: datetime) -> str:
    return _written(local, with_year=local.year != clock.now().astimezone(_zone()).year)


def _written(local: datetime, *, with_year: bool) -> str:
    pattern = _PATTERNS.get(get_locale().language, _PATTERNS["en"])[with_year]
    return format_datetime(local.replace(tzinfo=None), pattern, locale=get_locale())


def _zone() -> tzinfo:
    zone: tzinfo = get_timezone()
    return zone
