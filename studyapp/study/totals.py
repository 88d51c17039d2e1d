"""Running totals: one way to compute them from the facts, used when something happens and when all are rebuilt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass

from sqlalchemy import delete, func, insert, select, update

from studyapp.db import db
from studyapp.questions.models import QuestionTotals
from studyapp.study.models import Attempt, CaseReading, Enrolment, Response, ResponseMark
from studyapp.study.standing import AttemptFact, ReadingFact, Standing, standing_of

BATCH = 500


@dataclass(slots=True)
class Sums:
    """What one version's totals hold; x is a response's score, r the scaled score of the rest of its attempt."""

    n: int = 0
    sum_x: float = 0.0
    sum_xx: float = 0.0
    sum_r: float = 0.0
    sum_rr: float = 0.0
    sum_xr: float = 0.0

    def add(self, x: float, r: float) -> None:
        """Count one marked response."""
        self.n += 1
        self.sum_x += x
        self.sum_xx += x * x
        self.sum_r += r
        self.sum_rr += r * r
        self.sum_xr += x * r


@dataclass(frozen=True, slots=True)
class MarkFact:
    """One marked position of an attempt; an unanswered one weighs in the rest of the others, but is no response."""

    version_id: int
    score: float
    is_answered: bool


def sums_of(marks: Sequence[MarkFact]) -> dict[int, Sums]:
    """Return what one attempt adds to the totals of its versions. On a paper of one question the rest counts as 0."""
    found: dict[int, Sums] = {}
    total = sum(one.score for one in marks)
    for one in marks:
        if one.is_answered:
            rest = (total - one.score) / (len(marks) - 1) if len(marks) > 1 else 0.0
            found.setdefault(one.version_id, Sums()).add(one.score, rest)
    return found


def add_to_questions(organization_id: int, sums: dict[int, Sums]) -> None:
    """Add one attempt's sums to the stored totals, making the rows that are missing."""
    stored = {
        totals.version_id: totals
        for totals in db.session.scalars(
            select(QuestionTotals)
            .where(QuestionTotals.version_id.in_(sums))
            .order_by(QuestionTotals.version_id)
            .with_for_update()
        )
    }
    for version_id, added in sorted(sums.items()):
        totals = stored.get(version_id)
        if totals is None:
            totals = QuestionTotals(version_id=version_id, organization_id=organization_id, **asdict(Sums()))
            db.session.add(totals)
        for name, value in asdict(added).items():
            setattr(totals, name, getattr(totals, name) + value)
    db.session.flush()


def refresh_enrolment(enrolment_id: int) -> Standing:
    """Bring one enrolment's totals up to its facts, and return them."""
    standing = standings([enrolment_id])[enrolment_id]
    db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(**asdict(standing)))
    return standing


def standings(enrolment_ids: Sequence[int]) -> dict[int, Standing]:
    """Compute the standing of each enrolment from its facts; two queries."""
    readings: dict[int, list[ReadingFact]] = defaultdict(list)
    rows = db.session.execute(
        select(CaseReading.enrolment_id, CaseReading.opened_at, CaseReading.commentary_opened_at).where(
            CaseReading.enrolment_id.in_(enrolment_ids)
        )
    )
    for enrolment_id, opened_at, commentary_opened_at in rows:
        readings[enrolment_id].append(ReadingFact(opened_at, commentary_opened_at))
    attempts = _attempt_facts(enrolment_ids)
    return {one: standing_of(readings[one], attempts[one]) for one in enrolment_ids}


def _attempt_facts(enrolment_ids: Sequence[int]) -> dict[int, list[AttemptFact]]:
    last_saved_at = (
        select(func.max(Response.saved_at))
        .where(Response.attempt_id == Attempt.id, ~Response.is_late)
        .correlate(Attempt)
        .scalar_subquery()
        .label("last_saved_at")
    )
    rows = db.session.execute(
        select(
            Attempt.enrolment_id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.ended_at,
            Attempt.scaled,
            Attempt.is_passed,
            last_saved_at,
        ).where(Attempt.enrolment_id.in_(enrolment_ids))
    )
    facts: dict[int, list[AttemptFact]] = defaultdict(list)
    for row in rows.mappings():
        fields = dict(row)
        facts[fields.pop("enrolment_id")].append(AttemptFact(**fields))
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


def rebuild_questions(organization_id: int) -> int:
    """Write every version's totals anew from the marks; returns how many versions have any."""
    rows = db.session.execute(
        select(ResponseMark.attempt_id, ResponseMark.version_id, ResponseMark.score, ResponseMark.response_id)
        .where(ResponseMark.organization_id == organization_id)
        .order_by(ResponseMark.attempt_id, ResponseMark.position)
    )
    totals: dict[int, Sums] = {}
    for marks in _by_attempt(rows):
        for version_id, added in sums_of(marks).items():
            kept = totals.get(version_id, Sums())
            totals[version_id] = Sums(*(a + b for a, b in zip(astuple(kept), astuple(added), strict=True)))
    db.session.execute(delete(QuestionTotals).where(QuestionTotals.organization_id == organization_id))
    written = [
        {"version_id": version_id, "organization_id": organization_id, **asdict(sums)}
        for version_id, sums in sorted(totals.items())
    ]
    if written:
        db.session.execute(insert(QuestionTotals), written)
    db.session.expire_all()
    return len(written)


def _by_attempt(rows: Iterable[tuple[int, int, float, int | None]]) -> Iterable[list[MarkFact]]:
    present, marks = None, list[MarkFact]()
    for attempt_id, version_id, score, response_id in rows:
        if attempt_id != present and marks:
            yield marks
            marks = []
        present = attempt_id
        marks.append(MarkFact(version_id, score, response_id is not None))
    if marks:
        yield marks
