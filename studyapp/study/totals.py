"""Running totals of enrolments: one way to compute them from the facts, when something happens and when rebuilding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import BindParameter, bindparam, func, select

from studyapp.db import db
from studyapp.study.models import Attempt, CaseReading, Enrolment, Response
from studyapp.study.rows import update_row
from studyapp.study.standing import AttemptFact, ReadingFact, Standing, standing_of

BATCH = 500
# Built once: putting these statements together costs more than running them.
_ENROLMENTS: BindParameter[list[int]] = bindparam("enrolment_ids", expanding=True)
_READINGS = select(CaseReading.enrolment_id, CaseReading.opened_at, CaseReading.commentary_opened_at).where(
    CaseReading.enrolment_id.in_(_ENROLMENTS)
)
_LAST_SAVED_AT = (
    select(func.max(Response.saved_at))
    .where(Response.attempt_id == Attempt.id, ~Response.is_late)
    .correlate(Attempt)
    .scalar_subquery()
    .label("last_saved_at")
)
_ATTEMPTS = select(
    Attempt.enrolment_id,
    Attempt.number,
    Attempt.state,
    Attempt.started_at,
    Attempt.ended_at,
    Attempt.scaled,
    Attempt.is_passed,
    _LAST_SAVED_AT,
).where(Attempt.enrolment_id.in_(_ENROLMENTS))


def refresh_enrolment(enrolment_id: int) -> Standing:
    """Bring one enrolment's totals up to its facts, and return them."""
    standing = standings([enrolment_id])[enrolment_id]
    update_row(Enrolment, enrolment_id, asdict(standing))
    return standing


def refresh_enrolments(enrolment_ids: Sequence[int]) -> None:
    """Bring several enrolments' totals up to their facts."""
    found = standings(enrolment_ids)
    for enrolment in db.session.scalars(select(Enrolment).where(Enrolment.id.in_(enrolment_ids))):
        _write(enrolment, found[enrolment.id])
    db.session.flush()


def standings(enrolment_ids: Sequence[int]) -> dict[int, Standing]:
    """Compute the standing of each enrolment from its facts; two queries."""
    readings: dict[int, list[ReadingFact]] = defaultdict(list)
    rows = db.session.execute(_READINGS, {"enrolment_ids": list(enrolment_ids)})
    for enrolment_id, opened_at, commentary_opened_at in rows:
        readings[enrolment_id].append(ReadingFact(opened_at, commentary_opened_at))
    attempts = _attempt_facts(enrolment_ids)
    return {one: standing_of(readings[one], attempts[one]) for one in enrolment_ids}


def _attempt_facts(enrolment_ids: Sequence[int]) -> dict[int, list[AttemptFact]]:
    rows = db.session.execute(_ATTEMPTS, {"enrolment_ids": list(enrolment_ids)})
    facts: dict[int, list[AttemptFact]] = defaultdict(list)
    for row in rows.mappings():
        known = dict(row)
        facts[known.pop("enrolment_id")].append(AttemptFact(**known))
    return facts


def rebuild_enrolments(organization_id: int) -> int:
    """Write every enrolment's totals anew from the facts; returns how many differed."""
    ids = list(db.session.scalars(select(Enrolment.id).where(Enrolment.organization_id == organization_id)))
    differing = 0
    for first in range(0, len(ids), BATCH):
        batch = ids[first : first + BATCH]
        found = standings(batch)
        for enrolment in db.session.scalars(select(Enrolment).where(Enrolment.id.in_(batch))):
            differing += _write(enrolment, found[enrolment.id])
        db.session.flush()
    return differing


def _write(enrolment: Enrolment, standing: Standing) -> bool:
    wanted = asdict(standing)
    if all(getattr(enrolment, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(enrolment, name, value)
    return True
