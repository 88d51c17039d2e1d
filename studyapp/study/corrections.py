"""What a correction did to attempts: the list before and after, as far as an organizer may see it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account
from studyapp.questions.models import Correction
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.challenge_models import RemarkedAttempt
from studyapp.study.models import Assignment, Attempt, Enrolment


@dataclass(frozen=True, slots=True)
class Remarked:
    """One attempt before and after; scores are scaled, 0..1."""

    name: str
    assignment_title: str
    number: int
    scaled_before: float
    scaled_after: float
    was_passed: bool
    is_passed: bool

    @property
    def passes_now(self) -> bool:
        """Say whether the correction made it a pass."""
        return self.is_passed and not self.was_passed


@dataclass(frozen=True, slots=True)
class Effect:
    """A correction's effect: counts over everybody, and the attempts of one's own units that gained, most first."""

    marked: int
    higher: int
    lower: int
    passes_now: int
    rows: tuple[Remarked, ...]


def get_correction(actor: Actor, correction_id: int) -> Correction:
    """Return a correction of the actor's organization. Raises `NotFoundError` correction-not-found."""
    found = db.session.get(Correction, correction_id)
    if found is None or found.organization_id != actor.organization_id:
        raise NotFoundError("correction-not-found")
    return found


def list_corrections(question_id: int) -> list[Correction]:
    """Return the corrections of a question, newest first."""
    query = select(Correction).where(Correction.question_id == question_id)
    return list(db.session.scalars(query.order_by(Correction.decided_at.desc(), Correction.id.desc())))


def effect_of(actor: Actor, correction: Correction, limit: int = 500) -> Effect:
    """Return what the correction did so far; two queries."""
    gained = RemarkedAttempt.scaled_after > RemarkedAttempt.scaled_before
    passes = RemarkedAttempt.is_passed & ~RemarkedAttempt.was_passed
    mine = RemarkedAttempt.correction_id == correction.id
    lost = RemarkedAttempt.scaled_after < RemarkedAttempt.scaled_before
    counts = [func.sum(case((condition, 1), else_=0)) for condition in (gained, lost, passes)]
    marked, higher, lower, passes_now = db.session.execute(select(func.count(), *counts).where(mine)).one()
    rows = db.session.execute(
        select(
            Account.name,
            Assignment.title,
            Attempt.number,
            RemarkedAttempt.scaled_before,
            RemarkedAttempt.scaled_after,
            RemarkedAttempt.was_passed,
            RemarkedAttempt.is_passed,
        )
        .join(Attempt, Attempt.id == RemarkedAttempt.attempt_id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(Account, Account.id == RemarkedAttempt.account_id)
        .where(mine, gained, in_my_units(actor))
        .order_by(passes.desc(), (RemarkedAttempt.scaled_after - RemarkedAttempt.scaled_before).desc(), Account.name)
        .limit(limit)
    ).all()
    return Effect(marked, higher or 0, lower or 0, passes_now or 0, tuple(Remarked(*row) for row in rows))
