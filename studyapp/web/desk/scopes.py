"""What the desk looks through at the moment, as it stands in the address."""

from __future__ import annotations

from typing import Any

from flask import request

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.questions.desk_queue import Scope
from studyapp.questions.models import Question, QuestionState


def state_wanted() -> QuestionState | None:
    """Return the state that the address filters by, None for all."""
    wanted = request.values.get("state", "")
    return QuestionState(wanted) if wanted in set(QuestionState) else None


def scope_of(question: Question) -> Scope:
    """Return the scope around a question: its case alone where the address says `within=case`, else its casebook."""
    case = db.session.get_one(Case, question.case_id)
    within_case = request.values.get("within") == "case"
    return Scope(case.casebook_id, case.id if within_case else None, state_wanted())


def scope_arguments(scope: Scope) -> dict[str, Any]:
    """Return the address arguments that carry the scope on."""
    arguments = {"within": "case"} if scope.case_id is not None else {}
    return arguments | ({"state": scope.state.value} if scope.state else {})
