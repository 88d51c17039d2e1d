"""The result of an attempt: per question one's own answer and, from its time on, the key with its proof."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, exists, select

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.questions.models import QuestionEvidence, QuestionVersion
from studyapp.questions.scoring import mark
from studyapp.study.answers import is_answered
from studyapp.study.candidates import part_texts
from studyapp.study.models import (
    Attempt,
    AttemptState,
    CaseReading,
    Paper,
    QuizMode,
    Response,
    ResponseMark,
)
from studyapp.study.questions_asked import AskedQuestion, ShownQuestion, show
from studyapp.study.sentences import Surroundings, surroundings
from studyapp.study.sittings import Sitting, find_asked, list_asked, list_counting, list_counting_and_late

POINTED_KINDS = frozenset({"short_answer", "case_analysis"})  # whose key is made of the source's own points
# Built once: putting these statements together costs more than running them.
_VERSIONS: BindParameter[list[int]] = bindparam("version_ids", expanding=True)
_EXPLANATIONS = select(QuestionVersion.id, QuestionVersion.explanation).where(QuestionVersion.id.in_(_VERSIONS))
_EVIDENCE = (
    select(QuestionEvidence.version_id, QuestionEvidence.part, QuestionEvidence.start, QuestionEvidence.end)
    .where(QuestionEvidence.version_id.in_(_VERSIONS))
    .order_by(QuestionEvidence.version_id, QuestionEvidence.position)
)
_MARKS = select(ResponseMark.position, ResponseMark.score, ResponseMark.details).where(
    ResponseMark.attempt_id == bindparam("attempt_id"), ResponseMark.is_current
)
_OPENED = select(CaseReading.case_id).where(
    CaseReading.enrolment_id == bindparam("enrolment_id"), CaseReading.commentary_opened_at.is_not(None)
)


class Proof(NamedTuple):
    """A proving run in a part of the question's revision, half-open."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A proving run in its paragraph; `part` is body or commentary."""

    part: str
    start: int
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class ShownKey:
    """What feedback shows of one question: options in the order shown with key and reason, what else was accepted."""

    options: tuple[tuple[str, bool, str], ...]
    answer: Any
    explanation: str | None
    evidence: tuple[ShownEvidence, ...]
    waits_for_commentary: bool


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question of a result. `score` is 0..1; it, `details` and `key` are None before the feedback time."""

    shown: ShownQuestion
    case_id: int
    content: Mapping[str, Any] | None
    chosen_places: tuple[int, ...]
    is_answered: bool
    has_late: bool
    score: float | None
    details: Mapping[str, Any] | None
    key: ShownKey | None


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """An ended attempt. `shows_keys` says whether the feedback time has come."""

    sitting: Sitting
    questions: tuple[QuestionResult, ...]
    shows_keys: bool
    answered_count: int
    late_count: int

    @property
    def to_read_again(self) -> list[tuple[int, str]]:
        """Return id and title of the cases in which something was not fully right, each once."""
        missed = {
            one.case_id: one.shown.case_title for one in self.questions if one.score is not None and one.score < 1
        }
        return list(missed.items())


def attempt_result(sitting: Sitting, now: datetime) -> AttemptResult:
    """Return the result of an attempt; whose it is has been looked at before.

    Raises `ConflictError` attempt-still-open, or another-attempt-open while an exam of the same assignment runs.
    """
    if sitting.is_open:
        raise ConflictError("attempt-still-open")
    if exam_is_running(sitting):
        raise ConflictError("another-attempt-open")
    asked = list_asked(sitting.paper_id)
    counting, late = list_counting_and_late(sitting.attempt_id)
    shows_keys = sitting.shows_keys(is_final=True, now=now)
    marks = _marks(sitting.attempt_id) if shows_keys else {}
    keys = find_keys(sitting, asked) if shows_keys else {}
    questions = tuple(
        result_of(
            one,
            _content(counting.get(one.position)),
            marks.get(one.position),
            keys.get(one.position),
            one.position in late,
        )
        for one in asked
    )
    return AttemptResult(
        sitting,
        questions,
        shows_keys,
        sum(one.is_answered for one in questions),
        sum(one.has_late for one in questions),
    )


def find_marked(
    actor: Actor, attempt_id: int, position: int, now: datetime
) -> tuple[Sequence[QuestionEvidence], int | None]:
    """Return the proving runs of a question and the revision they lie in: none and None before its feedback time.

    Raises `NotFoundError` attempt-not-found or question-not-found.
    """
    sitting, question = find_asked(actor, attempt_id, position)
    response = list_counting(attempt_id).get(position)
    if not sitting.shows_keys(response is not None and response.is_final, now) or exam_is_running(sitting):
        return (), None
    query = select(QuestionEvidence).where(QuestionEvidence.version_id == question.version_id)
    return list(db.session.scalars(query.order_by(QuestionEvidence.position))), question.revision_id


def answer_result(
    sitting: Sitting, question: AskedQuestion, response: Response | None, now: datetime
) -> QuestionResult | None:
    """Return the result of one answer where its feedback time has come; otherwise None."""
    if response is None or not sitting.shows_keys(response.is_final, now):
        return None
    marked = mark_one(question, response)
    key = find_keys(sitting, [question])[question.position]
    return result_of(question, response.content, marked, key, has_late=False)


def mark_one(question: AskedQuestion, response: Response) -> tuple[float, Mapping[str, Any]]:
    """Return score and details of one answer."""
    marked = mark(question.kind, question.options, question.answer, response.content)
    return marked.score, marked.details


def find_keys(sitting: Sitting, asked: Sequence[AskedQuestion]) -> dict[int, ShownKey]:
    """Return by position what feedback shows; only for questions whose feedback time has come."""
    return keys_of(asked, _opened_commentaries(sitting.enrolment_id))


def keys_of(asked: Sequence[AskedQuestion], opened: Collection[int]) -> dict[int, ShownKey]:
    """Return by position the keys of questions that may be shown now.

    Where the proof stands in a commentary of a case not in `opened`, explanation, reasons and proof wait for that step.
    """
    which = {"version_ids": sorted({one.version_id for one in asked})}
    explanations = dict(db.session.execute(_EXPLANATIONS, which).all())
    evidence: dict[int, list[Proof]] = {}
    for row in db.session.execute(_EVIDENCE, which):
        evidence.setdefault(row.version_id, []).append(Proof(row.part, row.start, row.end))
    in_commentary = any(one.part == "commentary" for proofs in evidence.values() for one in proofs)
    texts = part_texts({one.revision_id for one in asked}, with_commentary=in_commentary)
    return {
        one.position: _key(
            one,
            explanations[one.version_id],
            evidence.get(one.version_id, []),
            texts,
            is_commentary_open=one.case_id in opened,
        )
        for one in asked
    }


def _key(
    question: AskedQuestion,
    explanation: str,
    evidence: Sequence[Proof],
    texts: Mapping[tuple[int, str], str],
    *,
    is_commentary_open: bool,
) -> ShownKey:
    waits = not is_commentary_open and any(one.part == "commentary" for one in evidence)
    options = [question.options[place] for place in question.places]
    return ShownKey(
        options=tuple((one["text"], bool(one["is_key"]), "" if waits else one.get("why", "")) for one in options),
        answer=None if waits and question.kind in POINTED_KINDS else question.answer,
        explanation=None if waits else explanation,
        evidence=()
        if waits
        else tuple(
            ShownEvidence(
                one.part,
                one.start,
                surroundings(texts.get((question.revision_id, one.part), ""), one.start, one.end),
            )
            for one in evidence
        ),
        waits_for_commentary=waits,
    )


def result_of(
    question: AskedQuestion,
    content: Mapping[str, Any] | None,
    marked: tuple[float, Mapping[str, Any]] | None,
    key: ShownKey | None,
    has_late: bool,
) -> QuestionResult:
    """Return the result of one question from its answer, score and key, each None where there is none to show."""
    hides_points = key is not None and key.waits_for_commentary and question.kind in POINTED_KINDS
    places = list(question.places)
    chosen = [places.index(one) for one in (content or {}).get("chosen", ()) if one in places]
    return QuestionResult(
        shown=show(question),
        case_id=question.case_id,
        content=content,
        chosen_places=tuple(sorted(chosen)),
        is_answered=is_answered(dict(content or {})),
        has_late=has_late,
        score=marked[0] if marked else None,
        details=marked[1] if marked and not hides_points else None,
        key=key,
    )


def _content(response: Response | None) -> Mapping[str, Any] | None:
    return response.content if response else None


def _marks(attempt_id: int) -> dict[int, tuple[float, Mapping[str, Any]]]:
    rows = db.session.execute(_MARKS, {"attempt_id": attempt_id})
    return {position: (score, details) for position, score, details in rows}


def _opened_commentaries(enrolment_id: int) -> set[int]:
    return set(db.session.scalars(_OPENED, {"enrolment_id": enrolment_id}))


def exam_is_running(sitting: Sitting) -> bool:
    """Say whether an exam paper of the same assignment is being answered, which keeps earlier results closed."""
    if sitting.mode is not QuizMode.EXAM:
        return False
    running = (
        select(Attempt.id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .where(Attempt.enrolment_id == sitting.enrolment_id, Attempt.state == AttemptState.OPEN)
    )
    return bool(db.session.scalar(select(exists(running))))
