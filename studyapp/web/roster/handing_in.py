"""Handing a roster in, and giving it up."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField

from studyapp import clock
from studyapp.errors import UnreadableFileError
from studyapp.jobs.rosters import ask_to_read
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.people.roster import imports
from studyapp.web import current
from studyapp.web.admin.forms import unit_choices
from studyapp.web.auditing import note
from studyapp.web.problems import words_for


class RosterForm(FlaskForm):  # type: ignore[misc]
    """A table of people."""

    file = FileField(
        _l("File"),
        description=_l("An .xlsx or .csv file of up to 20,000 people; the columns may stand in any order."),
        render_kw={"accept": ".xlsx,.xlsm,.csv,.txt", "required": True},
    )
    unit_id = SelectField(_l("Whoever has no unit in the file goes to"), coerce=int)


def upload() -> ResponseReturnValue:
    """Show the form."""
    return _page(_form()), 200


def take_upload() -> ResponseReturnValue:
    """Keep the file and have it read in the background."""
    form, actor = _form(), current.actor()
    if not form.validate_on_submit():
        return _page(form), 422
    file = form.file.data
    given = (file.filename, file.read()) if file and file.filename else ("", b"")
    try:
        roster = imports.start_roster(actor, given, form.unit_id.data, clock.now())
    except UnreadableFileError as error:
        form.file.errors = [words_for(error.code, error.parameters)]
        return _page(form), 422
    ask_to_read(roster)
    note(Deed("roster.upload", "roster_import", roster.id, {"file": roster.file_name}))
    return redirect(url_for("roster.show", roster_id=roster.id), 303)


def discard(roster_id: int) -> ResponseReturnValue:
    """Give the roster up; nothing of it was imported."""
    actor = current.actor()
    roster = imports.get_roster(actor, roster_id)
    imports.discard(roster)
    deed = Deed("roster.discard", "roster_import", roster.id, {"file": roster.file_name})
    note(deed)
    flash(_("%(name)s is given up; nobody was imported.", name=roster.file_name))
    return redirect(url_for("admin.people"), 303)


def _form() -> RosterForm:
    form = RosterForm()
    form.unit_id.choices = unit_choices(list_units(current.actor()))
    return form


def _page(form: RosterForm) -> str:
    return render_template("roster/upload.html", form=form, waiting=imports.list_waiting(current.actor()))
