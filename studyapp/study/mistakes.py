"""The wrong-question book: what was missed, by case and kind, with the learner's own notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionVersion
from studyapp.study.review_models import NOTE_LENGTH, ReviewCard
from studyapp.study.review_queue import own_cards, whose

SETTLED_AFTER = 2
"""So many right answers in a row settle a mistake."""
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class MistakeFilter:
    """Which mistakes are listed: of one case, of one kind; those settled, or those still open."""

    case_id: int | None = None
    kind: str = ""
    is_settled: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """A question that was missed at least once."""

    card_id: int
    case_title: str
    kind: str
    stem: str
    misses: int
    streak: int
    last_met_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class MistakeBook:
    """One page of mistakes, how many there are, and the cases and kinds to choose from."""

    mistakes: Sequence[Mistake]
    total: int
    page: int
    cases: dict[int, str]
    kinds: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def find_mistakes(actor: Actor, chosen: MistakeFilter, now: datetime) -> MistakeBook:
    """Return a page of one's own mistakes, the newest first; three queries."""
    settled = ReviewCard.streak >= SETTLED_AFTER
    query = _with_wording(
        own_cards(
            ReviewCard.id.label("card_id"),
            Case.title.label("case_title"),
            QuestionVersion.kind,
            QuestionVersion.stem,
            ReviewCard.misses,
            ReviewCard.streak,
            ReviewCard.last_met_at,
            ReviewCard.note,
        )
    ).where(settled if chosen.is_settled else ~settled)
    if chosen.case_id is not None:
        query = query.where(Question.case_id == chosen.case_id)
    if chosen.kind:
        query = query.where(QuestionVersion.kind == chosen.kind)
    parameters = whose(actor, now)
    total = db.session.scalar(select(func.count()).select_from(query.subquery()), parameters) or 0
    page = min(max(1, chosen.page), max(1, -(-total // PAGE_SIZE)))
    query = query.order_by(ReviewCard.last_met_at.desc(), ReviewCard.id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    mistakes = [Mistake(**row) for row in db.session.execute(query, parameters).mappings()]
    choices = _with_wording(own_cards(Question.case_id, Case.title, QuestionVersion.kind)).distinct()
    offered = db.session.execute(choices.order_by(Question.case_id, QuestionVersion.kind), parameters).all()
    return MistakeBook(
        mistakes,
        total,
        page,
        {case_id: title for case_id, title, _ in offered},
        tuple(sorted({kind for _, _, kind in offered})),
    )


def keep_note(actor: Actor, card_id: int, note: str) -> ReviewCard:
    """Keep one's own note on a question. Raises `NotFoundError` card-not-found."""
    card = db.session.get(ReviewCard, card_id)
    if card is None or (card.account_id, card.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("card-not-found")
    card.note = note.strip()[:NOTE_LENGTH]
    db.session.flush()
    return card


def _with_wording(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    present = (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number)
    return query.join(QuestionVersion, present).join(Case, Case.id == Question.case_id).where(ReviewCard.misses > 0)
