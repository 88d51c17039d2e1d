"""Merging units: choose, see what would happen, do it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.people.audit import Deed
from studyapp.people.organizations import get_unit, list_units
from studyapp.study import unit_merging
from studyapp.web import current
from studyapp.web.auditing import note


def merge_unit(unit_id: int) -> str:
    """Ask into which unit; once one is chosen, show what would happen."""
    actor = current.actor()
    unit = get_unit(actor, unit_id)
    into_id = request.args.get("into", type=int)
    found = unit_merging.foresee_merge(actor, unit_id, into_id, clock.now()) if into_id else None
    others = [one for one in list_units(actor) if not one.path.startswith(unit.path)]
    return render_template("admin/merge_unit.html", unit=unit, others=others, found=found)


def take_unit_merge(unit_id: int) -> ResponseReturnValue:
    """Merge."""
    actor = current.actor()
    name = get_unit(actor, unit_id).name
    into = unit_merging.merge_units(actor, unit_id, request.form.get("into", 0, type=int), clock.now())
    note(Deed("unit.merge", "unit", into.id, {"before": name, "after": into.name, "merged": unit_id}))
    flash(_("%(name)s is now part of %(into)s.", name=name, into=into.name))
    return redirect(url_for("admin.units"), 303)
