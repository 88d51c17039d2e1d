"""How far a draft is trusted: the engine's confidence, moved by what organizers decided on drafts of the same rule.

The engine's confidence c counts as `PRIOR` decisions of which the share c was good (the prior of a Beta distribution).
Every decision since adds one: approved and rescued as wholly good, edited as half good, rejected as not good.
The trust is the mean of what comes out: (PRIOR·c + good) / (PRIOR + all).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.dialects import postgresql, sqlite

from studyapp.db import db
from studyapp.questions.draft import BY_HAND
from studyapp.questions.models import Question, QuestionVersion, RuleVerdicts, Verdict

PRIOR = 8
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How often the drafts of a rule were approved as they stood, approved after an edit, rejected, and rescued."""

    approved: int = 0
    edited: int = 0
    rejected: int = 0
    rescued: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.approved + self.edited + self.rejected + self.rescued

    def trust(self, confidence: float) -> float:
        """Return the trust, 0..1, in a draft of this confidence."""
        good = self.approved + self.rescued + HALF * self.edited
        return (PRIOR * confidence + good) / (PRIOR + self.total)


def verdicts_on(organization_id: int, rule: str) -> Verdicts:
    """Return what was decided on the drafts of a rule so far."""
    row = db.session.get(RuleVerdicts, (organization_id, rule), populate_existing=True)
    return Verdicts(row.approved, row.edited, row.rejected, row.rescued) if row else Verdicts()


def trust_of() -> ColumnElement[float]:
    """Return `Verdicts.trust` in SQL, over `QuestionVersion` joined with `Question` and, outer, with `of_its_rule`."""
    one = RuleVerdicts
    good = func.coalesce(one.approved + one.rescued + HALF * one.edited, 0.0)
    total = func.coalesce(one.approved + one.rescued + one.edited + one.rejected, 0)
    return (PRIOR * QuestionVersion.confidence + good) / (PRIOR + total)


def of_its_rule() -> ColumnElement[bool]:
    """Return the condition that joins a question with the verdicts on its rule."""
    return (RuleVerdicts.organization_id == Question.organization_id) & (RuleVerdicts.rule == Question.rule)


def teach(question: Question, verdict: Verdict | None) -> None:
    """Count a decision for the question's rule in place of the one counted before; None only takes that back.

    What was written by hand teaches nothing.
    """
    if question.rule == BY_HAND or question.taught is verdict:
        return
    before, question.taught = question.taught, verdict
    if before is not None:
        _add(question, before, -1)
    if verdict is not None:
        _add(question, verdict, 1)


def _add(question: Question, verdict: Verdict, times: int) -> None:
    name = verdict.value
    counts = {one.value: max(0, times) if one is verdict else 0 for one in Verdict}
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    column = getattr(RuleVerdicts, name)
    floored = case((column + times < 0, 0), else_=column + times)
    db.session.execute(
        insert(RuleVerdicts)
        .values(organization_id=question.organization_id, rule=question.rule, **counts)
        .on_conflict_do_update(index_elements=["organization_id", "rule"], set_={name: floored})
    )
