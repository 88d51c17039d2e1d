"""Where in a case its questions rest: the spans of their evidence."""

from __future__ import annotations

from sqlalchemy import select

from studyapp.cases.casebook_text import Part
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion


def asked_spans(actor: Actor, revision_id: int) -> dict[Part, list[tuple[int, int]]]:
    """Return by part the spans that drafts and approved questions, in their present wording, rest on."""
    rows = db.session.execute(
        select(QuestionEvidence.part, QuestionEvidence.start, QuestionEvidence.end)
        .join(QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id)
        .join(
            Question,
            (Question.id == QuestionVersion.question_id) & (Question.version_number == QuestionVersion.number),
        )
        .where(
            QuestionVersion.revision_id == revision_id,
            Question.organization_id == actor.organization_id,
            Question.state.in_([QuestionState.DRAFT, QuestionState.APPROVED]),
        )
    ).all()
    return {
        "body": sorted({(start, end) for part, start, end in rows if part == "body"}),
        "commentary": sorted({(start, end) for part, start, end in rows if part == "commentary"}),
    }
