"""Rewording a question: every edit is a new version, checked as one types."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases.casebook_text import CaseText
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions import desk
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.evidence_picking import offered, picked
from studyapp.questions.models import Question
from studyapp.questions.wording import Problem, Wording, is_editable, wording_of
from studyapp.web import current
from studyapp.web.auditing import note
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
    present = desk.get_version(found)
    evidence = picked(desk.get_text(present.revision_id), request.form.getlist("sentence"))
    wording = wording_from(request.form, desk.draft_of(present, found.rule), evidence)
    number, override = request.form.get("version", 0, type=int), request.form.get("override", "")
    before = found.version_number
    try:
        version = desk.edit(actor, question_id, number, wording, clock.now(), override, evidence)
    except DomainError as error:
        if error.code == "question-changed":
            return _page(found, wording, [], is_stale=True), 409
        if error.code != "wording-not-sound":
            raise
        return _page(found, wording, problems_of(error)), 422
    if version.number != before:
        details = {"before": before, "after": version.number, "override": version.override_reason}
        note(Deed("question.edit", "question", found.id, details))
        flash(
            _("Saved as version %(number)d. Papers already begun keep the old one.", number=version.number), "success"
        )
    return redirect(url_for("desk.question", question_id=found.id, **scope_arguments(scope_of(found))), 303)


@own_transaction
def check(question_id: int) -> str:
    """Answer with what is wrong with a wording that is being typed; nothing is saved."""
    found = desk.get_question(current.actor(), question_id)
    version = desk.get_version(found)
    draft, text = desk.draft_of(version, found.rule), desk.get_text(version.revision_id)
    evidence = picked(text, request.form.getlist("sentence"))
    wording = wording_from(request.form, draft, evidence)
    problems = desk.checked(desk.with_evidence(draft, evidence), wording, text)[1]
    return render_template("desk/problems.html", problems=in_words(problems))


def _page(found: Question, wording: Wording | None, problems: list[Problem], *, is_stale: bool = False) -> str:
    version = desk.get_version(found)
    draft, text = desk.draft_of(version, found.rule), desk.get_text(version.revision_id)
    shown = wording or wording_of(draft)
    return render_template(
        "desk/edit.html",
        question=found,
        problems=in_words(problems or desk.checked(draft, shown, text)[1]),
        needs_reason=any(problem.gravity == "reason" for problem in problems),
        is_refused=bool(problems),
        is_stale=is_stale,
        version_number=found.version_number,
        arguments=scope_arguments(scope_of(found)),
        **editor_of(draft, shown, text),
    )


def editor_of(draft: QuestionDraft, shown: Wording, text: CaseText) -> dict[str, Any]:
    """Return what the form of a wording shows, whatever it is of: `draft` as it stands, `shown` as it is typed."""
    return {
        "draft": draft,
        "text": text,
        "wording": shown,
        "options": option_rows(shown, draft),
        "is_editable": is_editable(draft.kind),
        "excerpts": excerpts(draft, text),
        "is_untouched": False,
        "sentences": offered(text),
        "override": request.form.get("override", ""),
        "kind": KINDS.get(draft.kind, draft.kind),
        "blooms": BLOOMS,
    }


def problems_of(error: DomainError) -> list[Problem]:
    """Return what a refusal says is wrong with a wording."""
    problems = error.parameters["problems"]
    return problems if isinstance(problems, list) else []


def in_words(problems: list[Problem]) -> list[tuple[str, str]]:
    """Return problems with their gravity, worded."""
    return [(problem.gravity, problem_words(problem)) for problem in problems]
