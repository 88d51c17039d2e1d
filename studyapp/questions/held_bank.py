"""Keeping held-back drafts with the text they rest on. The functions flush and never commit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from studyapp.cases.revision_rows import case_text
from studyapp.db import db
from studyapp.questions.carrying import TextMap
from studyapp.questions.draft import Evidence, QuestionDraft
from studyapp.questions.held import Held, worth_keeping
from studyapp.questions.models import HeldDraft, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.models import CaseRevision


def keep_held(revision: CaseRevision, held: Iterable[Held]) -> None:
    """Keep held-back drafts on the revision in place of those kept before; what was rescued stays as it is."""
    db.session.execute(delete(HeldDraft).where(HeldDraft.revision_id == revision.id, HeldDraft.question_id.is_(None)))
    rescued = set(db.session.scalars(select(HeldDraft.uid).where(HeldDraft.revision_id == revision.id)))
    asked = set(db.session.scalars(select(Question.uid).where(Question.case_id == revision.case_id)))
    db.session.add_all(
        HeldDraft(
            organization_id=revision.organization_id,
            revision_id=revision.id,
            uid=one.draft.uid,
            rule=one.draft.rule[:64],
            reason=one.reason[:64],
            kind=one.draft.kind,
            stem=one.draft.stem,
            confidence=one.draft.confidence,
            content=one.draft.to_dict(),
        )
        for one in worth_keeping(held)
        if one.draft.uid not in rescued | asked
    )
    db.session.flush()


def carry_held(before: CaseRevision, after: CaseRevision) -> None:
    """Take along the held-back drafts whose evidence still stands in the text that follows without new drafts."""
    mapping = TextMap(case_text(before, 1), case_text(after, 1))
    rows = db.session.scalars(
        select(HeldDraft)
        .where(HeldDraft.revision_id == before.id, HeldDraft.question_id.is_(None))
        .order_by(HeldDraft.id)
    )
    found = []
    for one in rows:
        draft = QuestionDraft.from_dict(one.content)
        proofs = [mapping.proof(each.part, each.start, each.end) for each in draft.evidence]
        stands = [Evidence(each.part, each.start, each.end, each.quote) for each in proofs if each and each.stands]
        if len(stands) == len(proofs):
            found.append(Held(replace(draft, evidence=tuple(stands)), one.reason))
    keep_held(after, found)
