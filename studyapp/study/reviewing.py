"""A review: one question asked again, marked at once, and the day it comes back reckoned from how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from studyapp.questions.scoring import mark
from studyapp.study.answers import clean
from studyapp.study.memory import Memory, Rating, derived_rating, met_again
from studyapp.study.models import Assignment, CaseReading, Enrolment, ModuleCase
from studyapp.study.questions_asked import AskedQuestion
from studyapp.study.results import QuestionResult, keys_of, result_of
from studyapp.study.review_cards import counts_after, memory_of, remember
from studyapp.study.review_models import Practice, Review, ReviewCard
from studyapp.study.review_queue import own_cards, whose


@dataclass(frozen=True, slots=True)
class AskedCard:
    """A card with the question as it is asked now; `number` is that of the review that an answer makes."""

    card: ReviewCard
    number: int
    question: AskedQuestion


@dataclass(frozen=True, slots=True)
class Recall:
    """An answer as it arrives: `given` names options by shown place, `seconds` is how long it took, if known."""

    number: int
    given: object
    seconds: float | None = None
    practice_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """A review with its proof. `days` says by rating after how many days the question would come back."""

    review: Review
    question: QuestionResult
    days: dict[Rating, int]
    is_newest: bool
    assignment_id: int | None


def find_card(actor: Actor, card_id: int, now: datetime) -> AskedCard:
    """Return a card of one's own with its question's present wording.

    Raises `NotFoundError` card-not-found, also for another person's; `ConflictError` question-away while a quiz still
    asks it, or when it was retired.
    """
    card = _own(actor, card_id)
    number = (db.session.scalar(select(func.max(Review.number)).where(Review.card_id == card.id)) or 0) + 1
    is_free = own_cards(ReviewCard.id).where(ReviewCard.id == card_id)
    if db.session.scalar(is_free, whose(actor, now)) is None:
        raise ConflictError("question-away")
    present = select(Question.version_number).where(Question.id == card.question_id).scalar_subquery()
    at_present = (QuestionVersion.question_id == card.question_id, QuestionVersion.number == present)
    return AskedCard(card, number, _asked(card.id, number, *at_present))


def answer(actor: Actor, card_id: int, recall: Recall, now: datetime) -> Review:
    """Keep and mark an answer, and reckon when the question comes back; a repeated sending is the same review.

    Raises as `find_card`, and `NotFoundError` practice-not-found.
    """
    db.session.scalar(select(ReviewCard.id).where(ReviewCard.id == card_id).with_for_update())
    earlier = _earlier(actor, card_id, recall.number)
    if earlier is not None:
        return earlier
    asked = find_card(actor, card_id, now)
    practice_id = _practice_id(actor, recall.practice_id)
    content = clean(asked.question, recall.given)
    score = mark(asked.question.kind, asked.question.options, asked.question.answer, content).score
    card, before = asked.card, memory_of(asked.card)
    rating = derived_rating(score, recall.seconds, _length(asked.question))
    review = Review(
        organization_id=card.organization_id,
        account_id=card.account_id,
        card_id=card.id,
        number=asked.number,
        version_id=asked.question.version_id,
        practice_id=practice_id,
        reviewed_at=now,
        content=content,
        score=score,
        rating=rating,
        seconds=None if recall.seconds is None else round(recall.seconds),
        stability_before=before.stability,
        difficulty_before=before.difficulty,
        met_before_at=before.met_at,
    )
    db.session.add(review)
    remember(card, met_again(before, rating, now), counts_after(card.misses, card.streak, score))
    return review


def rate(actor: Actor, review_id: int, rating: Rating) -> Review:
    """Let the learner say how it went; the day is reckoned anew from the memory that the review met.

    Raises `NotFoundError` review-not-found, `ConflictError` review-not-newest once the question was met again.
    """
    review = _own_review(actor, review_id)
    card = db.session.scalars(select(ReviewCard).where(ReviewCard.id == review.card_id).with_for_update()).one()
    if not _is_newest(review, card):
        raise ConflictError("review-not-newest")
    review.rating, review.is_own_rating = rating, True
    remember(card, met_again(_before(review), rating, review.reviewed_at), (card.misses, card.streak))
    return review


def find_review(actor: Actor, review_id: int, now: datetime) -> ReviewResult:
    """Return a review of one's own with key and proof.

    Raises `NotFoundError` review-not-found, `ConflictError` question-away while a quiz asks the question again.
    """
    review = _own_review(actor, review_id)
    card = find_card(actor, review.card_id, now).card
    question = _asked(card.id, review.number, QuestionVersion.id == review.version_id)
    key = keys_of([question], _opened_commentaries(actor, question.case_id))[question.position]
    marked = mark(question.kind, question.options, question.answer, review.content)
    days = {one: _days(met_again(_before(review), one, review.reviewed_at)) for one in Rating}
    return ReviewResult(
        review=review,
        question=result_of(question, review.content, (marked.score, marked.details), key, has_late=False),
        days=days,
        is_newest=_is_newest(review, card),
        assignment_id=_assignment_with(actor, question.case_id, now),
    )


def find_proof(actor: Actor, review_id: int, now: datetime) -> tuple[list[QuestionEvidence], int]:
    """Return the proving runs of a reviewed question and the revision they lie in. Raises as `find_review`."""
    review = _own_review(actor, review_id)
    find_card(actor, review.card_id, now)
    query = select(QuestionEvidence).where(QuestionEvidence.version_id == review.version_id)
    revision_id = select(QuestionVersion.revision_id).where(QuestionVersion.id == review.version_id)
    return list(db.session.scalars(query.order_by(QuestionEvidence.position))), db.session.scalars(revision_id).one()


def _own(actor: Actor, card_id: int) -> ReviewCard:
    card = db.session.get(ReviewCard, card_id)
    if card is None or (card.account_id, card.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("card-not-found")
    return card


def _own_review(actor: Actor, review_id: int) -> Review:
    review = db.session.get(Review, review_id)
    if review is None or (review.account_id, review.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("review-not-found")
    return review


def _earlier(actor: Actor, card_id: int, number: int) -> Review | None:
    query = select(Review).where(Review.card_id == card_id, Review.number == number)
    return db.session.scalar(query.where(Review.account_id == actor.account_id))


def _practice_id(actor: Actor, practice_id: int | None) -> int | None:
    if practice_id is None:
        return None
    practice = db.session.get(Practice, practice_id)
    if practice is None or (practice.account_id, practice.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("practice-not-found")
    return practice.id


def _asked(card_id: int, number: int, *which: Any) -> AskedQuestion:
    """Return the question with its options in the order of this review: the same whenever it is asked for."""
    row = (
        db.session.execute(
            select(
                QuestionVersion.id.label("version_id"),
                QuestionVersion.revision_id,
                QuestionVersion.kind,
                QuestionVersion.stem,
                QuestionVersion.options,
                QuestionVersion.answer,
                Question.case_id,
                Case.title.label("case_title"),
            )
            .join(Question, Question.id == QuestionVersion.question_id)
            .join(Case, Case.id == Question.case_id)
            .where(*which)
        )
        .mappings()
        .one()
    )
    order = list(range(len(row["options"])))
    if row["kind"] != "true_false":
        Random(f"{card_id}.{number}").shuffle(order)  # noqa: S311 - an order by lot
    return AskedQuestion(position=1, option_order=order, **row)


def _length(question: AskedQuestion) -> int:
    return len(question.stem) + sum(len(str(option["text"])) for option in question.options)


def _before(review: Review) -> Memory:
    met_at = review.met_before_at
    return Memory(review.stability_before, review.difficulty_before, met_at, met_at)


def _is_newest(review: Review, card: ReviewCard) -> bool:
    return card.last_met_at == max(review.reviewed_at, review.met_before_at)


def _days(memory: Memory) -> int:
    return (memory.due_at - memory.met_at).days


def _opened_commentaries(actor: Actor, case_id: int) -> set[int]:
    query = (
        select(CaseReading.case_id)
        .join(Enrolment, Enrolment.id == CaseReading.enrolment_id)
        .where(
            Enrolment.account_id == actor.account_id,
            CaseReading.case_id == case_id,
            CaseReading.commentary_opened_at.is_not(None),
        )
    )
    return set(db.session.scalars(query))


def _assignment_with(actor: Actor, case_id: int, now: datetime) -> int | None:
    """Return the newest assignment of one's own in which the case can be read, None where there is none."""
    query = (
        select(Assignment.id)
        .join(Enrolment, Enrolment.assignment_id == Assignment.id)
        .join(ModuleCase, ModuleCase.module_id == Assignment.module_id)
        .where(
            Enrolment.account_id == actor.account_id,
            Enrolment.organization_id == actor.organization_id,
            Enrolment.withdrawn_at.is_(None),
            Assignment.withdrawn_at.is_(None),
            Assignment.opens_at <= now,
            ModuleCase.case_id == case_id,
        )
        .order_by(Assignment.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)
