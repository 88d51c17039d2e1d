"""The tree of units."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.meetings.unit_removal import remove_unit as remove_empty_unit
from studyapp.people import organizations, tree
from studyapp.people.audit import Deed
from studyapp.study.assignments import get_assignment
from studyapp.study.enrolments import enrol_targets, running_assignments
from studyapp.web import current
from studyapp.web.admin.forms import UnitForm, unit_choices
from studyapp.web.auditing import note
from studyapp.web.problems import words_for


def units() -> ResponseReturnValue:
    """Show the tree."""
    return _page(_form()), 200


def add_unit() -> ResponseReturnValue:
    """Add a unit below another."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    actor = current.actor()
    try:
        unit = organizations.add_unit(actor, form.parent_id.data, form.name.data)
    except DomainError as error:
        form.name.errors = [words_for(error.code, error.parameters)]
        return _page(form), 422
    note(Deed("unit.add", "unit", unit.id, {"name": unit.name}))
    flash(_("%(name)s is added.", name=unit.name))
    return redirect(url_for("admin.units"), 303)


def rename_unit(unit_id: int) -> ResponseReturnValue:
    """Give a unit another name."""
    actor = current.actor()
    before = organizations.get_unit(actor, unit_id).name
    unit = organizations.rename_unit(actor, unit_id, request.form.get("name", ""))
    details = {"before": before, "after": unit.name}
    note(Deed("unit.rename", "unit", unit.id, details))
    flash(_("%(before)s is now called %(after)s.", **details))
    return redirect(url_for("admin.units"), 303)


def move_unit(unit_id: int) -> ResponseReturnValue:
    """Ask where a unit is to go."""
    actor = current.actor()
    unit = organizations.get_unit(actor, unit_id)
    return render_template("admin/move_unit.html", unit=unit, parents=tree.possible_parents(actor, unit))


def take_unit_move(unit_id: int) -> ResponseReturnValue:
    """Put a unit below another; its people come into what runs there."""
    actor, now = current.actor(), clock.now()
    before = organizations.get_unit(actor, unit_id).path
    unit = tree.move_unit(actor, unit_id, request.form.get("parent_id", 0, type=int))
    for assignment_id in running_assignments(actor.organization_id, now):
        enrol_targets(get_assignment(actor, assignment_id), now)
    details = {"name": unit.name, "before": before, "after": unit.path}
    note(Deed("unit.move", "unit", unit.id, details))
    flash(_("%(name)s is moved, with everything below it.", name=unit.name))
    return redirect(url_for("admin.units"), 303)


def remove_unit(unit_id: int) -> ResponseReturnValue:
    """Remove an empty unit."""
    actor = current.actor()
    name = organizations.get_unit(actor, unit_id).name
    remove_empty_unit(actor, unit_id)
    note(Deed("unit.remove", "unit", unit_id, {"name": name}))
    flash(_("%(name)s is removed.", name=name))
    return redirect(url_for("admin.units"), 303)


def _form() -> UnitForm:
    form = UnitForm()
    form.parent_id.choices = unit_choices(organizations.list_units(current.actor()))
    return form


def _page(form: UnitForm) -> str:
    return render_template("admin/units.html", form=form, units=organizations.list_units(current.actor()))
