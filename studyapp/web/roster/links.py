"""A sheet of links with QR codes through which people set their first password: to print, cut and hand out."""

from __future__ import annotations

from flask import Response, current_app, render_template, request, url_for
from flask_babel import gettext as _

from studyapp.exchange.workbook import SheetColumn, writing
from studyapp.people.accounts import activation_token_of
from studyapp.people.audit import Deed
from studyapp.people.organizations import get_unit, list_units
from studyapp.people.roster.listing import Invitee, list_invitees
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.downloads import download
from studyapp.web.qr_code import qr_code

TO_A_PAGE = 60


def links() -> str:
    """Ask of which unit; nothing is shown, and so nothing is written down, before somebody asks for the cards."""
    actor = current.actor()
    unit_id = request.args.get("unit", type=int)
    chosen = get_unit(actor, unit_id).id if unit_id is not None else None
    return render_template("roster/links_of.html", units=list_units(actor), chosen=chosen)


def show_links() -> str:
    """Show the sheet of one unit's people who have no password yet, a page at a time, and write down who did."""
    actor = current.actor()
    unit = get_unit(actor, request.form.get("unit", 0, type=int))
    invitees = list_invitees(actor, unit.id)
    pages = max(1, -(-len(invitees) // TO_A_PAGE))
    page = min(max(1, request.form.get("page", 1, type=int)), pages)
    shown = invitees[(page - 1) * TO_A_PAGE : page * TO_A_PAGE]
    if shown:
        deed = Deed("person.links", "unit", unit.id, {"people": [one.account_id for one in shown]})
        note(deed)
    cards = [{"person": one, "code": qr_code(_link(one))} for one in shown]
    return render_template("roster/links.html", unit=unit, cards=cards, total=len(invitees), page=page, pages=pages)


def links_file() -> Response:
    """Send the same links as a workbook, for sending them by one's own means."""
    actor = current.actor()
    unit = get_unit(actor, request.form.get("unit", 0, type=int))
    invitees = list_invitees(actor, unit.id)
    deed = Deed("person.links", "unit", unit.id, {"people": [one.account_id for one in invitees]})
    note(deed)
    columns = [SheetColumn(_("Unit")), SheetColumn(_("Name")), SheetColumn(_("Sign-in name")), SheetColumn(_("Link"))]
    with writing() as (book, buffer):
        rows = ([one.unit, one.name, one.sign_in_name, _link(one)] for one in invitees)
        book.add_table(_("Links"), columns, rows)
    return download(buffer.getvalue(), _("Links.xlsx"), "links.xlsx")


def _link(person: Invitee) -> str:
    secret = str(current_app.config["SECRET_KEY"])
    token = activation_token_of(person.account_id, person.credentials_version, secret)
    return str(current_app.config["PUBLIC_URL"].rstrip("/") + url_for("people.activate", token=token))
