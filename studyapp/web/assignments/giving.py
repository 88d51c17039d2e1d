"""The list of assignments, and the page on which a module is given."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.actor import Actor
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.questions.wording import lines
from studyapp.study import assignments
from studyapp.study.assignment_plan import Targets
from studyapp.study.assignment_reach import count_people, find_people
from studyapp.study.dashboards import overview
from studyapp.study.models import Feedback, QuizMode
from studyapp.web import current
from studyapp.web.assignments.forms import GivingForm, TargetsForm
from studyapp.web.assignments.problems import FIELDS
from studyapp.web.assignments.zone_times import default_dates
from studyapp.web.auditing import note
from studyapp.web.problems import words_for
from studyapp.web.times import zone_words
from studyapp.web.transactions import own_transaction


def index() -> str:
    """List the assignments that reach one's units."""
    return render_template("assignments/index.html", lines=overview(current.actor(), clock.now()))


def new() -> ResponseReturnValue:
    """Show the page with sensible values; the address may name a module."""
    form = _form(None)
    actor = current.actor()
    form.opens_at.data, form.closes_at.data = default_dates(clock.now(), actor.zone)
    form.pass_mark.data, form.attempts_allowed.data, form.is_open_book.data = 60, 3, True
    form.is_reminded.data = True
    form.mode.data, form.feedback.data = QuizMode.PRACTICE.value, Feedback.AFTER_HAND_IN.value
    titles = {choice.value: str(choice.label) for choice in form.module_id.choices}
    form.module_id.data = request.args.get("module", next(iter(titles), None), type=int)
    form.title.data = titles.get(form.module_id.data, "")
    asked = request.args.get("unit", type=int)
    form.units.data = [choice.value for choice in form.units.choices if asked in {choice.value, None}]
    if asked is None and len(form.units.data) > 1:
        form.units.data = []
    return _page(form), 200


def create() -> ResponseReturnValue:
    """Give the module, or show what is to mend."""
    actor, form = current.actor(), _form(request.form)
    if not form.validate():
        return _page(form), 422
    try:
        targets = targets_from(actor, form)
        made = assignments.create_assignment(actor, form.plan(actor.zone), targets, clock.now())
    except DomainError as error:
        if error.code not in FIELDS:
            raise
        blame(form, error)
        return _page(form), 422
    people = count_people(actor, targets)
    details = {"title": made.title, "people": people}
    note(Deed("assignment.create", "assignment", made.id, details))
    flash(ngettext("Given to %(num)d person.", "Given to %(num)d people.", people), "success")
    return redirect(url_for("dashboard.assignment", assignment_id=made.id), 303)


@own_transaction
def preview() -> str:
    """Answer with how many people the chosen units and names reach; nothing is saved."""
    actor, form = current.actor(), TargetsForm(request.form)
    offer_units(actor, form)
    people, problem = None, ""
    try:
        people = count_people(actor, targets_from(actor, form))
    except DomainError as error:
        problem = words_for(error.code, error.parameters)
    return render_template("assignments/reach.html", people=people, problem=problem)


def targets_from(actor: Actor, form: TargetsForm) -> Targets:
    """Return whom a form names. Raises `DomainError` people-not-found."""
    found, unknown = find_people(actor, list(lines(form.people.data or "")))
    if unknown:
        raise DomainError("people-not-found", names="、".join(unknown[:10]))
    return Targets(frozenset(form.units.data or ()), frozenset(found.values()))


def offer_units(actor: Actor, form: TargetsForm) -> None:
    """Let a form offer the actor's units as a tree."""
    form.units.choices = [SelectChoice(unit.id, unit.name) for unit in list_units(actor)]


def blame(form: GivingForm, error: DomainError) -> None:
    """Show a domain error at the field it belongs to."""
    field = form[FIELDS[error.code]]
    field.errors = [*field.errors, words_for(error.code, error.parameters)]


def _form(data: object) -> GivingForm:
    actor = current.actor()
    form = GivingForm(data)
    form.module_id.choices = [SelectChoice(one.id, one.title) for one in assignments.list_modules(actor)]
    offer_units(actor, form)
    return form


def _page(form: GivingForm) -> str:
    units = list_units(current.actor())
    top = min((unit.depth for unit in units), default=0)
    return render_template(
        "assignments/new.html",
        form=form,
        depths={unit.id: min(unit.depth - top, 6) for unit in units},
        zone=zone_words(),
    )
