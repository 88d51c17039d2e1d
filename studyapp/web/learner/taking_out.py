"""What a learner takes along: deadlines in their own calendar, and everything kept about them as one file."""

from __future__ import annotations

from flask import Response, current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from studyapp import clock
from studyapp.errors import ForbiddenError, NotFoundError
from studyapp.exchange.calendar_feed import CalendarEntry, calendar_feed
from studyapp.meetings.planning import list_upcoming
from studyapp.people.actor import Actor
from studyapp.people.signing_in import Person, find_person
from studyapp.study.due import list_own
from studyapp.study.own_record import own_record
from studyapp.web import current


def record() -> Response:
    """Return everything kept about one's own studying here, as a file."""
    told = current_app.json.dumps(own_record(current.actor(), clock.now()), ensure_ascii=False, indent=1)
    response = Response(told, mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-record.json"'
    return response


def calendar(token: str) -> Response:
    """Return the calendar of whoever the address was made for; a changed password ends the address."""
    try:
        account_id, version, organization_id = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        raise NotFoundError("calendar-not-found") from None
    person = find_person(account_id, version, organization_id)
    if person is None or person.actor is None or person.actor.organization_id != organization_id:
        raise NotFoundError("calendar-not-found")
    with force_locale(person.locale or "zh"):  # calendar programs name no language
        feed = calendar_feed(str(_("StudyApp")), _entries(person.actor), clock.now())
    return Response(feed, mimetype="text/calendar")


def calendar_address(person: Person | None) -> str:
    """Return the address under which a calendar program finds one's deadlines; whoever has it can read them."""
    if person is None or person.actor is None:
        raise ForbiddenError("no-organization")
    organization_id = person.actor.organization_id
    token = _signer().dumps([person.account_id, person.credentials_version, organization_id])
    return _public(url_for("learner.calendar", token=token))


def _entries(actor: Actor) -> list[CalendarEntry]:
    entries = [
        CalendarEntry(
            f"assignment-{one.assignment_id}@studyapp",
            _("Due: %(title)s", title=one.title),
            one.closes_at,
            _public(url_for("learner.module", assignment_id=one.assignment_id)),
        )
        for one in list_own(actor)
        if not one.is_passed
    ]
    for one in list_upcoming(actor, clock.now()):
        place = one.place or ""
        address = _public(url_for("learner.home"))
        entries.append(
            CalendarEntry(f"study-session-{one.id}@studyapp", one.title, one.starts_at, address, place, one.ends_at)
        )
    return entries


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="calendar")


def _public(path: str) -> str:
    return f"{str(current_app.config['PUBLIC_URL']).rstrip('/')}{path}"
