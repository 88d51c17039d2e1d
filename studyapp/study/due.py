"""A learner's assignments in the order they press: what is due, what comes later, what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    Enrolment,
    EnrolmentState,
    ModuleCase,
    QuizMode,
)


@dataclass(frozen=True, slots=True)
class DueAssignment:
    """An assignment of one's own with one's standing in it; scores 0..1, moments aware."""

    assignment_id: int
    title: str
    mode: QuizMode
    opens_at: datetime
    closes_at: datetime
    attempts_allowed: int
    attempts_used: int
    state: EnrolmentState
    best_score: float | None
    last_score: float | None
    pass_mark: int
    cases_read: int
    case_count: int
    passed_at: datetime | None
    open_attempt_id: int | None
    open_attempt_closes_at: datetime | None
    last_attempt_id: int | None

    def is_over(self, now: datetime) -> bool:
        """Say whether the deadline has passed, and with it the paper that was given time beyond it."""
        return now >= max(self.closes_at, self.open_attempt_closes_at or self.closes_at)

    @property
    def is_passed(self) -> bool:
        """Say whether it is done."""
        return self.state is EnrolmentState.PASSED

    def may_start(self, now: datetime) -> bool:
        """Say whether a further attempt could begin now."""
        in_time = self.opens_at <= now and not self.is_over(now)
        return in_time and self.open_attempt_id is None and self.attempts_used < self.attempts_allowed

    @property
    def progress(self) -> float:
        """Return how far the learner has come, 0..1: every case is a step, passing the quiz is one more."""
        if self.is_passed:
            return 1.0
        return min(self.cases_read, self.case_count) / (self.case_count + 1)


@dataclass(frozen=True, slots=True)
class LatestResult:
    """The attempt that ended last."""

    attempt_id: int
    title: str
    scaled: float
    is_passed: bool
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class LearnerHome:
    """The home page's lists: `due` by deadline, `later` by opening, `ended` newest first; and the newest result."""

    due: tuple[DueAssignment, ...]
    later: tuple[DueAssignment, ...]
    ended: tuple[DueAssignment, ...]
    latest_result: LatestResult | None


def find_home(actor: Actor, now: datetime) -> LearnerHome:
    """Return what the learner's home page shows; two queries."""
    rows = list_own(actor)
    running = [one for one in rows if one.opens_at <= now and not one.is_over(now)]
    return LearnerHome(
        due=tuple(one for one in running if not one.is_passed or one.open_attempt_id),
        later=tuple(sorted((one for one in rows if one.opens_at > now), key=lambda one: one.opens_at)),
        ended=tuple(
            reversed([one for one in rows if one.is_over(now) or (one.is_passed and one.open_attempt_id is None)])
        ),
        latest_result=_latest_result(actor),
    )


def list_own(actor: Actor) -> list[DueAssignment]:
    """Return all assignments of one's own with one's standing, by deadline; one query."""
    return [DueAssignment(**row) for row in db.session.execute(_OWN, _whose(actor)).mappings()]


def find_due(actor: Actor, assignment_id: int) -> DueAssignment | None:
    """Return one assignment of one's own with one's standing, None where it is none of one's own or withdrawn."""
    parameters = _whose(actor) | {"assignment_id": assignment_id}
    row = db.session.execute(_ONE_OWN, parameters).mappings().one_or_none()
    return DueAssignment(**row) if row else None


def _whose(actor: Actor) -> dict[str, int]:
    return {"account_id": actor.account_id, "organization_id": actor.organization_id}


def _latest_result(actor: Actor) -> LatestResult | None:
    row = db.session.execute(_LATEST, _whose(actor)).mappings().one_or_none()
    return LatestResult(**row) if row else None


# Built once: putting these statements together costs several times what running them does.
def _own_assignments() -> Select[*tuple[Any, ...]]:
    case_count = (
        select(func.count())
        .where(ModuleCase.module_id == Assignment.module_id)
        .correlate(Assignment)
        .scalar_subquery()
        .label("case_count")
    )
    last_attempt_id = (
        select(func.max(Attempt.id))
        .where(Attempt.enrolment_id == Enrolment.id, Attempt.state != AttemptState.OPEN)
        .correlate(Enrolment)
        .scalar_subquery()
        .label("last_attempt_id")
    )
    return (
        select(
            Assignment.id.label("assignment_id"),
            Assignment.title,
            Assignment.mode,
            Assignment.opens_at,
            Assignment.closes_at,
            Assignment.attempts_allowed,
            Assignment.pass_mark,
            Enrolment.attempts_used,
            Enrolment.state,
            Enrolment.best_score,
            Enrolment.last_score,
            Enrolment.cases_read,
            Enrolment.passed_at,
            case_count,
            Attempt.id.label("open_attempt_id"),
            Attempt.closes_at.label("open_attempt_closes_at"),
            last_attempt_id,
        )
        .select_from(Enrolment)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .outerjoin(Attempt, (Attempt.enrolment_id == Enrolment.id) & (Attempt.state == AttemptState.OPEN))
        .where(
            Enrolment.account_id == bindparam("account_id"),
            Enrolment.organization_id == bindparam("organization_id"),
            Enrolment.withdrawn_at.is_(None),
            Assignment.withdrawn_at.is_(None),
        )
        .order_by(Assignment.closes_at, Assignment.id)
    )


_OWN = _own_assignments()
_ONE_OWN = _OWN.where(Assignment.id == bindparam("assignment_id"))
_LATEST = (
    select(Attempt.id.label("attempt_id"), Assignment.title, Attempt.scaled, Attempt.is_passed, Attempt.ended_at)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .where(
        Attempt.account_id == bindparam("account_id"),
        Attempt.organization_id == bindparam("organization_id"),
        Attempt.ended_at.is_not(None),
    )
    .order_by(Attempt.ended_at.desc(), Attempt.id.desc())
    .limit(1)
)
