"""What an organizer fills in to give a module to people: values, their rules, and what may no longer change."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from studyapp.errors import DomainError
from studyapp.study.models import Assignment, Feedback, QuizMode

LONGEST_MINUTES = 24 * 60
MOST_ATTEMPTS = 20
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """`opens_at` and `closes_at` are aware moments, `pass_mark` a percentage, `duration_minutes` limits one attempt."""

    module_id: int
    title: str
    opens_at: datetime
    closes_at: datetime
    pass_mark: int = 60
    attempts_allowed: int = 3
    mode: QuizMode = QuizMode.PRACTICE
    feedback: Feedback = Feedback.AFTER_HAND_IN
    is_open_book: bool = True
    is_prediction_required: bool = False
    duration_minutes: int | None = None
    is_reminded: bool = True


@dataclass(frozen=True, slots=True)
class Targets:
    """Whom an assignment is for: units with their subtrees, and single people."""

    unit_ids: frozenset[int] = frozenset()
    account_ids: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Say whether anybody is meant at all."""
        return bool(self.unit_ids or self.account_ids)


def check_plan(plan: AssignmentPlan, now: datetime) -> None:
    """Raise `DomainError` where the plan contradicts itself.

    Codes: title-missing, dates-reversed, deadline-past, pass-mark-range, attempts-range, duration-range,
    feedback-too-early.
    """
    if not plan.title.strip():
        raise DomainError("title-missing")
    if plan.closes_at <= plan.opens_at:
        raise DomainError("dates-reversed")
    if plan.closes_at <= now:
        raise DomainError("deadline-past")
    if not 0 <= plan.pass_mark <= 100:
        raise DomainError("pass-mark-range")
    if not 1 <= plan.attempts_allowed <= MOST_ATTEMPTS:
        raise DomainError("attempts-range", most=MOST_ATTEMPTS)
    if plan.duration_minutes is not None and not 1 <= plan.duration_minutes <= LONGEST_MINUTES:
        raise DomainError("duration-range", most=LONGEST_MINUTES)
    if plan.mode is QuizMode.EXAM and plan.feedback is Feedback.AT_ONCE:
        raise DomainError("feedback-too-early")


def plan_of(assignment: Assignment) -> AssignmentPlan:
    """Return the plan that an assignment stands for."""
    return AssignmentPlan(**{one.name: getattr(assignment, one.name) for one in fields(AssignmentPlan)})


def unfair_changes(before: AssignmentPlan, after: AssignmentPlan) -> list[str]:
    """Return the fields whose change would be unfair once somebody has begun a paper.

    Fair stay another title, more attempts and a later deadline: they take nothing from anybody, and mark nobody by
    another rule than those who went first.
    """
    unfair = [
        name
        for name in ("module_id", "opens_at", "pass_mark", "mode", "feedback", "is_open_book", "duration_minutes")
        if getattr(before, name) != getattr(after, name)
    ]
    if after.closes_at < before.closes_at:
        unfair.append("closes_at")
    if after.attempts_allowed < before.attempts_allowed:
        unfair.append("attempts_allowed")
    return unfair
