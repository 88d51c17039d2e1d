"""What reminders say, in the language that is set: for a mail, and for a group."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext


def reminder_subject(told: dict[str, Any], now: datetime) -> str:
    """Return the first line of a reminder."""
    days = (datetime.fromisoformat(told["closes_at"]) - now).days
    if days < 1:
        return str(_("“%(title)s” is due within a day", title=told["title"]))
    return str(
        ngettext("“%(title)s” is due in %(num)d day", "“%(title)s” is due in %(num)d days", days, title=told["title"])
    )


def reminder_text(name: str, told: dict[str, Any], zone: str, link: str) -> str:
    """Return what one person is written."""
    lines = [
        _("%(name)s,", name=name),
        _(
            "you have not finished “%(title)s” yet. Deadline: %(closes)s.",
            title=told["title"],
            closes=_moment(told, zone),
        ),
        told["words"],
        link,
    ]
    return "\n".join(str(line) for line in lines if line)


def group_text(told: dict[str, Any], zone: str, link: str) -> str:
    """Return what a group is told."""
    lines = [
        ngettext(
            "“%(title)s”: %(num)d person has not finished. Deadline: %(closes)s.",
            "“%(title)s”: %(num)d people have not finished. Deadline: %(closes)s.",
            told["people"],
            title=told["title"],
            closes=_moment(told, zone),
        ),
        told["words"],
        *(_("%(unit)s: %(num)s", unit=unit, num=count) for unit, count in told["units"]),
        _("Still to finish: %(names)s", names="、".join(told["names"])) if told["names"] else "",
        link,
    ]
    return "\n".join(str(line) for line in lines if line)


def digest_subject(told: dict[str, Any]) -> str:
    """Return the first line of a lead's digest."""
    count = len(told["lines"])
    return str(
        ngettext("This week: %(num)d assignment is unfinished", "This week: %(num)d assignments are unfinished", count)
    )


def digest_text(told: dict[str, Any], zone: str, link: str) -> str:
    """Return what a lead is written."""
    lines = [
        _(
            "“%(title)s”: %(unfinished)d of %(total)d have not finished, %(not_started)d have not started. "
            "Deadline: %(closes)s.",
            title=one["title"],
            unfinished=one["unfinished"],
            total=one["total"],
            not_started=one["not_started"],
            closes=_moment(one, zone),
        )
        for one in told["lines"]
    ]
    return "\n".join([*(str(line) for line in lines), link])


def trial_text(name: str) -> str:
    """Return what a robot says when it is tried."""
    return str(_("“%(name)s” is connected. Reminders of study assignments will be sent here.", name=name))


def _moment(told: dict[str, Any], zone: str) -> str:
    local = datetime.fromisoformat(told["closes_at"]).astimezone(ZoneInfo(zone))
    shown = f"{local:%Y-%m-%d %H:%M}"
    if zone == "Asia/Shanghai":
        return str(_("%(moment)s (%(zone)s)", moment=shown, zone=_("Beijing time")))
    return str(_("%(moment)s (%(zone)s)", moment=shown, zone=zone))
