"""Casebooks, cases and lists of questions at the desk."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from studyapp.cases.library import get_case, get_casebook
from studyapp.questions import desk_queue
from studyapp.questions.desk_queue import Scope
from studyapp.study.challenges import count_open
from studyapp.web import current
from studyapp.web.desk.problems import BLOOMS, KINDS, gate_words
from studyapp.web.desk.scopes import scope_arguments, state_wanted

CONFIDENT = 85


def home() -> str:
    """Show the casebooks with what waits in each."""
    actor = current.actor()
    return render_template("desk/home.html", casebooks=desk_queue.list_casebooks(actor), challenges=count_open(actor))


def casebook(casebook_id: int) -> str:
    """Show a casebook's cases with what waits in each, and offer to approve the confident drafts together."""
    actor = current.actor()
    minimum = request.args.get("confidence", CONFIDENT, type=int)
    cases = desk_queue.list_cases(actor, casebook_id)
    return render_template(
        "desk/casebook.html",
        casebook=get_casebook(actor.organization_id, casebook_id),
        cases=cases,
        drafts=sum(case.tally.draft for case in cases),
        minimum=minimum,
        confident=desk_queue.count_confident(actor, Scope(casebook_id), minimum / 100),
    )


def next_question(casebook_id: int) -> ResponseReturnValue:
    """Go to the next draft of a casebook, or of one of its cases; where none waits, to the list."""
    actor = current.actor()
    get_casebook(actor.organization_id, casebook_id)
    scope = Scope(casebook_id, request.args.get("case", type=int))
    question_id = desk_queue.next_to_decide(actor, scope)
    if question_id is None:
        return redirect(url_for("desk.casebook", casebook_id=casebook_id), 303)
    return redirect(url_for("desk.question", question_id=question_id, **scope_arguments(scope)), 303)


def case(case_id: int) -> str:
    """Show a case's questions, all or those of one state, and what was held back."""
    actor = current.actor()
    page = get_case(actor.organization_id, case_id)
    scope = Scope(page.casebook.id, page.case.id, state_wanted())
    tallies = {one.id: one.tally for one in desk_queue.list_cases(actor, page.casebook.id)}
    return render_template(
        "desk/case.html",
        page=page,
        scope=scope,
        arguments=scope_arguments(scope),
        tally=tallies[page.case.id],
        rows=desk_queue.list_questions(actor, scope),
        withheld=[(gate_words(name), count) for name, count in desk_queue.withheld(actor, [page.revision.id])],
        kinds=KINDS,
        blooms=BLOOMS,
    )
