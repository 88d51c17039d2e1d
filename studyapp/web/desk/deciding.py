"""One question at the desk, and what is decided about it."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from studyapp import clock
from studyapp.cases.casebook_text import CaseText, Part
from studyapp.cases.library import get_casebook
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions import desk, desk_queue
from studyapp.questions.desk_queue import Scope
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.evidence_places import earlier_quotes
from studyapp.questions.health import health_of
from studyapp.questions.kinship import list_relatives
from studyapp.questions.models import Question
from studyapp.questions.trust import verdicts_on
from studyapp.questions.wording import PARTS, wording_of
from studyapp.text.differences import DiffRun, differences
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.case_paragraphs import Paragraph, case_paragraphs
from studyapp.web.desk.problems import BLOOMS, FINDINGS, KINDS, gate_words, problem_words
from studyapp.web.desk.scopes import scope_arguments, scope_of
from studyapp.web.problems import words_for


def question(question_id: int) -> ResponseReturnValue:
    """Show one question with its evidence, its checks and what stands around it."""
    return _page(desk.get_question(current.actor(), question_id)), 200


def approve(question_id: int) -> ResponseReturnValue:
    """Approve, and go on to the next."""
    return _decide(question_id, "question.approve", desk.approve, _("Approved."))


def retire(question_id: int) -> ResponseReturnValue:
    """Retire, and go on to the next."""
    return _decide(question_id, "question.retire", desk.retire, _("Retired: it is asked no more."))


def take_pool(question_id: int) -> ResponseReturnValue:
    """Keep a question for exams, or release it for practice, and stay."""
    is_kept = request.form.get("pool") == "exams"
    found = desk.keep_for_exams(current.actor(), question_id, is_kept=is_kept)
    _record("question.keep-for-exams" if is_kept else "question.release", found, {})
    return _stay(
        found,
        _("Kept for exams: it is not practised, and reviewed only when no exam asks it.")
        if is_kept
        else _("Released: it is asked in practice, too."),
    )


def reopen(question_id: int) -> ResponseReturnValue:
    """Take a decision back, and stay."""
    return _decide(
        question_id, "question.reopen", desk.reopen, _("The question waits for a decision again."), stay=True
    )


def reject(question_id: int) -> ResponseReturnValue:
    """Reject with a reason, and go on to the next; without a reason show the page again."""
    actor, reason = current.actor(), request.form.get("reason", "")
    try:
        found = desk.reject(actor, question_id, _version_number(), reason, clock.now())
    except DomainError as error:
        if error.code != "reject-reason-missing":
            raise
        return _page(desk.get_question(actor, question_id), words_for(error.code, {})), 422
    _record("question.reject", found, {"reason": reason})
    return _go_on(found, _("Rejected."))


def approve_confident(casebook_id: int) -> ResponseReturnValue:
    """Approve a casebook's drafts above a confidence."""
    actor = current.actor()
    get_casebook(actor.organization_id, casebook_id)
    minimum = request.form.get("confidence", type=int)
    count = desk_queue.approve_confident(actor, Scope(casebook_id), (minimum or -1) / 100, clock.now())
    details = {"confidence": minimum, "questions": count}
    deed = Deed("question.approve-confident", "casebook", casebook_id, details)
    note(deed)
    flash(ngettext("%(num)d question is approved.", "%(num)d questions are approved.", count), "success")
    return redirect(url_for("desk.casebook", casebook_id=casebook_id), 303)


def _decide(
    question_id: int, action: str, decide: Callable[..., Question], news: str, stay: bool = False
) -> ResponseReturnValue:
    found = decide(current.actor(), question_id, _version_number(), clock.now())
    if found.is_evidence_changed:
        _record("question.reopen", found, {})
        return _stay(found, _("The case was changed where the evidence stands. Look at the question first."))
    _record(action, found, {})
    return _stay(found, news) if stay else _go_on(found, news)


def _version_number() -> int:
    return request.form.get("version", 0, type=int)


def _record(action: str, found: Question, details: dict[str, object]) -> None:
    deed = Deed(action, "question", found.id, {"version": found.version_number, **details})
    note(deed)


def _stay(found: Question, news: str) -> ResponseReturnValue:
    flash(news, "success")
    return redirect(url_for("desk.question", question_id=found.id, **scope_arguments(scope_of(found))), 303)


def _go_on(found: Question, news: str) -> ResponseReturnValue:
    scope = scope_of(found)
    next_id = desk_queue.next_to_decide(current.actor(), scope, after=found)
    if next_id is None:
        flash(_("%(news)s Nothing more waits here.", news=news), "success")
        if scope.case_id is not None:
            return redirect(url_for("desk.case", case_id=scope.case_id), 303)
        return redirect(url_for("desk.casebook", casebook_id=scope.casebook_id), 303)
    flash(news, "success")
    return redirect(url_for("desk.question", question_id=next_id, **scope_arguments(scope)), 303)


def _page(found: Question, reason_error: str = "") -> str:
    actor, scope = current.actor(), scope_of(found)
    version = desk.get_version(found)
    draft, text = desk.draft_of(version, found.rule), desk.get_text(version.revision_id)
    problems = desk.checked(draft, wording_of(draft), text)[1]
    verdicts = verdicts_on(found.organization_id, found.rule)
    return render_template(
        "desk/question.html",
        question=found,
        version=version,
        draft=draft,
        text=text,
        excerpts=excerpts(draft, text),
        problems=[(problem.gravity, problem_words(problem)) for problem in problems],
        withheld=[(gate_words(name), count) for name, count in desk_queue.withheld(actor, [version.revision_id])],
        health=health_of(version),
        changed_evidence=_changed_evidence(found, draft),
        trust=verdicts.trust(version.confidence),
        verdicts=verdicts,
        relatives=list_relatives(found, draft),
        findings=FINDINGS,
        around=desk_queue.neighbours(actor, scope, found),
        scope=scope,
        arguments=scope_arguments(scope),
        kind=KINDS.get(draft.kind, draft.kind),
        bloom=BLOOMS.get(draft.bloom, draft.bloom),
        reason_error=reason_error,
    )


def _changed_evidence(found: Question, draft: QuestionDraft) -> list[list[DiffRun]]:
    """Return what changed in the evidence of a question that waits since its case was changed."""
    if not found.is_evidence_changed:
        return []
    return differences("\n".join(earlier_quotes(found)), "\n".join(one.quote for one in draft.evidence))


def excerpts(draft: QuestionDraft, text: CaseText) -> list[tuple[Part, list[Paragraph]]]:
    """Return by part the paragraphs in which the evidence stands, marked."""
    shown = []
    for part in PARTS:
        spans = [(proof.start, proof.end) for proof in draft.evidence if proof.part == part]
        paragraphs = case_paragraphs(text.part(part), (), spans)
        marked = [one for one in paragraphs if any(run.kind == "evidence" for run in one.runs)]
        if marked:
            shown.append((part, marked))
    return shown
