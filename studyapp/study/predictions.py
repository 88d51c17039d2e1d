"""Predict, then compare: a judgement before the commentary opens, held against the expert's points afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from studyapp.cases.models import Case
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.study.attempts import own_enrolment
from studyapp.study.commentary_points import joined, points_of
from studyapp.study.models import Assignment, Enrolment
from studyapp.study.prediction_models import LINE_LENGTH, PredictedPoint, Prediction, Stance
from studyapp.study.reading import OpenedCase, find_case
from studyapp.text.sentences import Run


@dataclass(frozen=True, slots=True)
class Judgement:
    """A learner's prediction with the starts of the commentary's points they found in it."""

    prediction: Prediction
    found: frozenset[int]


@dataclass(frozen=True, slots=True)
class KeptJudgement:
    """A line of one's own record: a judgement, where it was made, and how many points one had thought of oneself."""

    prediction: Prediction
    assignment_id: int
    case_title: str
    found_count: int


def find_judgement(actor: Actor, assignment_id: int, case_id: int) -> Judgement | None:
    """Return the actor's own judgement of a case within an assignment; one query."""
    rows = db.session.execute(
        select(Prediction, PredictedPoint.start)
        .join(Enrolment, Enrolment.id == Prediction.enrolment_id)
        .outerjoin(PredictedPoint, PredictedPoint.prediction_id == Prediction.id)
        .where(
            Enrolment.assignment_id == assignment_id,
            Enrolment.account_id == actor.account_id,
            Enrolment.organization_id == actor.organization_id,
            Prediction.case_id == case_id,
        )
    ).all()
    if not rows:
        return None
    starts: list[int | None] = [start for _, start in rows]  # nothing was joined where no point was ticked
    return Judgement(rows[0][0], frozenset(start for start in starts if start is not None))


def predict(actor: Actor, assignment_id: int, case_id: int, said: tuple[str, str], now: datetime) -> Prediction:
    """Keep a judgement, `said` as (stance, line), or change it as long as the commentary is closed.

    Raises as `find_case`; `NotFoundError` commentary-missing; `ConflictError` commentary-opened; `DomainError`
    stance-missing or line-missing (an unsure stance needs no line).
    """
    enrolment, _ = own_enrolment(actor, assignment_id, to_write=True)
    case = find_case(actor, assignment_id, case_id, now)
    if not case.has_commentary:
        raise NotFoundError("commentary-missing")
    if case.commentary_opened_at is not None:
        raise ConflictError("commentary-opened")
    stance, line = _checked(*said)
    known = find_judgement(actor, assignment_id, case_id)
    prediction = known.prediction if known else Prediction(enrolment_id=enrolment.id, case_id=case_id)
    prediction.organization_id = enrolment.organization_id
    prediction.revision_id = case.revision.id
    prediction.stance, prediction.line, prediction.made_at = stance, line, now
    db.session.add(prediction)
    enrolment.last_activity_at = now
    db.session.flush()
    return prediction


def commentary_points(case: OpenedCase) -> list[Run]:
    """Return the points of an opened commentary; none before it was opened."""
    return points_of(joined([one.text for one in case.commentaries])) if case.commentaries else []


def compare(
    actor: Actor, assignment_id: int, case_id: int, found: Collection[int], *, is_shared: bool, now: datetime
) -> Prediction:
    """Keep which points of the commentary, by their starts, the learner had thought of; whether organizers may see it.

    Raises as `find_case`, `NotFoundError` prediction-missing, `ConflictError` commentary-not-opened.
    """
    own_enrolment(actor, assignment_id, to_write=True)
    case = find_case(actor, assignment_id, case_id, now)
    judgement = find_judgement(actor, assignment_id, case_id)
    if judgement is None:
        raise NotFoundError("prediction-missing")
    if case.commentary_opened_at is None:
        raise ConflictError("commentary-not-opened")
    prediction = judgement.prediction
    db.session.execute(delete(PredictedPoint).where(PredictedPoint.prediction_id == prediction.id))
    rows = [
        {
            "organization_id": prediction.organization_id,
            "prediction_id": prediction.id,
            "start": point.start,
            "end": point.end,
        }
        for point in commentary_points(case)
        if point.start in found
    ]
    if rows:
        db.session.execute(insert(PredictedPoint), rows)
    prediction.compared_at, prediction.is_shared = now, is_shared
    db.session.flush()
    return prediction


def list_judgements(actor: Actor) -> list[KeptJudgement]:
    """Return all judgements of one's own, newest first; two queries."""
    mine = (Enrolment.account_id == actor.account_id, Enrolment.organization_id == actor.organization_id)
    rows = db.session.execute(
        select(Prediction, Enrolment.assignment_id, Case.title)
        .join(Enrolment, Enrolment.id == Prediction.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(Case, Case.id == Prediction.case_id)
        .where(*mine)
        .order_by(Prediction.made_at.desc(), Prediction.id.desc())
    ).all()
    starts = db.session.scalars(
        select(PredictedPoint.prediction_id)
        .join(Prediction, Prediction.id == PredictedPoint.prediction_id)
        .join(Enrolment, Enrolment.id == Prediction.enrolment_id)
        .where(*mine)
    ).all()
    return [KeptJudgement(one, assignment_id, title, starts.count(one.id)) for one, assignment_id, title in rows]


def _checked(stance: str, line: str) -> tuple[Stance, str]:
    if stance not in set(Stance):
        raise DomainError("stance-missing")
    line = " ".join(line.split())[:LINE_LENGTH]
    if not line and stance != Stance.UNSURE:
        raise DomainError("line-missing")
    return Stance(stance), line
