"""What an assignment's learners judged before the commentary: totals, and the words of those who share them."""

from __future__ import annotations

from flask import render_template

from studyapp.study.assignments import get_assignment
from studyapp.study.prediction_totals import FEWEST, CaseTotals, prediction_totals
from studyapp.web import current
from studyapp.web.stances import STANCES


def judgements(assignment_id: int) -> str:
    """Show the totals per case; a distribution only where it tells nobody's own choice."""
    actor = current.actor()
    found = get_assignment(actor, assignment_id)
    cases = prediction_totals(actor, found)
    rows = {one.case_id: _rows(one) for one in cases}
    return render_template(
        "dashboard/judgements.html", assignment=found, cases=cases, rows=rows, fewest=FEWEST, stances=STANCES
    )


def _rows(one: CaseTotals) -> list[dict[str, object]]:
    return [{"stance": STANCES[stance], "people": count} for stance, count in one.stances.items()]
