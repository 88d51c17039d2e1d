"""News for a learner that stay on the home page until put away: scores that changed, answers to one's challenges.

They tell what was right, so they wait as the keys of their attempt do: for its deadline, and while an exam asks again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Float,
    String,
    and_,
    bindparam,
    cast,
    exists,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import aliased

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study.challenge_models import Challenge, ChallengeState, RemarkedAttempt
from studyapp.study.models import Assignment, Attempt, AttemptState, Enrolment, Feedback, Paper, QuizMode


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a question of an attempt: `kind` is remarked, upheld or declined. Scores are scaled, 0..1.

    Only remarked has scores and passes, only the others have a `reply`.
    """

    kind: str
    id: int
    attempt_id: int
    position: int
    title: str
    scaled_before: float | None
    scaled_after: float | None
    has_passed: bool
    reply: str | None


def list_news(actor: Actor, now: datetime) -> list[News]:
    """Return what the learner may know and has not put away yet, oldest first; one query."""
    mine = {"account_id": actor.account_id, "organization_id": actor.organization_id, "now": now}
    rows = db.session.execute(_NEWS, mine)
    return [
        News(kind, id_, attempt_id, position, title, before, after, bool(has_passed), reply)
        for kind, id_, attempt_id, position, title, before, after, has_passed, reply, _ in rows
    ]


def put_away(actor: Actor, now: datetime) -> None:
    """Note that the learner has seen all news there are to see now."""
    seen = list_news(actor, now)
    for model, kinds in ((RemarkedAttempt, {"remarked"}), (Challenge, {"upheld", "declined"})):
        ids = [one.id for one in seen if one.kind in kinds]
        db.session.execute(update(model).where(model.id.in_(ids)).values(noticed_at=now))


def _may_be_told() -> ColumnElement[bool]:
    moment = bindparam("now", type_=Paper.feedback_at.type)
    again = aliased(Attempt)
    is_running = select(again.id).where(again.enrolment_id == Enrolment.id, again.state == AttemptState.OPEN)
    waits = and_(
        Paper.feedback == Feedback.AFTER_DEADLINE, or_(Paper.feedback_at > moment, Assignment.closes_at > moment)
    )
    return and_(~waits, or_(Paper.mode != QuizMode.EXAM, ~exists(is_running)))


_REMARKED = (
    select(
        literal("remarked").label("kind"),
        RemarkedAttempt.id,
        RemarkedAttempt.attempt_id,
        RemarkedAttempt.position,
        Assignment.title,
        RemarkedAttempt.scaled_before,
        RemarkedAttempt.scaled_after,
        (RemarkedAttempt.is_passed & ~RemarkedAttempt.was_passed).label("has_passed"),
        cast(null(), String).label("reply"),
        RemarkedAttempt.remarked_at.label("at"),
    )
    .join(Attempt, Attempt.id == RemarkedAttempt.attempt_id)
    .join(Paper, Paper.attempt_id == Attempt.id)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .where(
        RemarkedAttempt.account_id == bindparam("account_id"),
        RemarkedAttempt.organization_id == bindparam("organization_id"),
        RemarkedAttempt.noticed_at.is_(None),
        _may_be_told(),
        or_(
            RemarkedAttempt.scaled_after != RemarkedAttempt.scaled_before,
            RemarkedAttempt.possible_after != RemarkedAttempt.possible_before,
        ),
    )
)
_ANSWERED = (
    select(
        cast(Challenge.state, String).label("kind"),
        Challenge.id,
        Challenge.attempt_id,
        Challenge.position,
        Assignment.title,
        cast(null(), Float).label("scaled_before"),
        cast(null(), Float).label("scaled_after"),
        literal(value=False).label("has_passed"),
        Challenge.reply,
        Challenge.decided_at.label("at"),
    )
    .join(Attempt, Attempt.id == Challenge.attempt_id)
    .join(Paper, Paper.attempt_id == Attempt.id)
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .where(
        Challenge.account_id == bindparam("account_id"),
        Challenge.organization_id == bindparam("organization_id"),
        Challenge.state != ChallengeState.OPEN,
        Challenge.noticed_at.is_(None),
        _may_be_told(),
    )
)
_NEWS: CompoundSelect[*tuple[Any, ...]] = union_all(_REMARKED, _ANSWERED).order_by("at")
