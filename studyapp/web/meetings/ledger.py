"""The ledger of a unit over a year, on the page and as a workbook."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _

from studyapp import clock
from studyapp.exchange.tables_as_files import XLSX, TitledTable, as_xlsx
from studyapp.meetings.ledger import Ledger, make_ledger
from studyapp.people.organizations import list_units
from studyapp.web import current
from studyapp.web.assignments.zone_times import to_local
from studyapp.web.meetings.roll import attachment
from studyapp.web.times import moment_words

EARLIEST_YEAR, LATEST_YEAR = 2000, 2999


def ledger() -> str:
    """Show a unit's year; the first of one's units and this year where nothing is named."""
    found = _ledger()
    units = list_units(current.actor())
    year = to_local(clock.now(), current.actor().zone).year
    return render_template("meetings/ledger.html", ledger=found, units=units, years=range(year, year - 5, -1))


def ledger_file() -> Response:
    """Send the ledger as a workbook: its study sessions, and its people."""
    found = _ledger()
    title = _("Study ledger of %(unit)s, %(year)d", unit=found.unit.name, year=found.year)
    sessions = TitledTable(
        _("Study sessions"),
        [title],
        [_("No."), _("Begins"), _("Study session"), _("Place"), _("Expected"), _("Present")],
        [
            [number, moment_words(one.began_at), one.title, one.place, one.expected, one.present]
            for number, one in enumerate(found.sessions, 1)
        ],
        [12, 36, 70, 40, 16, 16],
    )
    people = TitledTable(
        _("People"), [title], person_header(), [_row(one) for one in found.people], [28, 36, *[18] * 8]
    )
    return attachment(as_xlsx(sessions, people), XLSX, f"{title}.xlsx")


def person_header() -> list[str]:
    """Return the heads of a person's columns."""
    return [
        _("Name"),
        _("Unit"),
        _("Present"),
        _("Late"),
        _("Left early"),
        _("Excused"),
        _("Absent"),
        _("Made up"),
        _("Minutes of study"),
        _("Reflections"),
    ]


def _row(one: object) -> list[str | int]:
    came = ("present", "late", "left_early", "excused", "absent", "made_up")
    names = ("name", "unit_name", *came, "minutes", "reflections")
    return [getattr(one, name) for name in names]


def _ledger() -> Ledger:
    actor = current.actor()
    year = request.args.get("year", to_local(clock.now(), actor.zone).year, type=int)
    unit_id = request.args.get("unit", list_units(actor)[0].id, type=int)
    return make_ledger(actor, unit_id, min(max(year, EARLIEST_YEAR), LATEST_YEAR))
