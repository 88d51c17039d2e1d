"""Everything that is kept about a learner's studying within an organization, for that learner, as plain values."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Select, and_, exists, inspect, or_, select

from studyapp.db import Model, db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.questions.models import Question, QuestionEvidence, QuestionVersion
from studyapp.study.certificate_models import Certificate
from studyapp.study.extra_time_models import ExtraTime
from studyapp.study.models import (
    Assignment,
    Attempt,
    AttemptState,
    CaseReading,
    Enrolment,
    Feedback,
    Paper,
    Response,
    ResponseMark,
)
from studyapp.study.prediction_models import PredictedPoint, Prediction
from studyapp.study.reading_models import Highlight, ReadingPlace
from studyapp.study.results import POINTED_KINDS
from studyapp.study.review_models import Practice, Review, ReviewCard
from studyapp.study.review_queue import own_cards, whose

Rows = list[dict[str, Any]]


def own_record(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the rows about the actor, by table.

    What a mark found of a commentary's points is told once that commentary was opened. Answers and marks of a paper
    whose feedback waits for its deadline wait here too, and so do cards and reviews of such questions: answers name
    options by an index that could tell the key. Raises `ConflictError` record-waits while an attempt of the actor is
    open.
    """
    enrolments = select(Enrolment.id).where(
        Enrolment.account_id == actor.account_id, Enrolment.organization_id == actor.organization_id
    )
    attempts = select(Attempt.id).where(Attempt.enrolment_id.in_(enrolments))
    if db.session.scalar(select(exists(attempts.where(Attempt.state == AttemptState.OPEN)))):
        raise ConflictError("record-waits")
    told = (
        attempts.join(Paper, Paper.attempt_id == Attempt.id)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .where(
            or_(Paper.feedback != Feedback.AFTER_DEADLINE, and_(Paper.feedback_at <= now, Assignment.closes_at <= now))
        )
    )
    predictions = select(Prediction.id).where(Prediction.enrolment_id.in_(enrolments))
    free = list(db.session.scalars(own_cards(ReviewCard.id), whose(actor, now)))
    return {
        "person": {"name": actor.name, "organization": actor.organization_name},
        "made_at": now.isoformat(),
        "enrolments": _rows(Enrolment, Enrolment.id.in_(enrolments)),
        "case_readings": _rows(CaseReading, CaseReading.enrolment_id.in_(enrolments)),
        "predictions": _rows(Prediction, Prediction.id.in_(predictions)),
        "predicted_points": _rows(PredictedPoint, PredictedPoint.prediction_id.in_(predictions)),
        "attempts": _rows(Attempt, Attempt.id.in_(attempts)),
        "extra_time": _rows(ExtraTime, ExtraTime.attempt_id.in_(attempts)),
        "responses": _rows(Response, Response.attempt_id.in_(told)),
        "response_marks": _without_points(_rows(ResponseMark, ResponseMark.attempt_id.in_(told)), enrolments),
        "review_cards": _rows(ReviewCard, ReviewCard.id.in_(free)),
        "reviews": _rows(Review, Review.card_id.in_(free)),
        "certificates": _own(Certificate, actor),
        "practices": _own(Practice, actor),
        "reading_places": _own(ReadingPlace, actor),
        "highlights": _own(Highlight, actor),
    }


def _without_points(marks: Rows, enrolments: Select[int]) -> Rows:
    """Return the marks, without their details where those hold points of a commentary that was not opened."""
    opened = exists().where(
        CaseReading.enrolment_id == Attempt.enrolment_id,
        CaseReading.case_id == Question.case_id,
        CaseReading.commentary_opened_at.is_not(None),
    )
    from_commentary = exists().where(
        QuestionEvidence.version_id == QuestionVersion.id, QuestionEvidence.part == "commentary"
    )
    closed = set(
        db.session.scalars(
            select(ResponseMark.id)
            .join(Attempt, Attempt.id == ResponseMark.attempt_id)
            .join(QuestionVersion, QuestionVersion.id == ResponseMark.version_id)
            .join(Question, Question.id == QuestionVersion.question_id)
            .where(
                Attempt.enrolment_id.in_(enrolments), QuestionVersion.kind.in_(POINTED_KINDS), from_commentary, ~opened
            )
        )
    )
    return [one | {"details": None} if one["id"] in closed else one for one in marks]


def _own(model: type[Any], actor: Actor) -> Rows:
    return _rows(model, model.account_id == actor.account_id, model.organization_id == actor.organization_id)


def _rows(model: type[Model], *which: Any) -> Rows:
    columns = [column.key for column in inspect(model).column_attrs if column.key != "organization_id"]
    found = db.session.scalars(select(model).where(*which).order_by(*inspect(model).primary_key))
    return [{name: _plain(getattr(row, name)) for name in columns} for row in found]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
