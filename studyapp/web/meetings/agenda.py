"""Adjusting the agenda: order, titles, minutes, steps left out and added; one form, without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp.errors import DomainError
from studyapp.meetings.access import get_managed
from studyapp.meetings.agenda import LONGEST_STEP, StepDraft, change_agenda, list_steps
from studyapp.meetings.models import StepKind, StudySession
from studyapp.people.audit import Deed
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.meetings.words import STEPS
from studyapp.web.problems import words_for


@dataclass(frozen=True, slots=True)
class Line:
    """A step as the form shows it and gives it back; `step_id` is empty for the line that adds one."""

    step_id: str
    kind: str
    title: str
    minutes: str
    place: str
    is_out: bool = False


def agenda(study_session_id: int) -> str:
    """Show the agenda for changing."""
    found = get_managed(current.actor(), study_session_id)
    lines = [
        Line(str(step.id), step.kind.value, step.title, str(step.minutes), str(step.position))
        for step in list_steps(found.id)
    ]
    return _page(found, lines)


def take_agenda(study_session_id: int) -> ResponseReturnValue:
    """Change the agenda, or say what is to mend."""
    actor = current.actor()
    found = get_managed(actor, study_session_id)
    lines = _lines()
    try:
        change_agenda(actor, study_session_id, _drafts(lines))
    except DomainError as error:
        return _page(found, lines, words_for(error.code, error.parameters)), error.status
    note(Deed("study-session.agenda", "study_session", found.id, {"title": found.title}))
    flash(_("Saved."), "success")
    return redirect(url_for("meetings.show", study_session_id=found.id), 303)


def _lines() -> list[Line]:
    columns = [request.form.getlist(name) for name in ("step_id", "kind", "title", "minutes", "place")]
    out = set(request.form.getlist("out"))
    return [
        Line(step_id, kind if kind in set(StepKind) else StepKind.OTHER.value, title, minutes, place, step_id in out)
        for step_id, kind, title, minutes, place in zip(*columns, strict=False)
    ]


def _drafts(lines: list[Line]) -> list[StepDraft]:
    kept = [one for one in lines if not one.is_out and (one.step_id or one.title.strip() or one.minutes.strip())]
    drafts = []
    for one in sorted(kept, key=lambda line: _number(line.place, len(kept) + 1)):
        step_id = int(one.step_id) if one.step_id.isdecimal() else None
        drafts.append(StepDraft(StepKind(one.kind), int(_number(one.minutes, 0)), None, one.title, step_id))
    return drafts


def _number(text: str, otherwise: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return value if abs(value) < 10_000 else otherwise


def _page(found: StudySession, lines: list[Line], problem: str = "") -> str:
    fresh = [] if any(not one.step_id for one in lines) else [Line("", StepKind.OTHER.value, "", "", "")]
    return render_template(
        "meetings/agenda.html",
        meeting=found,
        lines=[*lines, *fresh],
        kinds={kind.value: str(label) for kind, label in STEPS.items()},
        longest=LONGEST_STEP,
        problem=problem,
    )
