"""All questions of choice that a case offers; a new way of choosing is added here once."""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.checks import failed_gate
from studyapp.questions.choices.changes import verdicts_on_changes
from studyapp.questions.choices.comparisons import comparisons_of
from studyapp.questions.choices.insights import insights_of
from studyapp.questions.choices.listed import listed_of
from studyapp.questions.choices.matches import matches_of
from studyapp.questions.choices.orderings import orderings_of
from studyapp.questions.choices.statements import led_statements_of, statements_of
from studyapp.questions.choices.verdicts import verdicts_of
from studyapp.questions.held import Held
from studyapp.questions.plan import Candidate
from studyapp.questions.point import Point


def choices_of(case: AnalysedCase, points: Sequence[Point]) -> tuple[list[Candidate], list[Held]]:
    """Return the candidates that pass every gate, and each draft that does not with the reason."""
    statements = statements_of(case)
    offered = [*matches_of(case, points), *comparisons_of(case, statements)]
    offered.extend(verdicts_of(case, [*statements, *led_statements_of(case)]))
    offered.extend(verdicts_on_changes(case))
    offered.extend(orderings_of(case))
    offered.extend(listed_of(case, points))
    offered.extend(insights_of(case, points))
    candidates: list[Candidate] = []
    held: list[Held] = []
    for made, worth in offered:
        draft = made.typeset()
        failed = failed_gate(draft, case)
        if failed:
            held.append(Held(draft, failed))
        else:
            candidates.append(Candidate(draft, worth))
    return candidates, held
