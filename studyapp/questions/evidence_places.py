"""Where in a case its questions rest: the spans of their evidence, and what stood there before the case was changed."""

from __future__ import annotations

from sqlalchemy import func, select

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


def earlier_quotes(question: Question) -> list[str]:
    """Return in order the runs that proved the wording before the present one; none where it is the first."""
    number = (
        select(func.max(QuestionVersion.number))
        .where(QuestionVersion.question_id == question.id, QuestionVersion.number < question.version_number)
        .scalar_subquery()
    )
    return list(
        db.session.scalars(
            select(QuestionEvidence.quote)
            .join(QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id)
            .where(QuestionVersion.question_id == question.id, QuestionVersion.number == number)
            .order_by(QuestionEvidence.position)
        )
    )
