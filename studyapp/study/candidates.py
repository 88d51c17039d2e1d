"""The approved questions of a module as a paper draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from studyapp.cases.models import CaseRevision, RevisionCommentary
from studyapp.db import db
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionTotals, QuestionVersion
from studyapp.questions.statistics import statistics
from studyapp.study.models import Attempt, ModuleCase, Paper, PaperQuestion, QuizMode
from studyapp.study.papers import Candidate, SentencePlace
from studyapp.study.sentences import sentence_around

UNSCORED = "prediction"
# Built once: putting a statement together costs more than running it.
_REVISIONS: BindParameter[list[int]] = bindparam("revision_ids", expanding=True)
_BODIES = select(CaseRevision.id, CaseRevision.body).where(CaseRevision.id.in_(_REVISIONS))
_COMMENTARIES = (
    select(RevisionCommentary.revision_id, RevisionCommentary.text)
    .where(RevisionCommentary.revision_id.in_(_REVISIONS))
    .order_by(RevisionCommentary.revision_id, RevisionCommentary.position)
)


def list_candidates(module_id: int, mode: QuizMode) -> list[Candidate]:
    """Return every approved, scored question of the module's cases in its present version.

    What is marked for exams is not among those of a practice paper.
    """
    pool = [~Question.is_for_exams] if mode is QuizMode.PRACTICE else []
    rows = db.session.execute(
        select(QuestionVersion, Question, ModuleCase.position, QuestionTotals)
        .join(Question, (Question.id == QuestionVersion.question_id))
        .join(ModuleCase, ModuleCase.case_id == Question.case_id)
        .outerjoin(QuestionTotals, QuestionTotals.version_id == QuestionVersion.id)
        .where(
            *pool,
            ModuleCase.module_id == module_id,
            Question.state == QuestionState.APPROVED,
            QuestionVersion.number == Question.version_number,
            QuestionVersion.kind != UNSCORED,
        )
        .order_by(QuestionVersion.id)
    ).all()
    sentences = _sentences([version.id for version, _, _, _ in rows])
    return [
        Candidate(
            version_id=version.id,
            question_id=question.id,
            case_position=position,
            kind=version.kind,
            bloom=version.bloom,
            confidence=version.confidence,
            stem=version.stem,
            key_texts=key_texts(version.options, version.answer),
            option_count=len(version.options),
            sentences=tuple(sentences[version.id]),
            case_id=question.case_id,
            difficulty=_difficulty(version, totals),
            is_for_exams=question.is_for_exams,
        )
        for version, question, position, totals in rows
    ]


def _difficulty(version: QuestionVersion, totals: QuestionTotals | None) -> float:
    figures = statistics(totals) if totals is not None else None
    return figures.difficulty if figures else version.difficulty


def list_seen(enrolment_id: int) -> set[int]:
    """Return the ids of the questions that earlier papers of this enrolment asked."""
    query = (
        select(QuestionVersion.question_id)
        .join(PaperQuestion, PaperQuestion.version_id == QuestionVersion.id)
        .join(Paper, Paper.id == PaperQuestion.paper_id)
        .join(Attempt, Attempt.id == Paper.attempt_id)
        .where(Attempt.enrolment_id == enrolment_id)
    )
    return set(db.session.scalars(query))


def key_texts(options: Sequence[Mapping[str, Any]], answer: object) -> tuple[str, ...]:
    """Return the texts that give a question away: its right options, or what its blanks accept."""
    if options:
        return tuple(str(one["text"]) for one in options if one.get("is_key"))
    if isinstance(answer, list):
        return tuple(text for accepted in answer if isinstance(accepted, list) for text in accepted)
    return ()


def _sentences(version_ids: Sequence[int]) -> dict[int, list[SentencePlace]]:
    rows = db.session.execute(
        select(QuestionEvidence, QuestionVersion.revision_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionEvidence.version_id)
        .where(QuestionVersion.id.in_(version_ids))
    ).all()
    texts = part_texts({revision_id for _, revision_id in rows})
    found: dict[int, list[SentencePlace]] = defaultdict(list)
    for evidence, revision_id in rows:
        text = texts.get((revision_id, evidence.part), "")
        start, end = sentence_around(text, evidence.start, evidence.end)
        found[evidence.version_id].append(SentencePlace(revision_id, evidence.part, start, end))
    return found


def part_texts(revision_ids: set[int], *, with_commentary: bool = True) -> dict[tuple[int, str], str]:
    """Return by (revision id, part) the text that evidence offsets lie in; one query for each kind of part."""
    which = {"revision_ids": sorted(revision_ids)}
    texts = {(revision_id, "body"): body for revision_id, body in db.session.execute(_BODIES, which)}
    for revision_id, text in db.session.execute(_COMMENTARIES, which) if with_commentary else ():
        key = (revision_id, "commentary")
        texts[key] = f"{texts[key]}\n{text}" if key in texts else text
    return texts
