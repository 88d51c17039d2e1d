"""The list of programmes, making one after a look at its dates, and moving the rest of it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import DateField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.programmes import planning
from studyapp.programmes.models import TITLE_LENGTH
from studyapp.programmes.planning import MOST_WEEKS, ProgrammePlan
from studyapp.programmes.weeks import StudyWeek, next_monday
from studyapp.study.dashboards import phase_of
from studyapp.study.models import Module
from studyapp.web import current
from studyapp.web.assignments.forms import YEARS, TargetsForm, attempts_field, in_calendar, pass_mark_field
from studyapp.web.assignments.giving import offer_units, targets_from
from studyapp.web.auditing import note
from studyapp.web.problems import words_for

_FIELDS = {
    "attempts-range": "attempts_allowed",
    "pass-mark-range": "pass_mark",
    "people-not-found": "people",
    "programme-start-past": "start",
    "programme-title-missing": "title",
    "programme-weeks-range": "weeks_each",
    "programme-without-weeks": "start",
    "targets-missing": "units",
}


class ProgrammeForm(TargetsForm):
    """What a programme is made of besides its modules."""

    title = StringField(_l("Title"), [DataRequired(_l("Give the programme a title.")), Length(max=TITLE_LENGTH)])
    start = DateField(_l("From the week of"), [InputRequired(_l("Enter a day.")), in_calendar])
    weeks_each = IntegerField(
        _l("Weeks for each module"),
        [InputRequired(_l("Enter a number.")), NumberRange(1, MOST_WEEKS, _l("A module takes 1 to %(max)s weeks."))],
    )
    pass_mark = pass_mark_field()
    attempts_allowed = attempts_field()


def index() -> str:
    """List one's programmes."""
    return render_template("programmes/index.html", programmes=planning.list_programmes(current.actor()))


def new() -> ResponseReturnValue:
    """Show the page filled in: the modules of the book that the address names, a week each, from next Monday."""
    actor, modules = current.actor(), planning.list_modules_in_order(current.actor())
    form = _form(None)
    casebook_id = request.args.get("casebook", type=int)
    chosen = [one for one in modules if casebook_id is not None and one.casebook_id == casebook_id]
    form.title.data = _("One case a week")
    form.start.data = next_monday(clock.now().astimezone(ZoneInfo(actor.zone)).date())
    form.weeks_each.data, form.pass_mark.data, form.attempts_allowed.data = 1, 60, 3
    units = [one.id for one in list_units(actor)]
    form.units.data = units[:1]
    places = {one.id: place for place, one in enumerate(chosen, start=1)}
    return _page(form, modules, places), 200


def create() -> ResponseReturnValue:
    """Show the dates that come of the choice, or give everything."""
    actor, now = current.actor(), clock.now()
    modules = planning.list_modules_in_order(actor)
    places, form = _places(modules), _form(request.form)
    if not form.validate():
        return _page(form, modules, places), 422
    plan = ProgrammePlan(
        title=form.title.data,
        module_ids=tuple(sorted(places, key=lambda one: (places[one], one))),
        start=form.start.data,
        weeks_each=form.weeks_each.data,
        pass_mark=form.pass_mark.data,
        attempts_allowed=form.attempts_allowed.data,
    )
    try:
        weeks = planning.weeks_of(actor, plan, now)
        if "look" in request.form:
            titles = {one.id: one.title for one in modules}
            dates = [(titles[one], week) for one, week in zip(plan.module_ids, weeks, strict=False)]
            return _page(form, modules, places, dates=dates), 200
        made = planning.create_programme(actor, plan, targets_from(actor, form), now)
    except DomainError as error:
        words = words_for(error.code, error.parameters)
        if error.code in _FIELDS:
            form[_FIELDS[error.code]].errors = [words]
            words = ""
        return _page(form, modules, places, refusal=words), error.status
    note(Deed("programme.create", "programme", made.id, {"title": made.title}))
    count = len(plan.module_ids)
    flash(ngettext("%(num)d module is given.", "%(num)d modules are given.", count), "success")
    return redirect(url_for("programmes.show", programme_id=made.id), 303)


def show(programme_id: int) -> str:
    """Show a programme's modules with their dates, and what can still be moved."""
    actor, now = current.actor(), clock.now()
    programme, steps = planning.get_programme(actor, programme_id)
    return render_template(
        "programmes/show.html",
        programme=programme,
        steps=[(one, phase_of(one.assignment, now)) for one in steps],
        rest=sum(one.assignment.opens_at > now and one.assignment.withdrawn_at is None for one in steps),
        start=next_monday(now.astimezone(ZoneInfo(actor.zone)).date()),
    )


def move(programme_id: int) -> ResponseReturnValue:
    """Move what has not opened yet to begin in another week."""
    actor = current.actor()
    planning.get_programme(actor, programme_id)  # what is not theirs is not there, whatever day they type
    day = _day(request.form.get("start", ""))
    if day is None:
        raise DomainError("programme-start-past")
    moved = planning.move_rest(actor, programme_id, day, clock.now())
    note(Deed("programme.move", "programme", programme_id, {"start": day.isoformat(), "count": moved}))
    flash(ngettext("%(num)d module is moved.", "%(num)d modules are moved.", moved), "success")
    return redirect(url_for("programmes.show", programme_id=programme_id), 303)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if YEARS[0] <= day.year <= YEARS[1] else None


def _places(modules: list[Module]) -> dict[int, int]:
    typed = {one.id: request.form.get(f"place-{one.id}", None, int) for one in modules}
    return {module_id: place for module_id, place in typed.items() if place is not None and place > 0}


def _form(data: object) -> ProgrammeForm:
    form = ProgrammeForm(data)
    offer_units(current.actor(), form)
    return form


def _page(
    form: ProgrammeForm,
    modules: list[Module],
    places: dict[int, int],
    *,
    dates: list[tuple[str, StudyWeek]] | None = None,
    refusal: str = "",
) -> str:
    units = list_units(current.actor())
    top = min((unit.depth for unit in units), default=0)
    return render_template(
        "programmes/new.html",
        form=form,
        modules=modules,
        places=places,
        dates=dates,
        refusal=refusal,
        depths={unit.id: min(unit.depth - top, 6) for unit in units},
    )
