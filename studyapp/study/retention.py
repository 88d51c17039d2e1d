"""What is probably still known, per case: an estimate of the scheduler's, never a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.questions.models import Question
from studyapp.study.memory import retention
from studyapp.study.review_cards import memory_of
from studyapp.study.review_models import ReviewCard
from studyapp.study.review_queue import own_cards, whose

WEEK = timedelta(days=7)


@dataclass(slots=True)
class CaseRetention:
    """One case: questions met, the sum of what is probably still known of them, and how many come back in a week."""

    title: str
    met: int = 0
    known: float = 0.0
    due_in_a_week: int = 0

    @property
    def share(self) -> float:
        """Return the expected share still known, 0..1."""
        return self.known / self.met


def find_retention(actor: Actor, now: datetime) -> Sequence[CaseRetention]:
    """Return what is retained per case, in the order of the cases; one query."""
    found: dict[int, CaseRetention] = {}
    query = own_cards(ReviewCard, Question.case_id, Case.title).join(Case, Case.id == Question.case_id)
    for card, case_id, title in db.session.execute(query.order_by(Question.case_id), whose(actor, now)):
        line = found.setdefault(case_id, CaseRetention(title))
        line.met += 1
        line.known += retention(memory_of(card), now)
        line.due_in_a_week += card.due_at <= now + WEEK
    return list(found.values())
