"""Writing a question by hand."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases.library import CasePage, get_case
from studyapp.cases.revision_rows import case_text
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions import desk
from studyapp.questions.draft import Kind, QuestionDraft
from studyapp.questions.evidence_picking import offered, picked
from studyapp.questions.wording import Problem, Wording, wording_of
from studyapp.questions.writing import WRITABLE, blank_draft
from studyapp.questions.writing import write as write_question
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.desk.forms import option_rows, wording_from
from studyapp.web.desk.problems import BLOOMS, KINDS
from studyapp.web.desk.rewording import in_words, problems_of
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction


def write(case_id: int) -> str:
    """Show the form for a question of the kind in the address, with the evidence that it names."""
    page = _case(case_id)
    draft = blank_draft(_kind(), picked(case_text(page.revision, 1), request.args.getlist("sentence")))
    return _page(page, draft, wording_of(draft), [])


def take_written(case_id: int) -> ResponseReturnValue:
    """Put the question into the bank as a draft, or show what it lacks."""
    actor, page = current.actor(), _case(case_id)
    draft, wording = _sent(page)
    override = request.form.get("override", "")
    try:
        made = write_question(actor, page, case_text(page.revision, 1), draft, wording, clock.now(), override)
    except DomainError as error:
        if error.code == "question-exists":
            flash(words_for(error.code, {}), "error")
            return _page(page, draft, wording, []), 409
        if error.code != "wording-not-sound":
            raise
        return _page(page, draft, wording, problems_of(error)), 422
    details = {"case": case_id, "kind": draft.kind, "override": desk.get_version(made).override_reason}
    note(Deed("question.write", "question", made.id, details))
    flash(_("The question is in the bank as a draft. Approve it to have it asked."), "success")
    return redirect(url_for("desk.question", question_id=made.id, within="case"), 303)


@own_transaction
def check_written(case_id: int) -> str:
    """Answer with what is wrong with what is being typed; nothing is saved."""
    page = _case(case_id)
    draft, wording = _sent(page)
    problems = desk.checked(draft, wording, case_text(page.revision, 1))[1]
    return render_template("desk/problems.html", problems=in_words(problems))


def _case(case_id: int) -> CasePage:
    return get_case(current.actor().organization_id, case_id)


def _kind() -> Kind:
    wanted = request.values.get("kind", "")
    return next((kind for kind in WRITABLE if kind == wanted), WRITABLE[0])


def _sent(page: CasePage) -> tuple[QuestionDraft, Wording]:
    evidence = picked(case_text(page.revision, 1), request.form.getlist("sentence"))
    draft = blank_draft(_kind(), evidence)
    return draft, wording_from(request.form, draft, evidence)


def _page(page: CasePage, draft: QuestionDraft, wording: Wording, problems: list[Problem]) -> str:
    return render_template(
        "desk/write.html",
        page=page,
        draft=draft,
        wording=wording,
        options=option_rows(wording, draft),
        is_editable=True,
        sentences=offered(case_text(page.revision, 1)),
        problems=in_words(problems),
        is_untouched=not request.form,
        is_refused=bool(problems),
        needs_reason=any(problem.gravity == "reason" for problem in problems),
        override=request.form.get("override", ""),
        kinds=[(kind, KINDS[kind]) for kind in WRITABLE],
        blooms=BLOOMS,
    )
