"""The forms of reminders' settings."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from studyapp.chasing.models import ADDRESS_LENGTH, NAME_LENGTH
from studyapp.chasing.schedules import OwnDay
from studyapp.errors import DomainError
from studyapp.web.reminders.words import ROBOTS

_LINE = re.compile(
    r"(?P<first>\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|～|–|—|\.\.)\s*(?P<last>\d{4}-\d{1,2}-\d{1,2}))?"
    r"\s+(?P<kind>off|work|休|班)(?:\s+(?P<name>.*))?"
)
_LONGEST_SPAN = timedelta(days=60)
_DAY = timedelta(days=1)


class ScheduleForm(FlaskForm):  # type: ignore[misc]
    """When the organization reminds by itself."""

    is_on = BooleanField(_l("Remind by the schedule"))
    days_before = StringField(
        _l("Working days before the deadline"),
        [InputRequired(_l("Enter at least one number."))],
        description=_l("As 3, 1: three working days before, and one. 0 is the day of the deadline."),
    )
    send_at = TimeField(_l("Time of day"), [InputRequired(_l("Enter a time of day."))])
    quiet_from = TimeField(_l("Quiet from"), [InputRequired(_l("Enter a time of day."))])
    quiet_until = TimeField(_l("Quiet until"), [InputRequired(_l("Enter a time of day."))])
    sends_digest = BooleanField(_l("Send organizers a digest on the first working day of each week"))
    sends_mail = BooleanField(_l("Remind by mail too, those who gave an address"))


class WorkdaysForm(FlaskForm):  # type: ignore[misc]
    """Days that the organization works, or has off, whatever the calendar says."""

    days = TextAreaField(
        _l("Days of one's own"),
        [Length(max=60_000)],
        description=_l("One to a line: date, or first to last date; off or work; a name if you like."),
        render_kw={"rows": 12},
    )


class RobotForm(FlaskForm):  # type: ignore[misc]
    """A group's robot."""

    name = StringField(
        _l("Name of the robot"), [DataRequired(_l("Give the robot a name, as of its group.")), Length(max=NAME_LENGTH)]
    )
    kind = RadioField(_l("Kind"), choices=[SelectChoice(kind.value, word) for kind, word in ROBOTS.items()])
    unit_id = SelectField(
        _l("Unit"), coerce=int, description=_l("The group is told about the people of this unit and below.")
    )
    address = PasswordField(
        _l("Webhook address"),
        [Length(max=ADDRESS_LENGTH)],
        description=_l("As the group's settings show it. It is kept and never shown again."),
        render_kw={"autocomplete": "off"},
    )
    secret = PasswordField(
        _l("Secret for signing"),
        [Length(max=ADDRESS_LENGTH)],
        description=_l("For DingTalk and Feishu, where the robot asks for a signature."),
        render_kw={"autocomplete": "off"},
    )
    names_people = BooleanField(_l("Name those who have not finished in the group"))
    is_on = BooleanField(_l("In use"))


def minutes_of(moment: time) -> int:
    """Return a time of day as minutes after midnight."""
    return moment.hour * 60 + moment.minute


def time_of(minutes: int) -> time:
    """Return minutes after midnight as a time of day."""
    return time(minutes // 60, minutes % 60)


def numbers_of(text: str) -> tuple[int, ...]:
    """Return the whole numbers a text lists. Raises `ValueError` where anything else stands in it."""
    return tuple(int(one) for one in re.split(r"[,，、\s]+", text.strip()) if one)


def days_of(text: str) -> list[OwnDay]:
    """Return the days that lines of text name. Raises `DomainError` workday-line-wrong for the first unreadable one."""
    found: list[OwnDay] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found += _days_of_line(line.strip(), number)
    return found


def text_of(days: list[OwnDay]) -> str:
    """Return days as the lines that `days_of` reads."""
    return "\n".join(f"{one.day} {'班' if one.is_at_work else '休'} {one.name}".strip() for one in days)


def _days_of_line(line: str, number: int) -> list[OwnDay]:
    match, unreadable = _LINE.fullmatch(line), DomainError("workday-line-wrong", line=number, text=line[:60])
    if match is None:
        raise unreadable
    try:
        first, last = _date(match["first"]), _date(match["last"] or match["first"])
    except ValueError as error:
        raise unreadable from error
    if not first <= last <= first + _LONGEST_SPAN:
        raise unreadable
    is_at_work = match["kind"] in {"work", "班"}
    return [OwnDay(first + n * _DAY, is_at_work, match["name"] or "") for n in range((last - first).days + 1)]


def _date(text: str) -> date:
    year, month, day = map(int, text.split("-"))
    return date(year, month, day)
