"""Tables to take away: the template, the people as they are, and the lines with a problem."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Response
from flask_babel import gettext as _

from studyapp.exchange.csv_sheet import csv_bytes
from studyapp.exchange.workbook import SheetColumn, Value, writing
from studyapp.people.models import Role
from studyapp.people.organizations import list_units
from studyapp.people.roster import imports
from studyapp.people.roster.judging import judge
from studyapp.people.roster.listing import list_members
from studyapp.people.roster.present import UnitTree
from studyapp.web import current
from studyapp.web.admin.forms import ROLE_WORDS
from studyapp.web.downloads import download
from studyapp.web.roster.problems import line_words

_ROWS_WITH_A_CHOICE = 20_000


def template() -> Response:
    """Send an empty roster with choices for unit and role, how to fill it in, and the units there are."""
    actor = current.actor()
    units = ["/".join(path) for path in _unit_paths()]
    roles = [ROLE_WORDS[role] for role in Role if role is Role.LEARNER or actor.is_administrator]
    with writing() as (book, buffer):
        sheet = book.add_table(_("People"), _columns(), [])
        sheet.set_column(0, 4, 24)
        text = book.inner.add_format({"num_format": "@"})
        sheet.set_column(1, 1, 24, text)  # staff numbers keep their leading zeros
        where = (1, 2, _ROWS_WITH_A_CHOICE, 2)
        source = f"='{_('Units')}'!$A$2:$A${len(units) + 1}"
        sheet.data_validation(*where, {"validate": "list", "source": source, "error_type": "warning"})
        sheet.data_validation(1, 3, _ROWS_WITH_A_CHOICE, 3, {"validate": "list", "source": [str(r) for r in roles]})
        book.add_table(_("Units"), [SheetColumn(_("Unit"))], [[unit] for unit in units])
        book.add_table(_("How to fill it in"), [SheetColumn(_("Column")), SheetColumn(_("What to write"))], _guide())
    return download(buffer.getvalue(), _("People (template).xlsx"), "people-template.xlsx")


def export() -> Response:
    """Send everybody in one's units, as a roster that can be handed in again."""
    with writing() as (book, buffer):
        book.add_table(_("People"), _columns(), _members())
    return download(buffer.getvalue(), _("People.xlsx"), "people.xlsx")


def export_csv() -> Response:
    """Send the same as CSV."""
    rows = [[str(cell or "") for cell in row[:4]] + [str(row[4])[:10]] for row in _members()]
    content = csv_bytes([column.heading for column in _columns()], rows)
    return download(content, _("People.csv"), "people.csv")


def problems(roster_id: int) -> Response:
    """Send the lines of a roster that cannot be taken, with the reason."""
    actor = current.actor()
    roster = imports.get_roster(actor, roster_id, with_lines=True)
    verdict = judge(actor, imports.lines_of(roster), imports.options_of(roster))
    columns = [SheetColumn(_("Line"), "number"), *_columns()[:3], SheetColumn(_("Problem"), "wrapped")]
    rows: list[list[Value]] = [
        [
            one.line.line,
            one.line.name,
            one.line.sign_in_name,
            "/".join(one.line.unit),
            line_words(one.problem or "", one.about),
        ]
        for one in verdict.problems
    ]
    with writing() as (book, buffer):
        book.add_table(_("Problems"), columns, rows)
    return download(buffer.getvalue(), _("Problems.xlsx"), "problems.xlsx")


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("Name")),
        SheetColumn(_("Sign-in name")),
        SheetColumn(_("Unit")),
        SheetColumn(_("Role")),
        SheetColumn(_("Joined on"), "day"),
    ]


def _members() -> list[list[Value]]:
    zone = ZoneInfo(current.actor().zone)
    return [
        [
            member.name,
            member.sign_in_name,
            member.unit,
            str(ROLE_WORDS[member.role]),
            member.joined_at.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0),
        ]
        for member in list_members(current.actor())
    ]


def _unit_paths() -> list[tuple[str, ...]]:
    paths = UnitTree(current.actor()).paths
    return [paths[unit.id] for unit in list_units(current.actor())]


def _guide() -> list[list[Value]]:
    return [
        [_("Name"), _("Needed. The person's full name.")],
        [_("Sign-in name"), _("Needed. A staff number or mobile number; the same person keeps the same one.")],
        [
            _("Unit"),
            _("A unit of the sheet Units. Where several have the name: the unit above it too, parted by /."),
        ],
        [_("Role"), _("学员, 组织者 or 管理员; empty means 学员.")],
        [_("Joined on"), _("A day, as 2026-03-01; empty means today.")],
    ]
