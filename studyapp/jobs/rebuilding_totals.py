"""Bringing the running totals of questions back to what the marks say, in short transactions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from studyapp.db import begin_writing, db
from studyapp.people.models import Organization
from studyapp.study.question_drift import drift_of
from studyapp.study.question_totals import add_to_questions


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many question versions have totals, and of how many these were mended."""

    versions: int
    mended: int


def organization_ids() -> list[int]:
    """Return every organization's id; opens and ends a reading transaction."""
    found = list(db.session.scalars(select(Organization.id).order_by(Organization.id)))
    db.session.rollback()
    return found


def rebuild_totals(organization_id: int) -> Rebuilt:
    """Mend an organization's totals; answers may go on coming meanwhile, and nothing waits for the reading."""
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    drift = drift_of(organization_id)
    db.session.rollback()
    mended = 0
    for part in drift.parts():
        begin_writing()
        add_to_questions(organization_id, part)
        db.session.commit()
        mended += len(set(part.versions) | {version_id for version_id, _ in part.options})
    return Rebuilt(drift.versions, mended)
