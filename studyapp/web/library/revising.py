"""Correcting a published text: the form, what would change, and the new revision."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cases import library
from studyapp.cases.casebook_text import ReadCase
from studyapp.cases.preview import AROUND
from studyapp.cases.revising import revised
from studyapp.cases.revision_history import list_revisions
from studyapp.cases.revision_rows import read_case
from studyapp.cases.typed_text import (
    Typed,
    is_changed,
    typed_of,
    undoable,
    with_body_until,
    with_commentary_from,
    with_repair_undone,
    with_run,
)
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.people.audit import Deed
from studyapp.questions.carrying import foreseen
from studyapp.study.revising import Why, correct_case
from studyapp.web import current
from studyapp.web.auditing import note
from studyapp.web.library import words
from studyapp.web.library.editions import text_diff
from studyapp.web.library.revision_forms import doubts_of, repairs_of, said_of_questions, typed_from
from studyapp.web.problems import words_for
from studyapp.web.times import moment_words
from studyapp.web.transactions import own_transaction

HEADING = "点评"


def revise(case_id: int) -> ResponseReturnValue:
    """Show the text of a case to be corrected."""
    page = library.get_case(current.actor().organization_id, case_id)
    return _form(page, typed_of(_read(page).text))


@own_transaction
def take_revision(case_id: int) -> ResponseReturnValue:
    """Rewrite the form by one small step; or show what would change; or make the text the present one."""
    page = library.get_case(current.actor().organization_id, case_id)
    read = _read(page)
    typed = typed_from(read.text)
    if request.form.get("based_on", type=int) != page.revision.number:
        return _overtaken(page, typed)
    action = request.form.get("action")
    if action == "confirm":
        return _confirmed(page, read, typed)
    stepped = _stepped(page, read, typed)
    if stepped is not None:
        return _form(page, stepped)
    if action == "edit":
        return _form(page, typed)
    problem = _problem(read, typed)
    return (_form(page, typed, problem), 422) if problem else _comparison(page, read, typed)


def _read(page: library.CasePage) -> ReadCase:
    return read_case(page.revision, page.case.number)


def _stepped(page: library.CasePage, read: ReadCase, typed: Typed) -> Typed | None:
    """Return what was typed with what one of the small buttons asks for; None where none of them was pressed."""
    form = request.form
    if "said-from" in form:
        return with_commentary_from(typed, form.get("said-from", 0, type=int), HEADING)
    if "body-until" in form:
        return with_body_until(typed, form.get("body-until", 0, type=int))
    asked = {one: form.get(one) for one in ("undo", "accept", "correct")}
    if not any(asked.values()):
        return None
    made: Typed | None = None
    for one in doubts_of(read, typed):
        if one.name == asked["accept"]:
            made = replace(typed, trusted=typed.trusted | {(one.part, one.start)})
        elif one.name == asked["correct"]:
            new = form.get(f"right-{one.name}", "").strip()
            made = with_run(read.text, typed, (one.part, one.start, one.end), new) if new else None
    for repair in undoable(read, repairs_of(page), AROUND):
        if str(repair.index) == asked["undo"]:
            made = with_repair_undone(read, typed, repair.repair)
    if made is None:
        flash(_("That place reads differently now. Change it in the text itself."), "warning")
    return made or typed


def _problem(read: ReadCase, typed: Typed) -> str:
    """Return what is wrong with what was typed, in words; nothing where it can stand."""
    if not typed.title:
        return str(_("Enter a title."))
    if not typed.body.strip():
        return str(_("A case needs a text."))
    if not is_changed(read.text, typed):
        return words_for("revision-unchanged", {})
    return ""


def _form(page: library.CasePage, typed: Typed, problem: str = "") -> str:
    read = _read(page)
    return render_template(
        "library/revise.html",
        page=page,
        typed=typed,
        problem=problem,
        heading=HEADING,
        doubts=doubts_of(read, typed),
        repairs=undoable(read, repairs_of(page), AROUND),
        words=words,
    )


def _comparison(page: library.CasePage, read: ReadCase, typed: Typed, problem: str = "") -> str:
    after = revised(read, typed).text
    return render_template(
        "library/revise_compare.html",
        page=page,
        typed=typed,
        diff=text_diff(read.text, after),
        settled=len(typed.trusted),
        questions=foreseen(page.revision, after),
        problem=problem,
        reason=request.form.get("reason", ""),
    )


def _overtaken(page: library.CasePage, typed: Typed) -> ResponseReturnValue:
    """Show what was typed again, based on the text that somebody else made the present one meanwhile."""
    latest = list_revisions(page.case)[0]
    sentence = _(
        "%(name)s changed this case while you were typing (revision %(number)d, %(time)s). Your text is kept here, "
        "not saved yet: look at what would change, and keep theirs where it is right.",
        name=latest.by or _("Somebody"),
        number=latest.number,
        time=moment_words(latest.created_at),
    )
    return _form(page, replace(typed, trusted=frozenset()), sentence), 409


def _confirmed(page: library.CasePage, read: ReadCase, typed: Typed) -> ResponseReturnValue:
    problem = _problem(read, typed)
    if problem:
        return _form(page, typed, problem), 422
    actor, why = current.actor(), Why(page.revision.number, request.form.get("reason", ""))
    case_id = page.case.id
    db.session.rollback()
    begin_writing()
    try:
        carried = correct_case(actor, case_id, typed, why, clock.now())
    except DomainError as error:
        if error.code not in {"case-revised", "reason-missing"}:
            raise
        db.session.rollback()
        page = library.get_case(actor.organization_id, case_id)
        if error.code == "case-revised":
            return _overtaken(page, typed)
        return _comparison(page, _read(page), typed, words_for(error.code, {})), 422
    note(Deed("case.revise", "case", case_id, {"reason": why.reason}))
    flash(_("The corrected text is the present one.") + said_of_questions(carried), "success")
    return redirect(url_for("library.case", case_id=case_id), 303)
