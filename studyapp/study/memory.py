"""How well something is remembered, and when to ask again: the one file that knows the scheduler (FSRS).

Intervals are whole days: a quiz is no deck to be clicked through ten times within minutes. Nothing is left to chance,
so that the same history always leads to the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from fsrs import Card, Scheduler, State
from fsrs import Rating as Grade

LONGEST_DAYS = 365
READING_SECONDS, SECONDS_A_CHARACTER = 8, 0.25
QUICK, SLOW = 0.5, 3.0
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


class Rating(IntEnum):
    """How a recall went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """`stability` in days, `difficulty` 1..10; moments are aware."""

    stability: float
    difficulty: float
    met_at: datetime
    due_at: datetime


def first_met(rating: Rating, at: datetime) -> Memory:
    """Return the memory of something met for the first time."""
    return _reviewed(Card(card_id=1, due=at), rating, at)


def met_again(memory: Memory, rating: Rating, at: datetime) -> Memory:
    """Return the memory after a recall at `at`; one that is reported late counts as if it came right after the last."""
    return _reviewed(_card(memory), rating, max(at, memory.met_at))


def retention(memory: Memory, at: datetime) -> float:
    """Return how probably it is still known, 0..1."""
    return float(_SCHEDULER.get_card_retrievability(_card(memory), at))


def derived_rating(score: float, seconds: float | None, characters: int) -> Rating:
    """Return the rating that an answer amounts to: by what was right, and how long it took to read and answer.

    `score` is 0..1, `characters` is the length of what had to be read; without `seconds` a right answer is good.
    """
    if score < 0.5:
        return Rating.AGAIN
    if score < 1:
        return Rating.HARD
    if seconds is None:
        return Rating.GOOD
    expected = READING_SECONDS + SECONDS_A_CHARACTER * characters
    if seconds < QUICK * expected:
        return Rating.EASY
    return Rating.HARD if seconds > SLOW * expected else Rating.GOOD


def _card(memory: Memory) -> Card:
    return Card(
        card_id=1,  # without one the library waits for the clock
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.met_at,
    )


def _reviewed(card: Card, rating: Rating, at: datetime) -> Memory:
    after, _ = _SCHEDULER.review_card(card, Grade(rating), at.astimezone(UTC))  # the library takes no other zone
    if after.stability is None or after.difficulty is None:
        raise ValueError("a reviewed card has a stability and a difficulty")
    return Memory(after.stability, after.difficulty, at, after.due)
