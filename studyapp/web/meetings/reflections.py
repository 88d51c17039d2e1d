"""Reflections as the organizer asks for, reads and answers them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.meetings import reflection_desk as service
from studyapp.meetings.access import get_managed
from studyapp.meetings.reflection_models import ReflectionState
from studyapp.people.audit import Deed
from studyapp.text.overlaps import Overlap
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.problems import words_for


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a reflection; `source` names what else holds it, empty for the author's own words."""

    text: str
    source: str = ""


def reflections(study_session_id: int) -> str:
    """List who took part, and what they have handed in."""
    return _list(study_session_id)


def ask(study_session_id: int) -> ResponseReturnValue:
    """Ask for reflections, or no longer."""
    is_wanted = request.form.get("asked") == "1"
    least = request.form.get("least", 0 if request.form.get("least", "").strip() == "" else -1, type=int)
    try:
        service.ask_for(current.actor(), study_session_id, least if is_wanted else None, request.form.get("hint", ""))
    except DomainError as error:
        if error.status in {403, 404}:
            raise
        return _list(study_session_id, words_for(error.code, error.parameters)), error.status
    note(Deed("study-session.reflections", "study_session", study_session_id, {"least": least if is_wanted else None}))
    flash(_("Saved."), "success")
    return redirect(url_for("meetings.reflections", study_session_id=study_session_id), 303)


def reflection(study_session_id: int, reflection_id: int) -> str:
    """Show one, with the sentences that others hold too."""
    return _page(study_session_id, reflection_id)


def remark(study_session_id: int, reflection_id: int) -> ResponseReturnValue:
    """Accept it or return it, with one's own words."""
    is_accepted, text = request.form.get("verdict") == "accept", request.form.get("remark", "").replace("\r\n", "\n")
    actor = current.actor()
    try:
        service.remark(actor, study_session_id, reflection_id, text, clock.now(), is_accepted=is_accepted)
    except DomainError as error:
        if error.status in {403, 404}:
            raise
        return _page(study_session_id, reflection_id, words_for(error.code, error.parameters), text), error.status
    deed = "reflection.accept" if is_accepted else "reflection.return"
    note(Deed(deed, "reflection", reflection_id, {}))
    flash(_("The reflection is accepted.") if is_accepted else _("The reflection went back to its author."), "success")
    return redirect(url_for("meetings.reflections", study_session_id=study_session_id), 303)


def share(study_session_id: int, reflection_id: int) -> ResponseReturnValue:
    """Show it to all who took part, or no longer."""
    is_shared = request.form.get("shared") == "1"
    service.share(current.actor(), study_session_id, reflection_id, is_shared=is_shared)
    note(Deed("reflection.share", "reflection", reflection_id, {"after": is_shared}))
    flash(_("It is shared now.") if is_shared else _("It is no longer shared."), "success")
    return redirect(url_for("meetings.reflection", study_session_id=study_session_id, reflection_id=reflection_id), 303)


def marked(text: str, overlaps: list[Overlap[int]], names: dict[int | None, str]) -> list[Run]:
    """Return a text in runs, those that others hold named."""
    runs, place = [], 0
    for one in overlaps:
        source = _("the commentary") if one.other == service.COMMENTARY else names.get(one.other, "–")
        runs += [Run(text[place : one.start]), Run(text[one.start : one.end], str(source))]
        place = one.end
    return [run for run in [*runs, Run(text[place:])] if run.text]


def _list(study_session_id: int, problem: str = "") -> str:
    found = get_managed(current.actor(), study_session_id)
    task = service.find_task(found)
    return render_template(
        "meetings/reflections.html",
        meeting=found,
        task=task,
        lines=service.list_lines(found) if task else [],
        most=service.MOST_ASKED,
        hint_length=service.HINT_LENGTH,
        problem=problem,
    )


def _page(study_session_id: int, reflection_id: int, problem: str = "", typed: str | None = None) -> str:
    page = service.read(current.actor(), study_session_id, reflection_id)
    one = page.reflection
    is_here = one.state is not ReflectionState.RETURNED
    return render_template(
        "meetings/reflection.html",
        page=page,
        runs=marked(one.text, page.overlaps, page.names) if is_here else [],
        is_here=is_here,
        typed=one.remark if typed is None else typed,
        longest=service.REMARK_LENGTH,
        problem=problem,
    )
