"""What proved a question before its case was changed."""

from __future__ import annotations

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion


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
