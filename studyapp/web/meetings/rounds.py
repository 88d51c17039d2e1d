"""Preparing votes: from the question bank, or in one's own words."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from studyapp.errors import DomainError
from studyapp.meetings import rounds
from studyapp.meetings.access import get_managed
from studyapp.meetings.agenda import list_steps
from studyapp.meetings.models import StepKind, StudySession
from studyapp.meetings.room_models import RoundKind
from studyapp.web import current
from studyapp.web.meetings.forms import RoundForm
from studyapp.web.meetings.words import step_name
from studyapp.web.problems import words_for

_VOTES = {StepKind.FIRST_VOTE, StepKind.SECOND_VOTE}


def new_round(study_session_id: int) -> str:
    """Offer the bank's questions and a form of one's own."""
    found = get_managed(current.actor(), study_session_id)
    form = _form(found, None)
    form.kind.data, form.step_id.data = RoundKind.SINGLE.value, request.args.get("step", 0, type=int)
    return _page(found, form)


def take_round(study_session_id: int) -> ResponseReturnValue:
    """Prepare the vote: a question of the bank (`version`), or what the form says."""
    actor = current.actor()
    found = get_managed(actor, study_session_id)
    form = _form(found, request.form)
    version_id = request.form.get("version", type=int)
    try:
        if version_id is not None:
            step_id = request.form.get("step_id", type=int) or None
            rounds.add_from_bank(actor, found.id, version_id, step_id)
        elif form.validate():
            rounds.add_round(actor, found.id, form.draft())
        else:
            return _page(found, form), 422
    except DomainError as error:
        return _page(found, form, words_for(error.code, error.parameters)), error.status
    flash(_("The vote is prepared."), "success")
    return _back(found)


def change_round(study_session_id: int, number: int) -> ResponseReturnValue:
    """Repeat a vote after the discussion, remove a prepared one, or let it be answered by name or without."""
    actor = current.actor()
    found = get_managed(actor, study_session_id)
    deed = request.form.get("deed", "")
    if deed == "remove":
        rounds.remove_round(actor, found.id, number)
        flash(_("The vote is removed."), "success")
    elif deed == "repeat":
        rounds.repeat_round(actor, found.id, number, _second_step(found))
        flash(_("The vote is prepared."), "success")
    elif deed in {"anonymous", "named"}:
        rounds.choose_anonymity(actor, found.id, number, is_anonymous=deed == "anonymous")
        flash(_("Saved."), "success")
    return _back(found)


def _second_step(found: StudySession) -> int | None:
    taken = {one.step_id for one in rounds.list_rounds(found.id)}
    free = [step.id for step in list_steps(found.id) if step.kind is StepKind.SECOND_VOTE and step.id not in taken]
    return free[0] if free else None


def _back(found: StudySession) -> ResponseReturnValue:
    if request.form.get("to") == "remote":
        return redirect(url_for("live.remote", study_session_id=found.id), 303)
    return redirect(url_for("meetings.show", study_session_id=found.id, _anchor="agenda"), 303)


def _form(found: StudySession, data: object) -> RoundForm:
    form = RoundForm(data)
    steps = [SelectChoice(step.id, f"{step.position}. {step_name(step)}") for step in list_steps(found.id)]
    form.step_id.choices = [SelectChoice(0, _("In none: opened when the host wants")), *steps]
    return form


def _page(found: StudySession, form: RoundForm, problem: str = "") -> str:
    return render_template(
        "meetings/round.html", meeting=found, form=form, bank=rounds.list_bank(found)[:30], problem=problem
    )
