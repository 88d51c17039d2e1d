"""An assignment as its learner works through it: the cases with what was opened, and the attempts made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select

from studyapp.cases.models import Case, CaseRevision, RevisionCommentary
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.study.attempts import own_enrolment
from studyapp.study.models import Assignment, Attempt, AttemptState, CaseReading, Enrolment, Module, ModuleCase


@dataclass(frozen=True, slots=True)
class ModuleStep:
    """One case of the module with what the learner opened of it."""

    case_id: int
    position: int
    title: str
    flags: Sequence[str]
    has_commentary: bool
    opened_at: datetime | None
    commentary_opened_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to open."""
        return self.opened_at is not None and (not self.has_commentary or self.commentary_opened_at is not None)


@dataclass(frozen=True, slots=True)
class ModulePage:
    """What the module page shows; `refusal` is the code of the reason why no attempt can begin now, or None."""

    assignment: Assignment
    enrolment: Enrolment
    objectives: str
    question_count: int
    steps: tuple[ModuleStep, ...]
    attempts: tuple[Attempt, ...]
    open_attempt: Attempt | None
    refusal: str | None

    @property
    def attempts_left(self) -> int:
        """Return how many attempts may still begin."""
        return max(0, self.assignment.attempts_allowed - self.enrolment.attempts_used)

    @property
    def next_step(self) -> ModuleStep | None:
        """Return the first case that is not read through."""
        return next((one for one in self.steps if not one.is_done), None)


def find_module_page(actor: Actor, assignment_id: int, now: datetime) -> ModulePage:
    """Return the page of an assignment of one's own.

    Raises `NotFoundError` assignment-not-found or `ConflictError` assignment-withdrawn.
    """
    enrolment, assignment = own_enrolment(actor, assignment_id)
    if assignment.withdrawn_at is not None:
        raise ConflictError("assignment-withdrawn")
    objectives, question_count = db.session.execute(
        select(Module.objectives, Module.question_count).where(Module.id == assignment.module_id)
    ).one()
    query = select(Attempt).where(Attempt.enrolment_id == enrolment.id).order_by(Attempt.number)
    attempts = tuple(db.session.scalars(query))
    return ModulePage(
        assignment=assignment,
        enrolment=enrolment,
        objectives=objectives,
        question_count=question_count,
        steps=list_steps(assignment.module_id, enrolment.id),
        attempts=attempts,
        open_attempt=next((one for one in attempts if one.state is AttemptState.OPEN), None),
        refusal=_refusal(enrolment, assignment, now),
    )


def list_own_steps(actor: Actor, assignment_id: int) -> tuple[ModuleStep, ...]:
    """Return the cases of an assignment of one's own. Raises `NotFoundError` assignment-not-found."""
    enrolment, assignment = own_enrolment(actor, assignment_id)
    return list_steps(assignment.module_id, enrolment.id)


def list_steps(module_id: int, enrolment_id: int) -> tuple[ModuleStep, ...]:
    """Return the module's cases in order, with what this enrolment opened."""
    has_commentary = exists(
        select(RevisionCommentary.id).where(RevisionCommentary.revision_id == CaseRevision.id).correlate(CaseRevision)
    ).label("has_commentary")
    query: Any = (
        select(
            ModuleCase.case_id,
            ModuleCase.position,
            Case.title,
            CaseRevision.flags,
            has_commentary,
            CaseReading.opened_at,
            CaseReading.commentary_opened_at,
        )
        .select_from(ModuleCase)
        .join(Case, Case.id == ModuleCase.case_id)
        .join(CaseRevision, (CaseRevision.case_id == Case.id) & (CaseRevision.number == Case.revision_number))
        .outerjoin(CaseReading, (CaseReading.case_id == Case.id) & (CaseReading.enrolment_id == enrolment_id))
        .where(ModuleCase.module_id == module_id)
        .order_by(ModuleCase.position)
    )
    return tuple(ModuleStep(**row) for row in db.session.execute(query).mappings())


def _refusal(enrolment: Enrolment, assignment: Assignment, now: datetime) -> str | None:
    if now < assignment.opens_at:
        return "assignment-not-open-yet"
    if now >= assignment.closes_at:
        return "assignment-closed"
    if enrolment.attempts_used >= assignment.attempts_allowed:
        return "attempts-used-up"
    return None
