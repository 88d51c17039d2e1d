"""A learner's doubt about a question, and the organizer's answer to it.

Organizers see the challenges that came through their own units; a correction answers all challenges to the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.questions.models import CorrectedVersion, Correction, Question, QuestionVersion
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.challenge_models import Challenge, ChallengeState
from studyapp.study.models import Attempt, Enrolment
from studyapp.study.results import exam_is_running
from studyapp.study.sittings import find_asked

WORDS_LENGTH = 500
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Received:
    """A challenge as the organizer sees it: who, what was said, about which question of which case."""

    id: int
    question_id: int
    version_number: int
    account_name: str
    words: str
    stem: str
    case_title: str
    state: ChallengeState
    created_at: datetime
    reply: str | None
    attempt_id: int
    position: int


def challenge(actor: Actor, attempt_id: int, position: int, words: str, now: datetime) -> Challenge:
    """Keep a learner's doubt about a question whose key has been shown; once for each question of an attempt.

    Raises `NotFoundError` attempt-not-found or question-not-found, `DomainError` challenge-words-missing,
    `ConflictError` challenge-too-early or already-challenged.
    """
    sitting, asked = find_asked(actor, attempt_id, position, to_write=True)
    if sitting.is_open or not sitting.shows_keys(is_final=True, now=now) or exam_is_running(sitting):
        raise ConflictError("challenge-too-early")
    if not words.strip():
        raise DomainError("challenge-words-missing")
    if position in list_own(attempt_id):
        raise ConflictError("already-challenged")
    made = Challenge(
        organization_id=actor.organization_id,
        question_id=db.session.get_one(QuestionVersion, asked.version_id).question_id,
        version_id=asked.version_id,
        attempt_id=attempt_id,
        position=position,
        account_id=actor.account_id,
        words=words.strip()[:WORDS_LENGTH],
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def list_own(attempt_id: int) -> dict[int, Challenge]:
    """Return by position the challenges made from an attempt."""
    return {
        one.position: one for one in db.session.scalars(select(Challenge).where(Challenge.attempt_id == attempt_id))
    }


def count_open(actor: Actor) -> int:
    """Return how many challenges wait for the organizer."""
    query = _mine(select(func.count(Challenge.id)), actor).where(Challenge.state == ChallengeState.OPEN)
    return db.session.scalar(query) or 0


def list_received(actor: Actor, *, is_open: bool, question_id: int | None = None, limit: int = 200) -> list[Received]:
    """Return the challenges to decide, oldest first, or the decided ones, newest first."""
    query = (
        _mine(select(*_RECEIVED), actor)
        .join(Account, Account.id == Challenge.account_id)
        .join(QuestionVersion, QuestionVersion.id == Challenge.version_id)
        .join(Question, Question.id == Challenge.question_id)
        .join(Case, Case.id == Question.case_id)
    )
    if question_id is not None:
        query = query.where(Challenge.question_id == question_id)
    if is_open:
        query = query.where(Challenge.state == ChallengeState.OPEN).order_by(Challenge.created_at, Challenge.id)
    else:
        query = query.where(Challenge.state != ChallengeState.OPEN).order_by(Challenge.decided_at.desc(), Challenge.id)
    return [Received(**row) for row in db.session.execute(query.limit(limit)).mappings()]


def decline(actor: Actor, challenge_id: int, reply: str, now: datetime) -> Challenge:
    """Answer a challenge: the question stays as it is, for the reason given.

    Raises `NotFoundError` challenge-not-found, `DomainError` decline-reason-missing, `ConflictError` challenge-decided.
    """
    found = db.session.scalar(_mine(select(Challenge), actor).where(Challenge.id == challenge_id))
    if found is None:
        raise NotFoundError("challenge-not-found")
    if found.state is not ChallengeState.OPEN:
        raise ConflictError("challenge-decided")
    if not reply.strip():
        raise DomainError("decline-reason-missing", question_id=found.question_id)
    _answer(found, ChallengeState.DECLINED, actor, reply, now)
    db.session.flush()
    return found


def uphold_all(actor: Actor, correction: Correction, now: datetime) -> int:
    """Answer every open challenge to what was corrected with its reason; returns how many."""
    corrected = select(CorrectedVersion.version_id).where(CorrectedVersion.by_id == correction.version_id)
    open_ones = db.session.scalars(
        select(Challenge).where(Challenge.version_id.in_(corrected), Challenge.state == ChallengeState.OPEN)
    ).all()
    for one in open_ones:
        _answer(one, ChallengeState.UPHELD, actor, correction.reason, now)
    db.session.flush()
    return len(open_ones)


_RECEIVED = (
    Challenge.id,
    Challenge.question_id,
    QuestionVersion.number.label("version_number"),
    Account.name.label("account_name"),
    Challenge.words,
    QuestionVersion.stem,
    Case.title.label("case_title"),
    Challenge.state,
    Challenge.created_at,
    Challenge.reply,
    Challenge.attempt_id,
    Challenge.position,
)


def _answer(found: Challenge, state: ChallengeState, actor: Actor, reply: str, now: datetime) -> None:
    found.state, found.reply = state, reply.strip()[:WORDS_LENGTH]
    found.decided_by_id, found.decided_at = actor.account_id, now


def _mine(query: Select[*Columns], actor: Actor) -> Select[*Columns]:
    return (
        query.select_from(Challenge)
        .join(Attempt, Attempt.id == Challenge.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Challenge.organization_id == actor.organization_id, in_my_units(actor))
    )
