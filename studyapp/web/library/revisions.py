"""The texts that a case had, what each changed, and taking an earlier one up again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import library
from studyapp.cases.revision_history import get_revision, list_revisions
from studyapp.cases.revision_rows import case_text
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions.carrying import foreseen
from studyapp.study.revising import Why, restore_revision
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library.editions import text_diff
from studyapp.web.library.revision_forms import said_of_questions
from studyapp.web.problems import words_for


def revisions(case_id: int) -> ResponseReturnValue:
    """Show the texts that a case had, the present one first."""
    page = library.get_case(current.actor().organization_id, case_id)
    return render_template("library/revisions.html", page=page, entries=list_revisions(page.case))


def revision(case_id: int, number: int) -> ResponseReturnValue:
    """Show what one text changed, and what taking it up again would change."""
    return _page(library.get_case(current.actor().organization_id, case_id), number)


def _page(page: library.CasePage, number: int, problem: str = "") -> str:
    found = get_revision(page.case, number)
    text = case_text(found, 1)
    before = get_revision(page.case, number - 1) if number > 1 else None
    changes = text_diff(case_text(before, 1), text) if before else []
    is_present = number == page.revision.number
    return render_template(
        "library/revision.html",
        page=page,
        revision=found,
        entry=next(one for one in list_revisions(page.case) if one.number == number),
        text=text,
        changes=changes,
        is_reworded=any(not isinstance(runs, int) for runs in changes),
        back=[] if is_present else text_diff(case_text(page.revision, 1), text),
        questions=None if is_present else foreseen(page.revision, text),
        problem=problem,
        reason=request.form.get("reason", _("Back to revision %(number)d", number=number)),
    )


def restore(case_id: int, number: int) -> ResponseReturnValue:
    """Make an earlier text the present one again, as a new revision."""
    actor = current.actor()
    why = Why(request.form.get("based_on", 0, type=int), request.form.get("reason", ""))
    try:
        carried = restore_revision(actor, case_id, number, why, clock.now())
    except DomainError as error:
        if error.code != "reason-missing":
            raise
        page = library.get_case(actor.organization_id, case_id)
        return _page(page, number, words_for(error.code, {})), 422
    deed = Deed("case.restore", "case", case_id, {"revision": number, "reason": why.reason})
    note(deed)
    flash(_("Revision %(number)d is the present text again.", number=number) + said_of_questions(carried), "success")
    return redirect(url_for("library.case", case_id=case_id), 303)
