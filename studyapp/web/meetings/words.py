"""The kinds and states of a study session in words."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime
from flask import Blueprint
from flask_babel import LazyString, get_locale, get_timezone
from flask_babel import lazy_gettext as _l

from studyapp import clock
from studyapp.meetings.models import AgendaStep, StepKind, StudySessionState
from studyapp.meetings.reflection_models import ReflectionState
from studyapp.meetings.room_models import RoundKind
from studyapp.web.states import STATES, StateWords
from studyapp.web.times import moment_words

STEPS: dict[StepKind, LazyString] = {
    StepKind.READING: _l("Reading the case"),
    StepKind.FIRST_VOTE: _l("First vote"),
    StepKind.DISCUSSION: _l("Discuss"),
    StepKind.SECOND_VOTE: _l("Vote again"),
    StepKind.COMMENTARY: _l("Opening the commentary"),
    StepKind.FLOOR: _l("Questions from the floor"),
    StepKind.SUMMING_UP: _l("Sum up"),
    StepKind.OTHER: _l("Something else"),
}
ROUNDS: dict[RoundKind, LazyString] = {
    RoundKind.SINGLE: _l("One choice"),
    RoundKind.MULTIPLE: _l("Several choices"),
    RoundKind.TRUE_FALSE: _l("Right or wrong"),
    RoundKind.TEXT: _l("A few words"),
    RoundKind.SCALE: _l("A scale from 1 to 5"),
    RoundKind.RANKING: _l("Putting in order"),
}
STATES.update(
    {
        f"study-session-{StudySessionState.PLANNED}": StateWords(_l("Planned"), "calendar", "plain"),
        f"study-session-{StudySessionState.RUNNING}": StateWords(_l("Under way"), "clock", "active"),
        f"study-session-{StudySessionState.ENDED}": StateWords(_l("Minutes to be confirmed"), "pencil", "warn"),
        f"study-session-{StudySessionState.CONFIRMED}": StateWords(_l("Filed"), "check", "good"),
        f"study-session-{StudySessionState.CANCELLED}": StateWords(_l("Called off"), "cross", "plain"),
        f"reflection-{ReflectionState.DRAFT}": StateWords(_l("Not handed in yet"), "pencil", "plain"),
        f"reflection-{ReflectionState.HANDED_IN}": StateWords(_l("With the organizer"), "check", "active"),
        f"reflection-{ReflectionState.RETURNED}": StateWords(_l("To be improved"), "again", "warn"),
        f"reflection-{ReflectionState.ACCEPTED}": StateWords(_l("Accepted"), "check", "good"),
    }
)


def register(blueprint: Blueprint) -> None:
    """Give every template the filters."""
    blueprint.add_app_template_filter(step_name)
    blueprint.add_app_template_filter(round_kind_name)
    blueprint.add_app_template_filter(meeting_time)


def step_name(step: AgendaStep) -> str:
    """Return a step's title, or the usual name of its kind."""
    return step.title or str(STEPS[step.kind])


def round_kind_name(kind: RoundKind) -> str:
    """Return how a round is answered."""
    return str(ROUNDS[kind])


def meeting_time(moment: datetime) -> str:
    """Return when to come: within a week the weekday and the time, otherwise the date."""
    zone = get_timezone()
    local, today = moment.astimezone(zone), clock.now().astimezone(zone)
    days = (local.date() - today.date()).days
    if 0 <= days < 7:
        return f"{format_datetime(local.replace(tzinfo=None), 'EEE', locale=get_locale())} {local:%H:%M}"
    return moment_words(moment)
