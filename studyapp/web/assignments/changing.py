"""Changing, extending and withdrawing what was given."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from studyapp import clock
from studyapp.errors import DomainError, ForbiddenError
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.study import assignments
from studyapp.study.assignment_plan import plan_of, unfair_changes
from studyapp.study.assignment_reach import targets_of
from studyapp.study.models import Assignment
from studyapp.web import current
from studyapp.web.assignments.forms import ExtensionForm, PlanForm, TargetsForm
from studyapp.web.assignments.giving import offer_units, targets_from
from studyapp.web.assignments.problems import FIELDS
from studyapp.web.assignments.zone_times import from_local, to_local
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.times import zone_words


def edit(assignment_id: int) -> ResponseReturnValue:
    """Show the rules of an assignment for changing, and whom else to give it to."""
    found = _managed(assignment_id)
    zone = current.actor().zone
    form = _plan_form(found, None)
    for name in (
        "module_id",
        "title",
        "pass_mark",
        "attempts_allowed",
        "duration_minutes",
        "is_open_book",
        "is_prediction_required",
        "is_reminded",
    ):
        form[name].data = getattr(found, name)
    form.mode.data, form.feedback.data = found.mode.value, found.feedback.value
    form.opens_at.data, form.closes_at.data = to_local(found.opens_at, zone), to_local(found.closes_at, zone)
    return _page(found, form), 200


def take_edit(assignment_id: int) -> ResponseReturnValue:
    """Change the rules, or say why that would be unfair."""
    actor, found = current.actor(), _managed(assignment_id)
    form, before = _plan_form(found, request.form), plan_of(found)
    if not form.validate():
        return _page(found, form), 422
    after = form.plan(actor.zone)
    try:
        assignments.change_assignment(actor, assignment_id, after, clock.now())
    except DomainError as error:
        if error.code == "edit-unfair":
            for name in unfair_changes(before, after):
                form[name].errors = [_("This can no longer be changed.")]
            fields = "、".join(str(form[name].label.text) for name in unfair_changes(before, after))
            parameters = {"begun": error.parameters["begun"], "fields": fields}
            return _page(found, form, words_for(error.code, parameters)), error.status
        if error.code not in FIELDS:
            raise
        form[FIELDS[error.code]].errors = [words_for(error.code, error.parameters)]
        return _page(found, form), 422
    changed = [name for name in after.__slots__ if getattr(before, name) != getattr(after, name)]
    details = {
        when: {name: str(getattr(plan, name)) for name in changed}
        for when, plan in (("before", before), ("after", after))
    }
    return _done("assignment.change", found, details, _("Saved."))


def extend(assignment_id: int) -> ResponseReturnValue:
    """Ask for the new deadline and the reason."""
    found = _managed(assignment_id)
    form = ExtensionForm(None)
    form.closes_at.data = to_local(found.closes_at, current.actor().zone)
    return render_template("assignments/extend.html", assignment=found, form=form, zone=zone_words())


def take_extension(assignment_id: int) -> ResponseReturnValue:
    """Extend the deadline for everybody."""
    actor, found, form = current.actor(), _managed(assignment_id), ExtensionForm(request.form)
    before = found.closes_at
    if form.validate():
        closes_at = from_local(form.closes_at.data, actor.zone)
        try:
            assignments.extend_deadline(actor, assignment_id, closes_at, form.reason.data, clock.now())
        except DomainError as error:
            if error.code not in FIELDS:
                raise
            form[FIELDS[error.code]].errors = [words_for(error.code, error.parameters)]
        else:
            details = {"before": before.isoformat(), "after": closes_at.isoformat(), "reason": form.reason.data}
            return _done("assignment.extend", found, details, _("The deadline is extended for everybody."))
    return render_template("assignments/extend.html", assignment=found, form=form, zone=zone_words()), 422


def add_people(assignment_id: int) -> ResponseReturnValue:
    """Give a running assignment to further units and people."""
    actor, found, form = current.actor(), _managed(assignment_id), TargetsForm(request.form)
    offer_units(actor, form)
    added = assignments.add_targets(actor, assignment_id, targets_from(actor, form), clock.now())
    news = ngettext("%(num)d person came in.", "%(num)d people came in.", added)
    return _done("assignment.add-people", found, {"people": added}, news)


def withdraw(assignment_id: int) -> str:
    """Ask before an assignment is withdrawn."""
    found = _managed(assignment_id)
    return render_template("assignments/withdraw.html", assignment=found, begun=assignments.count_begun(found))


def take_withdrawal(assignment_id: int) -> ResponseReturnValue:
    """Withdraw an assignment."""
    found = assignments.withdraw_assignment(current.actor(), assignment_id, clock.now())
    return _done("assignment.withdraw", found, {"title": found.title}, _("The assignment is withdrawn."))


def _managed(assignment_id: int) -> Assignment:
    found = assignments.get_assignment(current.actor(), assignment_id)
    if not assignments.may_manage(current.actor(), found):
        raise ForbiddenError("assignment-not-yours")
    return found


def _plan_form(found: Assignment, data: object) -> PlanForm:
    form = PlanForm(data)
    modules = {one.id: one.title for one in assignments.list_modules(current.actor())}
    modules.setdefault(found.module_id, found.title)  # an archived module stays with its assignments
    form.module_id.choices = [SelectChoice(module_id, title) for module_id, title in modules.items()]
    return form


def _page(found: Assignment, form: PlanForm, refusal: str = "") -> str:
    actor = current.actor()
    targets, known = TargetsForm(None), targets_of(found)
    units = [unit for unit in list_units(actor) if unit.id not in known.unit_ids]
    targets.units.choices = [SelectChoice(unit.id, unit.name) for unit in units]
    return render_template(
        "assignments/edit.html",
        assignment=found,
        form=form,
        targets=targets,
        depths={unit.id: min(unit.depth, 6) for unit in units},
        refusal=refusal,
        begun=assignments.count_begun(found),
        zone=zone_words(),
    )


def _done(action: str, found: Assignment, details: Mapping[str, object], news: str) -> ResponseReturnValue:
    note(Deed(action, "assignment", found.id, dict(details)))
    return done(found.id, news)


def done(assignment_id: int, news: str) -> ResponseReturnValue:
    """Say what happened, and lead back to the assignment's dashboard."""
    flash(news, "success")
    return redirect(url_for("dashboard.assignment", assignment_id=assignment_id), 303)
