"""Cards: every question that was answered in a quiz becomes one, or is remembered anew on the one there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from studyapp.db import db
from studyapp.questions.models import QuestionVersion
from studyapp.study.memory import Memory, derived_rating, first_met, met_again
from studyapp.study.review_models import ReviewCard

_TABLE = db.metadata.tables["review_card"]
_CHANGE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("card_id"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("stability", "difficulty", "last_met_at", "due_at", "misses", "streak")
        }
    )
)


@dataclass(frozen=True, slots=True)
class Met:
    """A question answered in a quiz, with its score (0..1)."""

    version_id: int
    score: float


def memory_of(card: ReviewCard) -> Memory:
    """Return what a card holds of the scheduler's."""
    return Memory(card.stability, card.difficulty, card.last_met_at, card.due_at)


def counts_after(misses: int, streak: int, score: float) -> tuple[int, int]:
    """Return misses and streak after a further answer."""
    return (misses, streak + 1) if score >= 1 else (misses + 1, 0)


def take_in(organization_id: int, account_id: int, met: Sequence[Met], at: datetime) -> None:
    """Remember the answered questions of an ended attempt; three statements at most."""
    if not met:
        return
    scores = {one.version_id: one.score for one in met}
    rows = db.session.execute(
        select(QuestionVersion.id, QuestionVersion.question_id, ReviewCard)
        .outerjoin(
            ReviewCard,
            (ReviewCard.question_id == QuestionVersion.question_id) & (ReviewCard.account_id == account_id),
        )
        .where(QuestionVersion.id.in_(scores))
    ).all()
    fresh, changed = [], []
    for version_id, question_id, found in rows:
        card: ReviewCard | None = found  # nothing was joined where the question is new to the learner
        score = scores[version_id]
        rating = derived_rating(score, None, 0)
        if card is None:
            whose = {"organization_id": organization_id, "account_id": account_id, "question_id": question_id}
            fresh.append(whose | _values(first_met(rating, at), counts_after(0, 0, score)))
        else:
            values = _values(met_again(memory_of(card), rating, at), counts_after(card.misses, card.streak, score))
            changed.append({"card_id": card.id} | {f"new_{name}": value for name, value in values.items()})
    connection = db.session.connection()
    if fresh:
        connection.execute(insert(_TABLE), [{**row, "note": ""} for row in fresh])
    if changed:
        connection.execute(_CHANGE, changed)


def remember(card: ReviewCard, memory: Memory, counts: tuple[int, int]) -> None:
    """Let a card hold another memory and other counts."""
    for name, value in _values(memory, counts).items():
        setattr(card, name, value)
    db.session.flush()


def _values(memory: Memory, counts: tuple[int, int]) -> dict[str, object]:
    return {
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "last_met_at": memory.met_at,
        "due_at": memory.due_at,
        "misses": counts[0],
        "streak": counts[1],
    }
