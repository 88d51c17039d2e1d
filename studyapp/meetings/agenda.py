"""The agenda: made from the cases, then adjusted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.meetings.access import get_managed
from studyapp.meetings.models import AgendaStep, StepKind, StudySession, StudySessionState
from studyapp.people.actor import Actor

TITLE_LENGTH = 200
LONGEST_STEP = 600
MOST_STEPS = 60
# What is done with a case, and how large a part of its time each takes.
OF_A_CASE = (
    (StepKind.READING, 20),
    (StepKind.FIRST_VOTE, 5),
    (StepKind.DISCUSSION, 40),
    (StepKind.SECOND_VOTE, 5),
    (StepKind.COMMENTARY, 30),
)
QUESTIONS_SHARE, SUMMING_UP_SHARE = 0.12, 0.08


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step to be: `minutes` are at least 1; an empty title stands for the usual name of its kind."""

    kind: StepKind
    minutes: int
    case_id: int | None = None
    title: str = ""
    step_id: int | None = None


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with the moments at which it is planned to begin and end."""

    step: AgendaStep
    begins_at: datetime
    ends_at: datetime


def draft_agenda(case_ids: Sequence[int], minutes: int) -> list[StepDraft]:
    """Return the steps of a study session of that many minutes: each case in five steps, then questions, then the sum.

    The minutes add up to `minutes` where there are at least as many as steps.
    """
    closing = [(StepKind.FLOOR, QUESTIONS_SHARE), (StepKind.SUMMING_UP, SUMMING_UP_SHARE)]
    of_cases = minutes * (1 - QUESTIONS_SHARE - SUMMING_UP_SHARE) / max(1, len(case_ids))
    steps = [
        StepDraft(kind, max(1, round(of_cases * share / 100)), case_id)
        for case_id in case_ids
        for kind, share in OF_A_CASE
    ]
    steps += [StepDraft(kind, max(1, round(minutes * share))) for kind, share in closing]
    return _fitted(steps, minutes)


def _fitted(steps: list[StepDraft], minutes: int) -> list[StepDraft]:
    """Give what rounding left to the longest step, or take what it added from the longest ones, a minute each time."""
    while left := minutes - sum(one.minutes for one in steps):
        place = max(range(len(steps)), key=lambda index: steps[index].minutes)
        changed = steps[place].minutes + max(left, -1)
        if changed < 1:
            break
        steps[place] = replace(steps[place], minutes=changed)
    return steps


def list_steps(study_session_id: int) -> list[AgendaStep]:
    """Return the steps in their order."""
    query = select(AgendaStep).where(AgendaStep.study_session_id == study_session_id).order_by(AgendaStep.position)
    return list(db.session.scalars(query))


def timed(found: StudySession, steps: Sequence[AgendaStep]) -> list[TimedStep]:
    """Return the steps with their planned moments, one after the other from the beginning."""
    result, moment = [], found.starts_at
    for step in steps:
        end = moment + timedelta(minutes=step.minutes)
        result.append(TimedStep(step, moment, end))
        moment = end
    return result


def add_steps(found: StudySession, drafts: Sequence[StepDraft]) -> list[AgendaStep]:
    """Store the steps of a new agenda."""
    steps = [_step(found, position, draft) for position, draft in enumerate(drafts, 1)]
    db.session.add_all(steps)
    db.session.flush()
    return steps


def change_agenda(actor: Actor, study_session_id: int, drafts: Sequence[StepDraft]) -> None:
    """Put the agenda into another order, with other titles and times; a step that is left out is removed.

    Raises `ConflictError` agenda-fixed once the study session has begun, `DomainError` agenda-empty, agenda-long,
    step-minutes or step-unknown.
    """
    found = get_managed(actor, study_session_id)
    if found.state is not StudySessionState.PLANNED:
        raise ConflictError("agenda-fixed")
    _check(drafts)
    known = {step.id: step for step in list_steps(found.id)}
    if {one.step_id for one in drafts if one.step_id} - set(known):
        raise DomainError("step-unknown")
    kept = {one.step_id for one in drafts}
    for step in known.values():
        step.position = -step.position  # positions are unique: free them before they are given anew
        if step.id not in kept:
            db.session.delete(step)
    db.session.flush()
    for position, draft in enumerate(drafts, 1):
        if draft.step_id is None:
            db.session.add(_step(found, position, draft))
            continue
        step = known[draft.step_id]
        step.position, step.minutes, step.title = position, draft.minutes, draft.title.strip()[:TITLE_LENGTH]
    db.session.flush()


def _check(drafts: Sequence[StepDraft]) -> None:
    if not drafts:
        raise DomainError("agenda-empty")
    if len(drafts) > MOST_STEPS:
        raise DomainError("agenda-long", most=MOST_STEPS)
    if any(not 1 <= one.minutes <= LONGEST_STEP for one in drafts):
        raise DomainError("step-minutes", most=LONGEST_STEP)


def _step(found: StudySession, position: int, draft: StepDraft) -> AgendaStep:
    return AgendaStep(
        organization_id=found.organization_id,
        study_session_id=found.id,
        case_id=draft.case_id,
        position=position,
        kind=draft.kind,
        title=draft.title.strip()[:TITLE_LENGTH],
        minutes=draft.minutes,
    )
