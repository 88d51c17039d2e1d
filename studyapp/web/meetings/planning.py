"""The list of study sessions, and the plan of one."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import SystemRandom

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.meetings import planning
from studyapp.meetings.access import get_managed, get_study_session, may_manage
from studyapp.meetings.agenda import list_steps, timed
from studyapp.meetings.models import StudySession
from studyapp.meetings.people_named import names_of
from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import RoundDraft, list_rounds
from studyapp.people.audit import Deed
from studyapp.people.organizations import list_units
from studyapp.study.assignments import list_modules
from studyapp.web import current
from studyapp.web.assignments.zone_times import to_local
from studyapp.web.auditing import note
from studyapp.web.meetings.forms import PlanForm
from studyapp.web.meetings.problems import FIELDS
from studyapp.web.problems import words_for
from studyapp.web.times import zone_words


def index() -> str:
    """List what is planned, under way, and held."""
    return render_template("meetings/index.html", meetings=planning.list_study_sessions(current.actor()))


def new() -> str:
    """Show the plan with sensible values; the address may name a module."""
    form, actor = _form(None), current.actor()
    titles = {choice.value: str(choice.label) for choice in form.module_id.choices}
    form.module_id.data = request.args.get("module", next(iter(titles), None), type=int)
    form.title.data = titles.get(form.module_id.data, "")
    form.starts_at.data, form.ends_at.data = _default_times(clock.now(), actor.zone)
    hosts = {choice.value for choice in form.host_id.choices}
    form.host_id.data = actor.account_id if actor.account_id in hosts else None
    form.recorder_id.data = 0
    if len(form.units.choices) == 1:
        form.units.data = [form.units.choices[0].value]
    return _page(form)


def create() -> ResponseReturnValue:
    """Plan the study session, or show what is to mend."""
    actor, form = current.actor(), _form(request.form)
    if not form.validate():
        return _page(form), 422
    try:
        made = planning.plan_study_session(actor, form.plan(actor.zone), stance(), clock.now(), SystemRandom())
    except DomainError as error:
        return _blamed(form, error), 422
    _record("study-session.plan", made)
    flash(_("Planned. The agenda was made from the cases; adjust it as you like."), "success")
    return redirect(url_for("meetings.show", study_session_id=made.id), 303)


def show(study_session_id: int) -> str:
    """Show one study session: facts, agenda with its votes, and what can be done next."""
    actor = current.actor()
    found = get_study_session(actor, study_session_id)
    steps = list_steps(found.id)
    votes: dict[int | None, list[object]] = {}
    for one in list_rounds(found.id):
        votes.setdefault(one.step_id, []).append(one)
    return render_template(
        "meetings/show.html",
        meeting=found,
        steps=timed(found, steps),
        votes=votes,
        names=names_of([found.host_id, found.recorder_id]),
        units=[unit.name for unit in planning.list_invited_units(found)],
        is_organizer=actor.is_organizer,
        may_manage=may_manage(actor, found),
        may_record=may_manage(actor, found) or found.recorder_id == actor.account_id,
        zone=zone_words(),
    )


def edit(study_session_id: int) -> str:
    """Show the plan for changing."""
    actor = current.actor()
    found = get_managed(actor, study_session_id)
    form = _form(None, found)
    for name in ("module_id", "title", "place", "host_id", "guests_allowed"):
        form[name].data = getattr(found, name)
    form.recorder_id.data = found.recorder_id or 0
    form.starts_at.data, form.ends_at.data = to_local(found.starts_at, actor.zone), to_local(found.ends_at, actor.zone)
    form.units.data = planning.list_unit_ids(found)
    return _page(form, found)


def take_edit(study_session_id: int) -> ResponseReturnValue:
    """Change the plan, or show what is to mend."""
    actor = current.actor()
    found = get_managed(actor, study_session_id)
    form = _form(request.form, found)
    if not form.validate():
        return _page(form, found), 422
    try:
        planning.change_plan(actor, study_session_id, form.plan(actor.zone))
    except DomainError as error:
        return _blamed(form, error, found), 422
    _record("study-session.change", found)
    flash(_("Saved."), "success")
    return redirect(url_for("meetings.show", study_session_id=found.id), 303)


def cancel(study_session_id: int) -> str:
    """Ask before a study session is called off."""
    return render_template("meetings/cancel.html", meeting=get_managed(current.actor(), study_session_id))


def take_cancel(study_session_id: int) -> ResponseReturnValue:
    """Call a study session off."""
    found = planning.cancel(current.actor(), study_session_id, clock.now())
    _record("study-session.cancel", found)
    flash(_("The study session is called off. What was recorded is kept."), "success")
    return redirect(url_for("meetings.show", study_session_id=found.id), 303)


def stance() -> RoundDraft:
    """Return the vote for a case without a question in the bank: how far one agrees with what was done."""
    ends = ((_("I would do otherwise"), False), (_("I would do the same"), False))
    return RoundDraft(RoundKind.SCALE, _("Would you have done the same in this case?"), ends)


def _default_times(now: datetime, zone: str) -> tuple[datetime, datetime]:
    local = to_local(now, zone)
    start = (local + timedelta(days=7)).replace(hour=14, minute=30)
    return start, start + timedelta(minutes=90)


def _form(data: object, found: StudySession | None = None) -> PlanForm:
    actor, form = current.actor(), PlanForm(data)
    modules = {one.id: one.title for one in list_modules(actor)}
    if found is not None:
        modules = {found.module_id or 0: modules.get(found.module_id or 0, found.title)}
        if data is not None:
            form.module_id.data = found.module_id or 0
    form.module_id.choices = [SelectChoice(module_id, title) for module_id, title in modules.items()]
    form.host_id.choices = [SelectChoice(one.id, one.name) for one in planning.list_hosts(actor)]
    recorders = [SelectChoice(one.id, one.name) for one in planning.list_recorders(actor)]
    form.recorder_id.choices = [SelectChoice(0, _("The host")), *recorders]
    form.units.choices = [SelectChoice(unit.id, unit.name) for unit in list_units(actor)]
    return form


def _page(form: PlanForm, found: StudySession | None = None) -> str:
    units = list_units(current.actor())
    top = min((unit.depth for unit in units), default=0)
    depths = {unit.id: min(unit.depth - top, 6) for unit in units}
    return render_template("meetings/plan.html", form=form, meeting=found, depths=depths, zone=zone_words())


def _blamed(form: PlanForm, error: DomainError, found: StudySession | None = None) -> str:
    if error.code not in FIELDS:
        raise error
    field = form[FIELDS[error.code]]
    field.errors = [*field.errors, words_for(error.code, error.parameters)]
    return _page(form, found)


def _record(action: str, found: StudySession) -> None:
    deed = Deed(action, "study_session", found.id, {"title": found.title})
    note(deed)
