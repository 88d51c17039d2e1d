"""News for a learner that stay on the home page until put away: scores that changed, answers to one's challenges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Float, String, bindparam, cast, literal, null, or_, select, union_all, update

from studyapp.db import db
from studyapp.people.actor import Actor
from studyapp.study.challenge_models import Challenge, ChallengeState, RemarkedAttempt
from studyapp.study.models import Assignment, Attempt, Enrolment


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


def list_news(actor: Actor) -> list[News]:
    """Return what the learner has not put away yet, oldest first; one query."""
    rows = db.session.execute(_NEWS, {"account_id": actor.account_id, "organization_id": actor.organization_id})
    return [
        News(kind, id_, attempt_id, position, title, before, after, bool(has_passed), reply)
        for kind, id_, attempt_id, position, title, before, after, has_passed, reply, _ in rows
    ]


def put_away(actor: Actor, now: datetime) -> None:
    """Note that the learner has seen all news there are."""
    for model in (RemarkedAttempt, Challenge):
        mine = (model.account_id == actor.account_id) & (model.organization_id == actor.organization_id)
        query = update(model).where(mine, model.noticed_at.is_(None))
        if model is Challenge:
            query = query.where(Challenge.state != ChallengeState.OPEN)
        db.session.execute(query.values(noticed_at=now))


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
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .where(
        RemarkedAttempt.account_id == bindparam("account_id"),
        RemarkedAttempt.organization_id == bindparam("organization_id"),
        RemarkedAttempt.noticed_at.is_(None),
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
    .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
    .join(Assignment, Assignment.id == Enrolment.assignment_id)
    .where(
        Challenge.account_id == bindparam("account_id"),
        Challenge.organization_id == bindparam("organization_id"),
        Challenge.state != ChallengeState.OPEN,
        Challenge.noticed_at.is_(None),
    )
)
_NEWS: CompoundSelect[*tuple[Any, ...]] = union_all(_REMARKED, _ANSWERED).order_by("at")
