"""What a deleted person leaves in their studies: figures, and answers about cases; nothing written about themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from studyapp.db import db
from studyapp.people.models import Account
from studyapp.study.certificate_models import Certificate
from studyapp.study.challenge_models import Challenge
from studyapp.study.extra_time_models import ExtraTime
from studyapp.study.models import Assignment, AssignmentTarget, Attempt, Enrolment, EnrolmentState
from studyapp.study.prediction_models import Prediction
from studyapp.study.reading_models import Highlight, ReadingPlace
from studyapp.study.report_models import Report
from studyapp.study.review_models import ReviewCard


def count_results(account: Account) -> dict[str, int]:
    """Return how much stays counted without a name: enrolments and attempts; and the private notes that would go."""
    mine = {
        "enrolments": select(func.count()).where(Enrolment.account_id == account.id),
        "attempts": select(func.count()).where(Attempt.account_id == account.id),
        "notes": select(func.count()).where(Highlight.account_id == account.id),
    }
    return {name: db.session.scalar(query) or 0 for name, query in mine.items()}


def erase_traces(account: Account, account_name: str, now: datetime) -> None:
    """Remove what a person wrote for themselves or about themselves, and what only their own reading needed.

    They leave what they have not passed yet of running assignments; results stay counted. Their own reports go. Their
    certificates bear `account_name` from then on, so that the printed ones no longer verify.
    """
    for model in (Highlight, ReadingPlace):
        db.session.execute(delete(model).where(model.account_id == account.id))
    db.session.execute(delete(Report).where(Report.created_by_id == account.id))
    db.session.execute(delete(AssignmentTarget).where(AssignmentTarget.account_id == account.id))
    enrolments = select(Enrolment.id).where(Enrolment.account_id == account.id)
    attempts = select(Attempt.id).where(Attempt.account_id == account.id)
    running = select(Assignment.id).where(Assignment.closes_at > now)
    unfinished = and_(
        Enrolment.account_id == account.id,
        Enrolment.state != EnrolmentState.PASSED,
        Enrolment.assignment_id.in_(running),
        Enrolment.withdrawn_at.is_(None),
    )
    for statement in (
        update(ReviewCard).where(ReviewCard.account_id == account.id).values(note=""),
        update(Challenge).where(Challenge.account_id == account.id).values(words="–"),
        update(Prediction).where(Prediction.enrolment_id.in_(enrolments)).values(line=""),
        update(Certificate).where(Certificate.account_id == account.id).values(name=account_name),
        update(ExtraTime).where(ExtraTime.attempt_id.in_(attempts), ~ExtraTime.is_for_all).values(reason="–"),
        update(Enrolment).where(unfinished).values(withdrawn_at=now),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    db.session.expire_all()
