"""Cards after a correction: what is remembered of a question, reckoned anew from every answer to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.db import db
from studyapp.questions.models import QuestionVersion
from studyapp.questions.scoring import mark
from studyapp.study.memory import Rating, derived_rating, first_met, met_again
from studyapp.study.models import Attempt, AttemptState, ResponseMark
from studyapp.study.review_cards import counts_after, remember
from studyapp.study.review_models import Review, ReviewCard


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answer to the question: in a quiz, or in a `review`; `score` is by the newest key."""

    at: datetime
    score: float
    rating: Rating
    review: Review | None = None


def reckon_anew(version: QuestionVersion, corrected: Collection[int], account_ids: Collection[int]) -> None:
    """Reckon these people's cards of a question from its current marks and their reviews; three queries.

    A review that was marked by one of the `corrected` versions counts by `version`; what was said of how well it was
    known stands. A card without an answer that counts stays as it is. Done again, it comes to the same.
    """
    mine = (ReviewCard.question_id == version.question_id, ReviewCard.account_id.in_(account_ids))
    cards = db.session.scalars(select(ReviewCard).where(*mine).order_by(ReviewCard.id).with_for_update()).all()
    answers = _in_quizzes(version.question_id, account_ids)
    reviews = select(Review).where(Review.card_id.in_([one.id for one in cards])).order_by(Review.number)
    for review in db.session.scalars(reviews):
        answers[review.account_id].append(_reviewed(review, version, corrected))
    for card in cards:
        _replay(card, sorted(answers[card.account_id], key=lambda one: one.at))


def _in_quizzes(question_id: int, account_ids: Collection[int]) -> dict[int, list[_Answered]]:
    rows = db.session.execute(
        select(Attempt.account_id, Attempt.ended_at, ResponseMark.key_score)
        .join(ResponseMark, ResponseMark.attempt_id == Attempt.id)
        .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
        .where(
            QuestionVersion.question_id == question_id,
            Attempt.account_id.in_(account_ids),
            Attempt.state != AttemptState.OPEN,
            ResponseMark.is_current,
            ResponseMark.response_id.is_not(None),
            ResponseMark.key_score.is_not(None),
        )
        .order_by(Attempt.id)
    )
    answers: dict[int, list[_Answered]] = defaultdict(list)
    for account_id, ended_at, score in rows:
        if ended_at is not None and score is not None:
            answers[account_id].append(_Answered(ended_at, score, derived_rating(score, None, 0)))
    return answers


def _reviewed(review: Review, version: QuestionVersion, corrected: Collection[int]) -> _Answered:
    score, rating = review.score, Rating(review.rating)
    if review.version_id in corrected:
        score = mark(version.kind, version.options, version.answer, review.content).score
        if score != review.score and not review.is_own_rating:
            rating = derived_rating(score, None, 0)
    return _Answered(review.reviewed_at, score, rating, review)


def _replay(card: ReviewCard, answers: list[_Answered]) -> None:
    if not answers or answers[0].review is not None:
        return  # the first answer was in a quiz that counts no more
    memory, counts = first_met(answers[0].rating, answers[0].at), counts_after(0, 0, answers[0].score)
    for one in answers[1:]:
        if one.review is not None:
            one.review.stability_before, one.review.difficulty_before = memory.stability, memory.difficulty
            one.review.met_before_at = memory.met_at
        memory = met_again(memory, one.rating, one.at)
        counts = counts_after(*counts, one.score)
    remember(card, memory, counts)
