"""What a first visit leads through: a casebook, questions, people, and the first assignment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import exists, or_, select

from studyapp.cases.models import Case, Casebook
from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.people.models import Membership, Role, Unit
from studyapp.questions.models import Question, QuestionState
from studyapp.study.models import Assignment, AssignmentTarget


class FirstStep(StrEnum):
    """The steps in their order."""

    CASEBOOK = "casebook"
    QUESTIONS = "questions"
    PEOPLE = "people"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Which steps are done, the newest casebook (for the questions) and the top of one's own units (for the people)."""

    done: frozenset[FirstStep]
    casebook_id: int | None
    unit_id: int | None

    @property
    def next_step(self) -> FirstStep:
        """Return the first step that is not done."""
        return next(step for step in FirstStep if step not in self.done)


def find_first_steps(actor: Actor) -> FirstSteps | None:
    """Return how far the first visit has come; None once the actor's people have been given something."""
    mine = or_(*(Unit.path.startswith(path) for path in actor.organized_paths))
    own_learners = (
        select(Membership.account_id)
        .join(Unit, Unit.id == Membership.unit_id)
        .where(
            Membership.organization_id == actor.organization_id,
            Membership.role == Role.LEARNER,
            Membership.left_at.is_(None),
            mine,
        )
    )
    own_units = select(Unit.id).where(Unit.organization_id == actor.organization_id, mine)
    is_given = exists().where(
        AssignmentTarget.organization_id == actor.organization_id,
        or_(AssignmentTarget.unit_id.in_(own_units), AssignmentTarget.account_id.in_(own_learners)),
    )
    is_made = exists().where(
        Assignment.organization_id == actor.organization_id, Assignment.created_by_id == actor.account_id
    )
    if db.session.scalar(select(or_(is_given, is_made))):
        return None
    is_approved = (
        exists()
        .where(Question.organization_id == actor.organization_id, Question.state == QuestionState.APPROVED)
        .where(Case.id == Question.case_id, Case.withdrawn_at.is_(None))
    )
    newest = (
        select(Casebook.id)
        .where(Casebook.organization_id == actor.organization_id, Casebook.published_at.is_not(None))
        .order_by(Casebook.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    top = own_units.order_by(Unit.path).limit(1).scalar_subquery()
    row = db.session.execute(select(newest, is_approved, own_learners.exists(), top)).one()
    casebook_id, has_questions, has_people, unit_id = row
    facts = {
        FirstStep.CASEBOOK: casebook_id is not None,
        FirstStep.QUESTIONS: has_questions,
        FirstStep.PEOPLE: has_people,
    }
    return FirstSteps(frozenset(step for step, is_done in facts.items() if is_done), casebook_id, unit_id)
