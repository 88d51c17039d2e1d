"""From a module to its cases and questions, and from a unit to one person."""

from __future__ import annotations

from flask import render_template

from studyapp import clock
from studyapp.study.module_figures import Answered, list_case_figures, list_module_figures
from studyapp.study.person_standing import find_person_view
from studyapp.study.weak_questions import count_unmeasured, weakest_questions
from studyapp.web import current

QUESTIONS_SHOWN = 20


def modules() -> str:
    """Show the modules, those answered worst first."""
    found = list_module_figures(current.actor())
    measured = [one for one in found if one.share is not None]
    return render_template("dashboard/modules.html", modules=found, worst=measured[0] if measured else None)


def module(module_id: int) -> str:
    """Show one module: its cases and its questions, those answered worst first, with the evidence."""
    actor = current.actor()
    found, cases = list_case_figures(actor, module_id)
    return render_template(
        "dashboard/module.html",
        module=found,
        cases=[_case_row(one) for one in cases],
        worst=next((one for one in cases if one.share is not None), None),
        weak=weakest_questions(actor, module_id, QUESTIONS_SHOWN),
        unmeasured=count_unmeasured(actor, module_id),
    )


def person(account_id: int) -> str:
    """Show where one learner stands in every assignment."""
    now = clock.now()
    return render_template("dashboard/person.html", person=find_person_view(current.actor(), account_id, now), now=now)


def _case_row(one: Answered) -> dict[str, object]:
    return {"id": one.id, "case": one.title, "share": one.share, "answers": one.answers}
