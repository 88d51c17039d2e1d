"""Rewording a question: every edit is a new version, checked as one types."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.people.audit import Deed, record
from studyapp.questions import desk
from studyapp.questions.models import Question
from studyapp.questions.wording import Problem, Wording, is_editable, wording_of
from studyapp.web import current
from studyapp.web.desk.deciding import excerpts
from studyapp.web.desk.forms import option_rows, wording_from
from studyapp.web.desk.problems import BLOOMS, KINDS, problem_words
from studyapp.web.desk.scopes import scope_arguments, scope_of
from studyapp.web.transactions import own_transaction


def edit(question_id: int) -> ResponseReturnValue:
    """Show the form with the present wording."""
    return _page(desk.get_question(current.actor(), question_id), None, []), 200


def take_edit(question_id: int) -> ResponseReturnValue:
    """Save a new version, or show what keeps it from being saved."""
    actor, found = current.actor(), desk.get_question(current.actor(), question_id)
    wording = wording_from(request.form, desk.draft_of(desk.get_version(found), found.rule))
    number, override = request.form.get("version", 0, type=int), request.form.get("override", "")
    before = found.version_number
    try:
        version = desk.edit(actor, question_id, number, wording, clock.now(), override)
    except DomainError as error:
        if error.code != "wording-not-sound":
            raise
        return _page(found, wording, list(_problems(error))), 422
    if version.number != before:
        details = {"before": before, "after": version.number, "override": version.override_reason}
        record(actor, Deed("question.edit", "question", found.id, details), clock.now(), request.remote_addr)
        flash(
            _("Saved as version %(number)d. Papers already begun keep the old one.", number=version.number), "success"
        )
    return redirect(url_for("desk.question", question_id=found.id, **scope_arguments(scope_of(found))), 303)


@own_transaction
def check(question_id: int) -> str:
    """Answer with what is wrong with a wording that is being typed; nothing is saved."""
    found = desk.get_question(current.actor(), question_id)
    version = desk.get_version(found)
    draft = desk.draft_of(version, found.rule)
    problems = desk.checked(draft, wording_from(request.form, draft), desk.get_text(version.revision_id))[1]
    return render_template("desk/problems.html", problems=_in_words(problems))


def _page(found: Question, wording: Wording | None, problems: list[Problem]) -> str:
    version = desk.get_version(found)
    draft, text = desk.draft_of(version, found.rule), desk.get_text(version.revision_id)
    shown = wording or wording_of(draft)
    return render_template(
        "desk/edit.html",
        question=found,
        draft=draft,
        text=text,
        wording=shown,
        options=option_rows(shown, draft),
        is_editable=is_editable(draft.kind),
        excerpts=excerpts(draft, text),
        problems=_in_words(problems or desk.checked(draft, shown, text)[1]),
        needs_reason=any(problem.gravity == "reason" for problem in problems),
        is_refused=bool(problems),
        version_number=request.form.get("version", found.version_number, type=int),
        override=request.form.get("override", ""),
        arguments=scope_arguments(scope_of(found)),
        kind=KINDS.get(draft.kind, draft.kind),
        blooms=BLOOMS,
    )


def _problems(error: DomainError) -> list[Problem]:
    problems = error.parameters["problems"]
    return problems if isinstance(problems, list) else []


def _in_words(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.gravity, problem_words(problem)) for problem in problems]
