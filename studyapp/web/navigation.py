"""The main navigation: which places a person is shown."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from studyapp.web import current
from studyapp.web.permissions import ACCESS, Access, is_allowed

_PLACES: tuple[tuple[str, LazyString], ...] = (
    ("learner.home", lazy_gettext("Study")),
    ("learner.progress", lazy_gettext("My progress")),
    ("dashboard.home", lazy_gettext("Overview")),
    ("library.casebooks", lazy_gettext("Casebooks")),
    ("desk.home", lazy_gettext("Question desk")),
    ("assignments.index", lazy_gettext("Assignments")),
    ("admin.people", lazy_gettext("People")),
    ("admin.units", lazy_gettext("Units")),
)


def register(app: Flask) -> None:
    """Give every template `navigation()`."""
    app.jinja_env.globals.update(navigation=navigation)


def navigation() -> list[tuple[str, str, bool]]:
    """Return (label, endpoint, is here) of the places the signed-in person may go to; none for a visitor."""
    person = current.person()
    if person is None or person.actor is None:
        return []
    return [
        (str(label), endpoint, _is_here(endpoint))
        for endpoint, label in _PLACES
        if endpoint in current_app.view_functions
        and is_allowed(ACCESS[endpoint], person.actor)
        and (person.actor.is_learner or ACCESS[endpoint] is not Access.LEARNER)
    ]


def _is_here(endpoint: str) -> bool:
    present = request.endpoint or ""
    area = endpoint.partition(".")[0]
    return present == endpoint or (area not in {"learner", "admin"} and present.partition(".")[0] == area)
