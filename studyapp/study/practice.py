"""Practice of weak points: a paper of what is remembered worst, put together at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study.memory import retention
from studyapp.study.mistakes import SETTLED_AFTER
from studyapp.study.review_cards import memory_of
from studyapp.study.review_models import Practice, PracticeQuestion, Review, ReviewCard
from studyapp.study.review_queue import own_cards, whose

QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class PracticePlace:
    """A question of a practice; `review_id` and `score` once it was answered in it."""

    position: int
    card_id: int
    stem: str
    review_id: int | None
    score: float | None


@dataclass(frozen=True, slots=True)
class PracticePaper:
    """A practice with its questions in order."""

    practice: Practice
    places: Sequence[PracticePlace]

    @property
    def next_card_id(self) -> int | None:
        """Return the first card that is not answered yet."""
        return next((one.card_id for one in self.places if one.review_id is None), None)

    @property
    def right(self) -> int:
        """Return how many were answered fully right."""
        return sum(one.score is not None and one.score >= 1 for one in self.places)


def start_practice(actor: Actor, now: datetime) -> Practice:
    """Put together a practice of at most ten questions: open mistakes first, then what is most nearly forgotten.

    Raises `ConflictError` nothing-to-practise where the learner has met no question that may be asked now.
    """
    cards = list(db.session.scalars(own_cards(ReviewCard), whose(actor, now)))
    if not cards:
        raise ConflictError("nothing-to-practise")
    cards.sort(key=lambda card: (not _is_open(card), retention(memory_of(card), now), card.id))
    practice = Practice(organization_id=actor.organization_id, account_id=actor.account_id, started_at=now)
    db.session.add(practice)
    db.session.flush()
    rows = [
        {
            "organization_id": actor.organization_id,
            "practice_id": practice.id,
            "card_id": card.id,
            "position": position,
        }
        for position, card in enumerate(cards[:QUESTIONS], start=1)
    ]
    db.session.execute(insert(PracticeQuestion), rows)
    return practice


def find_practice(actor: Actor, practice_id: int, now: datetime) -> PracticePaper:
    """Return a practice of one's own; a question that may not be asked any more is left out of it.

    Raises `NotFoundError` practice-not-found.
    """
    practice = db.session.get(Practice, practice_id)
    if practice is None or (practice.account_id, practice.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("practice-not-found")
    present = (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number)
    newest = (
        select(Review.card_id, func.max(Review.id).label("review_id"))
        .where(Review.practice_id == practice_id)
        .group_by(Review.card_id)
        .subquery()
    )
    query = (
        own_cards(
            PracticeQuestion.position, PracticeQuestion.card_id, QuestionVersion.stem, newest.c.review_id, Review.score
        )
        .join(PracticeQuestion, PracticeQuestion.card_id == ReviewCard.id)
        .join(QuestionVersion, present)
        .outerjoin(newest, newest.c.card_id == ReviewCard.id)
        .outerjoin(Review, Review.id == newest.c.review_id)
        .where(PracticeQuestion.practice_id == practice_id)
        .order_by(PracticeQuestion.position)
    )
    rows = db.session.execute(query, whose(actor, now)).mappings()
    return PracticePaper(practice, [PracticePlace(**row) for row in rows])


def _is_open(card: ReviewCard) -> bool:
    return card.misses > 0 and card.streak < SETTLED_AFTER
