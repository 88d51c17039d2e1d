"""Held-back drafts: what each gate holds back, and rescuing a draft from it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases.library import get_case, get_casebook
from studyapp.cases.models import CaseRevision
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions import desk, rescuing
from studyapp.questions.evidence_picking import picked
from studyapp.questions.models import HeldDraft
from studyapp.questions.wording import Problem, Wording, wording_of
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.desk.forms import wording_from
from studyapp.web.desk.problems import KINDS, gate_words
from studyapp.web.desk.rewording import editor_of, in_words, problems_of
from studyapp.web.problems import words_for
from studyapp.web.transactions import own_transaction

_SAID_IN_FORM = frozenset({"question-exists", "already-rescued"})


def held_of_casebook(casebook_id: int) -> str:
    """Show what each gate holds back in a casebook, and the drafts of the gate in the address."""
    actor = current.actor()
    casebook = get_casebook(actor.organization_id, casebook_id)
    return _list(casebook.title, casebook.id, None, url_for("desk.casebook", casebook_id=casebook.id))


def held_of_case(case_id: int) -> str:
    """Show what each gate holds back in a case, and the drafts of the gate in the address, or all."""
    page = get_case(current.actor().organization_id, case_id)
    return _list(page.case.title, page.casebook.id, page.case.id, url_for("desk.case", case_id=page.case.id))


def held(held_id: int) -> ResponseReturnValue:
    """Show a held-back draft in the editor with what held it back."""
    found, revision = rescuing.get_held(current.actor(), held_id)
    if found.question_id is not None:
        return redirect(url_for("desk.question", question_id=found.question_id), 303)
    return _page(found, revision, None, []), 200


def rescue(held_id: int) -> ResponseReturnValue:
    """Put the draft into the bank, approved, or show what it lacks."""
    actor = current.actor()
    found, revision = rescuing.get_held(actor, held_id)
    evidence = picked(desk.get_text(found.revision_id), request.form.getlist("sentence"))
    wording = wording_from(request.form, rescuing.draft_in(found), evidence)
    override = request.form.get("override", "")
    try:
        made = rescuing.rescue(actor, held_id, wording, clock.now(), override, evidence)
    except DomainError as error:
        if error.code in _SAID_IN_FORM:
            flash(words_for(error.code, {}), "error")
            return _page(found, revision, wording, []), 409
        if error.code != "wording-not-sound":
            raise
        return _page(found, revision, wording, problems_of(error)), 422
    details = {"gate": found.reason, "override": desk.get_version(made).override_reason}
    note(Deed("question.rescue", "question", made.id, details))
    flash(_("Rescued and approved. Drafts of this make are trusted more from now on."), "success")
    return redirect(url_for("desk.question", question_id=made.id, within="case"), 303)


@own_transaction
def check_rescue(held_id: int) -> str:
    """Answer with what is wrong with a wording that is being typed; nothing is saved."""
    found, _revision = rescuing.get_held(current.actor(), held_id)
    text = desk.get_text(found.revision_id)
    evidence = picked(text, request.form.getlist("sentence"))
    draft = desk.with_evidence(rescuing.draft_in(found), evidence)
    problems = rescuing.checked_again(draft, wording_from(request.form, draft, evidence), text)[1]
    return render_template("desk/problems.html", problems=in_words(problems))


def _list(title: str, casebook_id: int, case_id: int | None, back: str) -> str:
    actor = current.actor()
    gates = rescuing.list_gates(actor, casebook_id, case_id)
    wanted = request.args.get("gate", "")
    reason = wanted if wanted in {one.reason for one in gates} else None
    return render_template(
        "desk/held.html",
        title=title,
        back=back,
        gates=[(one, gate_words(one.reason)) for one in gates],
        reason=reason,
        rows=rescuing.list_held(actor, casebook_id, case_id, reason),
        case_id=case_id,
        casebook_id=casebook_id,
        gate_words=gate_words,
        kinds=KINDS,
    )


def _page(found: HeldDraft, revision: CaseRevision, wording: Wording | None, problems: list[Problem]) -> str:
    draft, text = rescuing.draft_in(found), desk.get_text(found.revision_id)
    shown = wording or wording_of(draft)
    trust, verdicts = rescuing.trust_in(found)
    found_problems = problems or rescuing.checked_again(draft, shown, text)[1]
    return render_template(
        "desk/rescue.html",
        held=found,
        case_id=revision.case_id,
        problems=in_words(found_problems),
        needs_reason=any(problem.gravity == "reason" for problem in found_problems),
        is_refused=bool(problems),
        gate=gate_words(found.reason),
        trust=trust,
        verdicts=verdicts,
        **editor_of(draft, shown, text),
    )
