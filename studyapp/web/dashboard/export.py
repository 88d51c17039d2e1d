"""An assignment's results as a file that Excel opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Response
from flask_babel import gettext as _

from studyapp.exchange.csv_sheet import Cell, csv_bytes
from studyapp.study import assignment_people
from studyapp.study.assignment_people import PersonLine
from studyapp.study.assignments import get_assignment
from studyapp.web import current
from studyapp.web.states import state_words
from studyapp.web.times import zone_words


def results(assignment_id: int) -> Response:
    """Send one row per person of one's units: unit, person, state, attempts, scores of 100, times of the wall clock."""
    actor = current.actor()
    found = get_assignment(actor, assignment_id)
    people = assignment_people.all_people(actor, found.id)
    zone = zone_words()
    header = [
        _("Unit"),
        _("Name"),
        _("Sign-in name"),
        _("State"),
        _("Attempts"),
        _("Best score"),
        _("Last score"),
        _("Cases read"),
        _("Started (%(zone)s)", zone=zone),
        _("Passed (%(zone)s)", zone=zone),
        _("Last active (%(zone)s)", zone=zone),
    ]
    response = Response(csv_bytes(header, _rows(people, ZoneInfo(actor.zone))), mimetype="text/csv")
    name = quote(f"{found.title}.csv", safe="")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"results-{found.id}.csv\"; filename*=UTF-8''{name}"
    )
    return response


def _rows(people: list[PersonLine], zone: ZoneInfo) -> Iterator[list[Cell]]:
    words = {state: str(state_words(state).word) for state in {person.state for person in people}}
    for person in people:
        yield [
            person.unit_name,
            person.name,
            person.sign_in_name,
            words[person.state],
            person.attempts_used,
            _points(person.best_score),
            _points(person.last_score),
            person.cases_read,
            _wall_clock(person.started_at, zone),
            _wall_clock(person.passed_at, zone),
            _wall_clock(person.last_activity_at, zone),
        ]


def _points(score: float | None) -> float | None:
    return None if score is None else round(score * 100, 1)


def _wall_clock(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
