"""Rounds as they are prepared: what is asked, how it is answered, who sees whose answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import check_not_over, get_managed
from studyapp.meetings.models import AgendaStep, StepKind, StudySession, StudySessionCase
from studyapp.meetings.room_models import Round, RoundKind, RoundState
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionState, QuestionVersion

PROMPT_LENGTH = 500
OPTION_LENGTH = 200
MOST_OPTIONS = 8
MOST_ROUNDS = 40
SCALE = 5
SHORTEST_SECONDS, LONGEST_SECONDS = 5, 3600
WITH_OPTIONS = frozenset({RoundKind.SINGLE, RoundKind.MULTIPLE, RoundKind.TRUE_FALSE, RoundKind.RANKING})
FROM_BANK = ("single", "multiple", "true_false")
_THOUGHTFUL = ("analyse", "apply", "understand", "remember")


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round to be. `options` are (text, is it the key); a scale's are the words at its two ends."""

    kind: RoundKind
    prompt: str
    options: tuple[tuple[str, bool], ...] = ()
    is_anonymous: bool = True
    seconds: int | None = None
    step_id: int | None = None
    version_id: int | None = None


def list_rounds(study_session_id: int) -> list[Round]:
    """Return the rounds in their order."""
    return list(
        db.session.scalars(select(Round).where(Round.study_session_id == study_session_id).order_by(Round.number))
    )


def get_round(found: StudySession, number: int | None) -> Round:
    """Return a round by its number. Raises `NotFoundError` round-not-found."""
    one = db.session.scalar(select(Round).where(Round.study_session_id == found.id, Round.number == number))
    if one is None:
        raise NotFoundError("round-not-found")
    return one


def add_round(actor: Actor, study_session_id: int, draft: RoundDraft) -> Round:
    """Prepare a round. Raises as `check_draft`, `DomainError` rounds-many, `ConflictError` as `check_not_over`."""
    found = get_managed(actor, study_session_id)
    check_not_over(found)
    check_draft(draft)
    if draft.step_id is not None:
        _check_step(found, draft.step_id)
    return _insert(found, draft)


def add_from_bank(actor: Actor, study_session_id: int, version_id: int, step_id: int | None) -> Round:
    """Prepare a question of the bank. Raises as `add_round`, and `NotFoundError` round-not-found."""
    version = next((one for one in list_bank(get_managed(actor, study_session_id)) if one.id == version_id), None)
    if version is None:
        raise NotFoundError("round-not-found")
    return add_round(actor, study_session_id, draft_of(version, step_id))


def repeat_round(actor: Actor, study_session_id: int, number: int, step_id: int | None = None) -> Round:
    """Prepare the same question once more, for after the discussion; as anonymous or named as the first time."""
    found = get_managed(actor, study_session_id)
    check_not_over(found)
    if step_id is not None:
        _check_step(found, step_id)
    return insert_repeat(found, get_round(found, number), step_id)


def remove_round(actor: Actor, study_session_id: int, number: int) -> None:
    """Remove a prepared round. Raises `ConflictError` round-begun for one that was opened."""
    found = get_managed(actor, study_session_id)
    one = get_round(found, number)
    if one.state is not RoundState.PREPARED:
        raise ConflictError("round-begun")
    db.session.delete(one)
    db.session.flush()


def choose_anonymity(actor: Actor, study_session_id: int, number: int, *, is_anonymous: bool) -> None:
    """Let a prepared round be answered by name or not; one that repeats another stays as that. Raises as above."""
    found = get_managed(actor, study_session_id)
    one = get_round(found, number)
    if one.state is not RoundState.PREPARED:
        raise ConflictError("round-begun")
    if one.repeats_id is not None:
        raise ConflictError("round-repeats")
    one.is_anonymous = is_anonymous
    for other in list_rounds(found.id):
        if other.repeats_id == one.id:
            other.is_anonymous = is_anonymous
    db.session.flush()


def list_bank(found: StudySession) -> list[QuestionVersion]:
    """Return the approved questions of the study session's cases that a room can vote on, thoughtful ones first."""
    query = (
        select(QuestionVersion)
        .join(Question, (Question.id == QuestionVersion.question_id))
        .join(StudySessionCase, StudySessionCase.case_id == Question.case_id)
        .where(
            StudySessionCase.study_session_id == found.id,
            QuestionVersion.number == Question.version_number,
            Question.state == QuestionState.APPROVED,
            ~Question.is_for_exams,
            QuestionVersion.kind.in_(FROM_BANK),
        )
        .order_by(StudySessionCase.position, Question.position, Question.id)
    )
    return sorted(db.session.scalars(query), key=lambda one: _THOUGHTFUL.index(one.bloom))


def draft_of(version: QuestionVersion, step_id: int | None = None) -> RoundDraft:
    """Return a bank question as a round."""
    return RoundDraft(
        kind=RoundKind(version.kind),
        prompt=version.stem,
        options=tuple((option["text"], bool(option["is_key"])) for option in version.options),
        step_id=step_id,
        version_id=version.id,
    )


def prepare_votes(found: StudySession, steps: Sequence[AgendaStep], stance: RoundDraft) -> None:
    """Give each case's two votes their question: the best of the bank, or `stance` where the bank has none."""
    rows = db.session.execute(
        select(QuestionVersion.id, Question.case_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(StudySessionCase, StudySessionCase.case_id == Question.case_id)
        .where(StudySessionCase.study_session_id == found.id)
    )
    case_of = {row[0]: row[1] for row in rows}
    best: dict[int, QuestionVersion] = {}
    for version in list_bank(found):
        best.setdefault(case_of[version.id], version)
    firsts: dict[int | None, Round] = {}
    for step in steps:
        if step.kind is StepKind.FIRST_VOTE:
            chosen = best.get(step.case_id or 0)
            draft = draft_of(chosen, step.id) if chosen else _at(stance, step.id)
            firsts[step.case_id] = _insert(found, draft)
        elif step.kind is StepKind.SECOND_VOTE and step.case_id in firsts:
            insert_repeat(found, firsts[step.case_id], step.id)


def insert_repeat(found: StudySession, first: Round, step_id: int | None) -> Round:
    """Store a round that asks what `first` asked."""
    again = _insert(
        found,
        RoundDraft(
            kind=first.kind,
            prompt=first.prompt,
            options=tuple((one["text"], one["is_key"]) for one in first.options),
            is_anonymous=first.is_anonymous,
            seconds=first.seconds,
            step_id=step_id,
            version_id=first.version_id,
        ),
    )
    again.repeats_id = first.repeats_id or first.id
    db.session.flush()
    return again


def check_draft(draft: RoundDraft) -> None:
    """Raise `DomainError` for a round that nobody could answer.

    Codes: round-prompt, round-options, round-key, round-scale, round-seconds.
    """
    if not draft.prompt.strip() or len(draft.prompt) > PROMPT_LENGTH:
        raise DomainError("round-prompt", most=PROMPT_LENGTH)
    texts = [text.strip() for text, _ in draft.options]
    if any(not text or len(text) > OPTION_LENGTH for text in texts) or len(set(texts)) < len(texts):
        raise DomainError("round-options", most=MOST_OPTIONS, length=OPTION_LENGTH)
    if draft.kind in WITH_OPTIONS and not 2 <= len(texts) <= MOST_OPTIONS:
        raise DomainError("round-options", most=MOST_OPTIONS, length=OPTION_LENGTH)
    if draft.kind is RoundKind.SCALE and len(texts) != 2:
        raise DomainError("round-scale")
    keys = sum(is_key for _, is_key in draft.options)
    if draft.kind in {RoundKind.SINGLE, RoundKind.TRUE_FALSE} and keys > 1:
        raise DomainError("round-key")
    if draft.seconds is not None and not SHORTEST_SECONDS <= draft.seconds <= LONGEST_SECONDS:
        raise DomainError("round-seconds", least=SHORTEST_SECONDS, most=LONGEST_SECONDS)


def _at(draft: RoundDraft, step_id: int) -> RoundDraft:
    return RoundDraft(draft.kind, draft.prompt, draft.options, draft.is_anonymous, draft.seconds, step_id)


def _insert(found: StudySession, draft: RoundDraft) -> Round:
    last = db.session.scalar(select(func.max(Round.number)).where(Round.study_session_id == found.id)) or 0
    if last >= MOST_ROUNDS:
        raise DomainError("rounds-many", most=MOST_ROUNDS)
    options: list[dict[str, Any]] = [{"text": text.strip(), "is_key": is_key} for text, is_key in draft.options]
    one = Round(
        organization_id=found.organization_id,
        study_session_id=found.id,
        step_id=draft.step_id,
        version_id=draft.version_id,
        number=last + 1,
        kind=draft.kind,
        prompt=draft.prompt.strip(),
        options=options if draft.kind is not RoundKind.TEXT else [],
        is_anonymous=draft.is_anonymous,
        seconds=draft.seconds,
    )
    db.session.add(one)
    db.session.flush()
    return one


def _check_step(found: StudySession, step_id: int) -> None:
    step = db.session.get(AgendaStep, step_id)
    if step is None or step.study_session_id != found.id:
        raise DomainError("step-unknown")
