"""The main navigation: which places a person is shown."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from studyapp.chasing.notices import count_unread
from studyapp.people.actor import Actor
from studyapp.study.challenges import count_open
from studyapp.web import current
from studyapp.web.permissions import ACCESS, Access, is_allowed


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    is_here: bool
    icon: str
    count: int = 0
    """How many things wait there for the person."""


_PLACES: tuple[tuple[str, LazyString, str], ...] = (
    ("learner.home", lazy_gettext("Study"), "book"),
    ("learner.reviews", lazy_gettext("Review"), "again"),
    ("learner.progress", lazy_gettext("My progress"), "chart"),
    ("notices.index", lazy_gettext("Notices"), "bell"),
    ("dashboard.home", lazy_gettext("Overview"), "gauge"),
    ("library.casebooks", lazy_gettext("Casebooks"), "library"),
    ("desk.home", lazy_gettext("Question desk"), "check"),
    ("assignments.index", lazy_gettext("Assignments"), "calendar"),
    ("meetings.index", lazy_gettext("Study sessions"), "meeting"),
    ("admin.people", lazy_gettext("People"), "people"),
    ("admin.units", lazy_gettext("Units"), "tree"),
    ("admin.audit", lazy_gettext("Audit log"), "eye"),
    ("admin.storage", lazy_gettext("Storage"), "archive"),
)


def register(app: Flask) -> None:
    """Give every template `navigation()`."""
    app.jinja_env.globals.update(navigation=navigation)


def navigation() -> list[Place]:
    """Return the places the signed-in person may go to; none for a visitor."""
    person = current.person()
    if person is None or person.actor is None:
        return []
    return [
        Place(
            label=str(label),
            url=url_for(endpoint),
            is_here=_is_here(endpoint),
            icon=icon,
            count=_waiting(endpoint, person.actor),
        )
        for endpoint, label, icon in _PLACES
        if endpoint in current_app.view_functions
        and is_allowed(ACCESS[endpoint], person.actor)
        and (person.actor.is_learner or ACCESS[endpoint] is not Access.LEARNER or endpoint == "notices.index")
    ]


def _waiting(endpoint: str, actor: Actor) -> int:
    if endpoint == "notices.index":
        return count_unread(actor)
    return count_open(actor) if endpoint == "desk.home" and actor.is_organizer else 0


def _is_here(endpoint: str) -> bool:
    present = request.endpoint or ""
    area = endpoint.partition(".")[0]
    if endpoint == "admin.people" and present.startswith(("roster.", "invitations.")):
        return True
    if endpoint == "dashboard.home" and present.startswith("reminders."):
        return True
    if endpoint == "assignments.index" and present.startswith("programmes."):
        return True
    return present == endpoint or (area not in {"learner", "admin"} and present.partition(".")[0] == area)
