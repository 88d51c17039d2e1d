"""Reading: a case is opened, and its commentary as a step of its own; both are recorded once.

The text of a commentary leaves this module only for somebody who has opened it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import exists, select

from studyapp.cases.models import Case, CaseRevision, RevisionCommentary
from studyapp.db import db
from studyapp.errors import ConflictError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.study.attempts import own_enrolment
from studyapp.study.closed_books import is_book_closed
from studyapp.study.models import Assignment, CaseReading, Enrolment, EnrolmentState, ModuleCase
from studyapp.study.prediction_models import Prediction


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as a learner may see it now. `commentaries` is empty until the commentary was opened."""

    assignment: Assignment
    case_id: int
    position: int
    revision: CaseRevision
    has_commentary: bool
    commentary_opened_at: datetime | None
    commentaries: tuple[RevisionCommentary, ...]
    is_recorded: bool


def find_case(
    actor: Actor, assignment_id: int, case_id: int, now: datetime, revision_id: int | None = None
) -> OpenedCase:
    """Return the case for reading, without recording anything.

    Once opened, the revision that was opened stays, unless `revision_id` names another of the case. Raises
    `NotFoundError` assignment-not-found or case-not-found, `ConflictError` assignment-withdrawn,
    assignment-not-open-yet or book-is-closed.
    """
    enrolment, assignment = own_enrolment(actor, assignment_id)
    _check_may_read(actor, assignment, case_id, now)
    row = db.session.execute(
        select(Case, ModuleCase.position, CaseReading)
        .select_from(ModuleCase)
        .join(Case, Case.id == ModuleCase.case_id)
        .outerjoin(CaseReading, (CaseReading.case_id == Case.id) & (CaseReading.enrolment_id == enrolment.id))
        .where(ModuleCase.module_id == assignment.module_id, ModuleCase.case_id == case_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("case-not-found")
    case, position = row[0], row[1]
    reading: CaseReading | None = row[2]  # nothing was joined where the case has not been opened
    opened = revision_id or (reading.revision_id if reading is not None else None)
    which = CaseRevision.id == opened if opened else CaseRevision.number == case.revision_number
    revision = db.session.scalar(select(CaseRevision).where(CaseRevision.case_id == case_id, which))
    if revision is None:
        raise NotFoundError("case-not-found")
    return _opened(assignment, revision, position, reading)


def open_case(
    actor: Actor, assignment_id: int, case_id: int, now: datetime, revision_id: int | None = None
) -> OpenedCase:
    """Return the case for reading as `find_case` does, and record that this text of it was opened. Raises as that."""
    enrolment, _ = own_enrolment(actor, assignment_id, to_write=True)
    case = find_case(actor, assignment_id, case_id, now, revision_id)
    if case.is_recorded:
        return case
    db.session.add(
        CaseReading(
            organization_id=actor.organization_id,
            enrolment_id=enrolment.id,
            case_id=case_id,
            revision_id=case.revision.id,
            opened_at=now,
        )
    )
    enrolment.cases_read += 1
    enrolment.started_at = enrolment.started_at or now
    enrolment.last_activity_at = now
    if enrolment.state is EnrolmentState.NOT_STARTED:
        enrolment.state = EnrolmentState.READING
    db.session.flush()
    return replace(case, is_recorded=True)


def open_commentary(actor: Actor, assignment_id: int, case_id: int, now: datetime) -> OpenedCase:
    """Record that the commentary was opened, the case with it, and return the case with its commentary.

    Raises as `find_case`, `NotFoundError` commentary-missing for a case without one, and `ConflictError`
    prediction-first where the assignment wants a judgement before and there is none.
    """
    case = open_case(actor, assignment_id, case_id, now)
    if not case.has_commentary:
        raise NotFoundError("commentary-missing")
    if case.commentary_opened_at is None:
        enrolment, assignment = own_enrolment(actor, assignment_id, to_write=True)
        if assignment.is_prediction_required and not _has_predicted(enrolment, case_id):
            raise ConflictError("prediction-first")
        reading = db.session.scalars(
            select(CaseReading).where(CaseReading.enrolment_id == enrolment.id, CaseReading.case_id == case_id)
        ).one()
        reading.commentary_opened_at = reading.commentary_opened_at or now
        enrolment.last_activity_at = now
        db.session.flush()
    return find_case(actor, assignment_id, case_id, now)


def _has_predicted(enrolment: Enrolment, case_id: int) -> bool:
    made = select(Prediction.id).where(Prediction.enrolment_id == enrolment.id, Prediction.case_id == case_id)
    return bool(db.session.scalar(select(exists(made))))


def _check_may_read(actor: Actor, assignment: Assignment, case_id: int, now: datetime) -> None:
    if assignment.withdrawn_at is not None:
        raise ConflictError("assignment-withdrawn")
    if now < assignment.opens_at:
        raise ConflictError("assignment-not-open-yet")
    if is_book_closed(actor, case_id):
        raise ConflictError("book-is-closed")


def _opened(assignment: Assignment, revision: CaseRevision, position: int, reading: CaseReading | None) -> OpenedCase:
    opened_at = reading.commentary_opened_at if reading else None
    mine = RevisionCommentary.revision_id == revision.id
    if opened_at is None:
        commentaries: tuple[RevisionCommentary, ...] = ()
        has_commentary = bool(db.session.scalar(select(exists(select(RevisionCommentary.id).where(mine)))))
    else:
        query = select(RevisionCommentary).where(mine).order_by(RevisionCommentary.position)
        commentaries = tuple(db.session.scalars(query))
        has_commentary = True
    return OpenedCase(
        assignment=assignment,
        case_id=revision.case_id,
        position=position,
        revision=revision,
        has_commentary=has_commentary,
        commentary_opened_at=opened_at,
        commentaries=commentaries,
        is_recorded=reading is not None,
    )
