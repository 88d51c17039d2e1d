"""Questions of a case that must not meet on a paper, or that ask nearly the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.db import db
from studyapp.questions import desk
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.models import Question, QuestionState, QuestionVersion

NEARLY_THE_SAME = 80.0
Kinship = Literal["same-sentence", "tells-key", "nearly-same"]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another question of the case and what ties it to this one."""

    question_id: int
    stem: str
    state: QuestionState
    kinship: Kinship


def list_relatives(question: Question, draft: QuestionDraft) -> list[Relative]:
    """Return the drafts and approved questions of the same case that are duplicates or enemies of this one."""
    rows = db.session.execute(
        select(Question, QuestionVersion)
        .join(
            QuestionVersion,
            (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number),
        )
        .where(
            Question.case_id == question.case_id,
            Question.id != question.id,
            Question.state.in_([QuestionState.DRAFT, QuestionState.APPROVED]),
        )
        .options(selectinload(QuestionVersion.evidence))
        .order_by(Question.position, Question.id)
    )
    found = []
    for other, version in rows:
        kinship = _kinship(draft, desk.as_draft(version, version.evidence))
        if kinship:
            found.append(Relative(other.id, version.stem, other.state, kinship))
    return found


def _kinship(one: QuestionDraft, other: QuestionDraft) -> Kinship | None:
    if ratio(one.stem, other.stem) >= NEARLY_THE_SAME:
        return "nearly-same"
    if _tells(one, other) or _tells(other, one):
        return "tells-key"
    shared = any(
        mine.part == theirs.part and mine.start < theirs.end and theirs.start < mine.end
        for mine in one.evidence
        for theirs in other.evidence
    )
    return "same-sentence" if shared else None


def _tells(teller: QuestionDraft, asked: QuestionDraft) -> bool:
    return any(len(key) >= 2 and key in teller.stem and key not in asked.stem for key in asked.answer_texts())
