"""A person's standing in an assignment, computed from the facts: what was read and what was attempted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from studyapp.study.models import AttemptState, EnrolmentState


@dataclass(frozen=True, slots=True)
class ReadingFact:
    """A case was opened, and perhaps its commentary."""

    opened_at: datetime
    commentary_opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttemptFact:
    """An attempt, with the last moment at which an answer of it was saved in time."""

    number: int
    state: AttemptState
    started_at: datetime
    ended_at: datetime | None = None
    scaled: float | None = None
    is_passed: bool | None = None
    last_saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The running totals of an enrolment; field names as in `Enrolment`."""

    state: EnrolmentState
    attempts_used: int
    best_score: float | None
    last_score: float | None
    cases_read: int
    started_at: datetime | None
    passed_at: datetime | None
    last_activity_at: datetime | None


def standing_of(readings: Sequence[ReadingFact], attempts: Sequence[AttemptFact]) -> Standing:
    """Return the standing that these facts amount to."""
    scores = [one.scaled for one in sorted(attempts, key=lambda one: one.number) if one.scaled is not None]
    passes = [one.ended_at for one in attempts if one.is_passed and one.ended_at]
    begun = [one.opened_at for one in readings] + [one.started_at for one in attempts]
    moments = begun + [
        moment
        for moment in (
            *(one.commentary_opened_at for one in readings),
            *(one.last_saved_at for one in attempts),
            *(one.ended_at for one in attempts),
        )
        if moment
    ]
    return Standing(
        state=_state(readings, attempts, is_passed=bool(passes)),
        attempts_used=len(attempts),
        best_score=max(scores, default=None),
        last_score=scores[-1] if scores else None,
        cases_read=len(readings),
        started_at=min(begun, default=None),
        passed_at=min(passes, default=None),
        last_activity_at=max(moments, default=None),
    )


def _state(readings: Sequence[ReadingFact], attempts: Sequence[AttemptFact], *, is_passed: bool) -> EnrolmentState:
    if is_passed:
        return EnrolmentState.PASSED
    if any(one.state is AttemptState.OPEN for one in attempts):
        return EnrolmentState.ANSWERING
    if attempts:
        return EnrolmentState.NOT_PASSED
    return EnrolmentState.READING if readings else EnrolmentState.NOT_STARTED
