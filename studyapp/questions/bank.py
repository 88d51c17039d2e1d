"""Putting drafts into the bank. The functions flush and never commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.questions.models import (
    Question,
    QuestionEvidence,
    QuestionState,
    QuestionVersion,
    WithheldDrafts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from studyapp.cases.models import CaseRevision
    from studyapp.questions.draft import QuestionDraft

CONFIDENT = 0.8
"""From this confidence on an organizer may have drafts approved without looking at each."""


def publish_drafts(
    revision: CaseRevision, drafts: Sequence[QuestionDraft], now: datetime, approve_from: float | None = None
) -> int:
    """Put drafts on a revision into the bank and return how many were new; one whose uid the case has is passed over.

    Drafts of at least `approve_from` confidence are approved; with None, none is.
    """
    known = set(db.session.scalars(select(Question.uid).where(Question.case_id == revision.case_id)))
    new = [one for one in _unique(drafts) if one.uid not in known]
    questions = [_question(revision, one, len(known) + place, now, approve_from) for place, one in enumerate(new)]
    db.session.add_all(questions)
    db.session.flush()
    for question, draft in zip(questions, new, strict=True):
        db.session.add(_version(revision, question, draft, now))
    db.session.flush()
    return len(new)


def _unique(drafts: Iterable[QuestionDraft]) -> list[QuestionDraft]:
    return list({one.uid: one for one in drafts}.values())


def _question(
    revision: CaseRevision, draft: QuestionDraft, position: int, now: datetime, approve_from: float | None
) -> Question:
    is_approved = approve_from is not None and draft.confidence >= approve_from
    return Question(
        organization_id=revision.organization_id,
        case_id=revision.case_id,
        uid=draft.uid,
        state=QuestionState.APPROVED if is_approved else QuestionState.DRAFT,
        rule=draft.rule[:64],
        position=position,
        decided_at=now if is_approved else None,
        created_at=now,
    )


def _version(revision: CaseRevision, question: Question, draft: QuestionDraft, now: datetime) -> QuestionVersion:
    return QuestionVersion(
        organization_id=revision.organization_id,
        question_id=question.id,
        revision_id=revision.id,
        number=question.version_number,
        kind=draft.kind,
        stem=draft.stem,
        options=[{"text": one.text, "is_key": one.is_key, "why": one.why} for one in draft.options],
        answer=draft.answer,
        explanation=draft.explanation,
        bloom=draft.bloom,
        difficulty=draft.difficulty,
        confidence=draft.confidence,
        created_at=now,
        evidence=[
            QuestionEvidence(
                organization_id=revision.organization_id,
                position=position,
                part=one.part,
                start=one.start,
                end=one.end,
                quote=one.quote,
            )
            for position, one in enumerate(draft.evidence, 1)
        ],
    )


def keep_withheld(revision: CaseRevision, counts: Mapping[tuple[str, str], int]) -> None:
    """Store how many drafts on the revision each (rule, reason) held back, in place of what was stored before."""
    stored = {
        (one.rule, one.reason): one
        for one in db.session.scalars(select(WithheldDrafts).where(WithheldDrafts.revision_id == revision.id))
    }
    for (rule, reason), count in counts.items():
        row = stored.pop((rule[:64], reason[:64]), None)
        if row is not None:
            row.count = count
            continue
        db.session.add(
            WithheldDrafts(
                organization_id=revision.organization_id,
                revision_id=revision.id,
                rule=rule[:64],
                reason=reason[:64],
                count=count,
            )
        )
    for row in stored.values():
        db.session.delete(row)
    db.session.flush()


def copy_withheld(before: CaseRevision, after: CaseRevision) -> None:
    """Take along what was held back on a revision to the one that follows it without new drafts."""
    rows = db.session.scalars(select(WithheldDrafts).where(WithheldDrafts.revision_id == before.id))
    keep_withheld(after, {(one.rule, one.reason): one.count for one in rows})


def count_by_case(case_ids: Sequence[int]) -> dict[int, dict[QuestionState, int]]:
    """Return for each of the cases how many questions stand in each state; states without any are left out."""
    rows = db.session.execute(
        select(Question.case_id, Question.state, func.count())
        .where(Question.case_id.in_(case_ids))
        .group_by(Question.case_id, Question.state)
    )
    counts: dict[int, dict[QuestionState, int]] = {case_id: {} for case_id in case_ids}
    for case_id, state, count in rows:
        counts[case_id][state] = count
    return counts


def count_by_casebook(casebook_ids: Sequence[int]) -> dict[int, dict[QuestionState, int]]:
    """Return for each of the casebooks how many questions stand in each state; states without any are left out."""
    rows = db.session.execute(
        select(Case.casebook_id, Question.state, func.count())
        .join(Case, Case.id == Question.case_id)
        .where(Case.casebook_id.in_(casebook_ids))
        .group_by(Case.casebook_id, Question.state)
    )
    counts: dict[int, dict[QuestionState, int]] = {casebook_id: {} for casebook_id in casebook_ids}
    for casebook_id, state, count in rows:
        counts[casebook_id][state] = count
    return counts
