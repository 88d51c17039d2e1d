"""Held-back drafts at the desk: looking at them, and rescuing one that a gate was too strict with.

A rescue is a decision of a person: the draft is reworded where needed, every check runs, and what still objects is
overruled only with a stated reason. The rescued question is approved, and its rule is trusted more from then on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from studyapp.cases.casebook_text import CaseText
from studyapp.cases.models import Case, CaseRevision
from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions import desk
from studyapp.questions.desk_gates import reasons
from studyapp.questions.draft import Evidence, QuestionDraft
from studyapp.questions.models import HeldDraft, Question, RuleVerdicts, Verdict
from studyapp.questions.trust import Verdicts, teach, verdicts_on
from studyapp.questions.wording import Problem, Wording
from studyapp.questions.writing import add_written


@dataclass(frozen=True, slots=True)
class GateTally:
    """How many drafts a gate holds back, of those that are kept, and how many of its drafts were rescued."""

    reason: str
    held: int
    rescued: int


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held-back draft in a list; `trust` is in the rule that made it."""

    id: int
    case_id: int
    case_number: int
    case_title: str
    kind: str
    stem: str
    reason: str
    trust: float
    question_id: int | None


def list_gates(actor: Actor, casebook_id: int, case_id: int | None = None) -> list[GateTally]:
    """Return the gates that hold back drafts on the present texts of a casebook or of one case, most first."""
    held = func.count()
    rows = db.session.execute(
        _present(HeldDraft.reason, held, func.count(HeldDraft.question_id))
        .where(*_within(actor, casebook_id, case_id))
        .group_by(HeldDraft.reason)
        .order_by(held.desc(), HeldDraft.reason)
    )
    return [GateTally(reason, total - rescued, rescued) for reason, total, rescued in rows]


def list_held(
    actor: Actor, casebook_id: int, case_id: int | None = None, reason: str | None = None, limit: int = 200
) -> list[HeldRow]:
    """Return held-back drafts on present texts, of one gate only if given: case by case, most trusted first."""
    query = (
        _present(HeldDraft, Case.number, Case.title, Case.id, RuleVerdicts)
        .outerjoin(
            RuleVerdicts,
            (RuleVerdicts.organization_id == HeldDraft.organization_id) & (RuleVerdicts.rule == HeldDraft.rule),
        )
        .where(*_within(actor, casebook_id, case_id))
    )
    if reason:
        query = query.where(HeldDraft.reason == reason)
    rows = []
    for one, number, title, found_id, known in db.session.execute(query):
        verdicts = Verdicts(known.approved, known.edited, known.rejected, known.rescued) if known else Verdicts()
        trust = verdicts.trust(one.confidence)
        rows.append(HeldRow(one.id, found_id, number, title, one.kind, one.stem, one.reason, trust, one.question_id))
    rows.sort(key=lambda row: (row.case_number, row.question_id is not None, -row.trust, row.id))
    return rows[:limit]


def get_held(actor: Actor, held_id: int) -> tuple[HeldDraft, CaseRevision]:
    """Return a held-back draft with the present text it rests on. Raises `NotFoundError` held-draft-not-found."""
    row = db.session.execute(
        _present(HeldDraft, CaseRevision).where(
            HeldDraft.id == held_id, HeldDraft.organization_id == actor.organization_id
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError("held-draft-not-found")
    return row[0], row[1]


def draft_in(held: HeldDraft) -> QuestionDraft:
    """Return the draft that was held back; it stands alone, as case 1."""
    return replace(QuestionDraft.from_dict(held.content), case=1, enemies=())


def checked_again(draft: QuestionDraft, wording: Wording, case: CaseText) -> tuple[QuestionDraft, list[Problem]]:
    """Return the draft with this wording, and what is wrong with it; here every gate that objects needs a reason."""
    changed, problems = desk.checked(draft, wording, case)
    gates = reasons()
    return changed, [
        replace(one, gravity="reason") if one.code in gates and one.gravity == "advice" else one for one in problems
    ]


def rescue(
    actor: Actor,
    held_id: int,
    wording: Wording,
    now: datetime,
    override: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> Question:
    """Make an approved question of a held-back draft, worded like this.

    Raises as `get_held`, `ConflictError` already-rescued or question-exists, and `DomainError` wording-not-sound
    (parameter `problems`), unless `override` states the reason where a reason is enough.
    """
    held, revision = get_held(actor, held_id)
    if held.question_id is not None:
        raise ConflictError("already-rescued", question_id=held.question_id)
    changed, problems = checked_again(
        desk.with_evidence(draft_in(held), evidence), wording, desk.get_text(held.revision_id)
    )
    question = add_written(actor, revision, changed, problems, now, override)
    held.question_id = question.id
    desk.approve(actor, question.id, question.version_number, now)
    teach(question, Verdict.RESCUED)
    db.session.flush()
    return question


def trust_in(held: HeldDraft) -> tuple[float, Verdicts]:
    """Return the trust in a held-back draft and the verdicts on its rule that it rests on."""
    verdicts = verdicts_on(held.organization_id, held.rule)
    return verdicts.trust(held.confidence), verdicts


def _present(*columns: Any) -> Select[*tuple[Any, ...]]:
    """Return the query for columns over the held-back drafts of present texts."""
    return (
        select(*columns)
        .select_from(HeldDraft)
        .join(CaseRevision, CaseRevision.id == HeldDraft.revision_id)
        .join(Case, (Case.id == CaseRevision.case_id) & (Case.revision_number == CaseRevision.number))
    )


def _within(actor: Actor, casebook_id: int, case_id: int | None) -> list[ColumnElement[bool]]:
    conditions = [HeldDraft.organization_id == actor.organization_id, Case.casebook_id == casebook_id]
    return [*conditions, Case.id == case_id] if case_id is not None else conditions
