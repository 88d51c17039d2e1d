"""Correcting a question that was answered: the form, and what the correction did."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.errors import DomainError
from studyapp.jobs.remarking import correct_and_remark
from studyapp.people.audit import Deed
from studyapp.questions import desk
from studyapp.questions.accepting import word_places
from studyapp.questions.correcting import Fix
from studyapp.questions.health import health_of
from studyapp.questions.models import Question
from studyapp.questions.wording import lines, parted
from studyapp.study.challenges import list_received
from studyapp.study.corrections import effect_of, get_correction, list_corrections
from studyapp.study.unmatched import unmatched_answers
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.desk.deciding import excerpts
from studyapp.web.desk.problems import FINDINGS, KINDS, problem_words
from studyapp.web.problems import words_for

_SAID_IN_FORM = frozenset(
    {"correction-reason-missing", "correction-changes-nothing", "correction-key-missing", "wording-not-sound"}
)


def correct(question_id: int) -> ResponseReturnValue:
    """Show the question with its evidence, what was answered, the challenges to it, and the form."""
    found = desk.get_question(current.actor(), question_id)
    return _page(found, request.args.get("version", type=int)), 200


def take_correction(question_id: int) -> ResponseReturnValue:
    """Correct, and have old attempts marked again; or show what is missing."""
    actor, now = current.actor(), clock.now()
    found = desk.get_question(actor, question_id)
    number = request.form.get("version", 0, type=int)
    try:
        made = correct_and_remark(actor, question_id, number, _fix(found, number), now)
    except DomainError as error:
        if error.code == "question-changed":
            return _page(found, found.version_number, [words_for(error.code, {})]), 409
        if error.code not in _SAID_IN_FORM:
            raise
        return _page(found, number, _refusal(error)), 422
    details = {"kind": made.kind.value, "version": number, "reason": made.reason}
    note(Deed("question.correct", "question", question_id, details))
    flash(_("Corrected. What was answered before is being marked again."), "success")
    return redirect(url_for("desk.correction", correction_id=made.id), 303)


def correction(correction_id: int) -> str:
    """Show what a correction did, before and after."""
    actor = current.actor()
    made = get_correction(actor, correction_id)
    found = desk.get_question(actor, made.question_id)
    return render_template(
        "desk/correction.html", correction=made, question=found, effect=effect_of(actor, made), stem=_stem(found)
    )


def _stem(found: Question) -> str:
    return desk.get_version(found).stem


def _fix(found: Question, number: int) -> Fix:
    form = request.form
    version = desk.get_version(found, number)
    places = word_places(version.kind, version.answer)
    return Fix(
        reason=form.get("reason", ""),
        is_withdrawn="withdraw" in form,
        keys=tuple(sorted({place for place in form.getlist("key", type=int) if 0 <= place < len(version.options)})),
        accepted={one.number: tuple(parted(form.get(f"accept-{one.number}", ""))) for one in places},
        explanation=form.get("explanation", "").strip(),
        quotes=lines(form.get("quotes", "")),
    )


def _refusal(error: DomainError) -> list[str]:
    problems = error.parameters.get("problems")
    if isinstance(problems, list):
        return [problem_words(problem) for problem in problems]
    return [words_for(error.code, error.parameters)]


def _page(found: Question, number: int | None, refusal: list[str] | None = None) -> str:
    version = desk.get_version(found, number)
    draft, text = desk.draft_of(version, found.rule), desk.get_text(version.revision_id)
    keys = {place for place, one in enumerate(draft.options) if one.is_key}
    return render_template(
        "desk/correct.html",
        question=found,
        version=version,
        draft=draft,
        text=text,
        excerpts=excerpts(draft, text),
        health=health_of(version),
        places=word_places(version.kind, version.answer),
        unmatched=unmatched_answers(version),
        keys=set(request.form.getlist("key", type=int)) if request.form else keys,
        challenges=list_received(current.actor(), is_open=True, question_id=found.id),
        corrections=list_corrections(found.id),
        refusal=refusal or [],
        kind=KINDS.get(draft.kind, draft.kind),
        findings=FINDINGS,
        form=request.form,
    )
