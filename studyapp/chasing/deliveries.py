"""Messages that leave the house: claimed before they are sent, and never sent again by themselves once in doubt."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, update

from studyapp.chasing.models import Delivery, DeliveryState, ReminderRun
from studyapp.chasing.moments import Rules, after_quiet
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.study.models import Assignment, Enrolment, EnrolmentState

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
CLAIM_LASTS = timedelta(minutes=10)
"""Longer than any sending takes: who has not said how it ended by then is gone."""


def has_due(now: datetime) -> bool:
    """Say whether any message waits to be sent, or was left behind by a sender that is gone."""
    waiting = exists().where(Delivery.state == DeliveryState.WAITING, Delivery.next_try_at <= now)
    stale = exists().where(Delivery.state == DeliveryState.CLAIMED, Delivery.claimed_at <= now - CLAIM_LASTS)
    return bool(db.session.scalar(select(waiting | stale)))


def claim_next(now: datetime) -> Delivery | None:
    """Take the message that waits longest, for this sender alone; None where none does. Commit before sending it."""
    query = (
        select(Delivery)
        .where(Delivery.state == DeliveryState.WAITING, Delivery.next_try_at <= now)
        .order_by(Delivery.next_try_at, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    delivery = db.session.scalar(query, execution_options={"populate_existing": True})
    if delivery is not None:
        delivery.state, delivery.claimed_at, delivery.attempts = DeliveryState.CLAIMED, now, delivery.attempts + 1
        db.session.flush()
    return delivery


def hold_back(delivery: Delivery, until: datetime) -> None:
    """Give a claimed message back unsent, to be taken again from `until` on: it is quiet now."""
    delivery.state, delivery.next_try_at, delivery.claimed_at = DeliveryState.WAITING, until, None
    delivery.attempts -= 1
    db.session.flush()


def is_still_due(delivery: Delivery, now: datetime) -> bool:
    """Say whether there is still something to remind of: the assignment runs, and the person has not finished."""
    run = db.session.get(ReminderRun, delivery.run_id)
    if run is None or run.assignment_id is None:
        return run is not None
    assignment = db.session.get(Assignment, run.assignment_id)
    if assignment is None or assignment.withdrawn_at is not None or assignment.closes_at <= now:
        return False
    if delivery.account_id is None:
        return True
    unfinished = exists().where(
        Enrolment.assignment_id == assignment.id,
        Enrolment.account_id == delivery.account_id,
        Enrolment.withdrawn_at.is_(None),
        Enrolment.state != EnrolmentState.PASSED,
    )
    return bool(db.session.scalar(select(unfinished)))


def end(delivery: Delivery, state: DeliveryState, now: datetime, problem: str = "", details: str = "") -> None:
    """Write down how a message ended."""
    delivery.state, delivery.ended_at, delivery.problem, delivery.problem_details = state, now, problem, details
    db.session.flush()


def try_later(delivery: Delivery, rules: Rules, now: datetime, problem: str, details: str) -> None:
    """Let a message that was not taken wait for its next try, outside quiet hours; after the last one it has failed."""
    if delivery.attempts > len(RETRY_AFTER):
        end(delivery, DeliveryState.FAILED, now, problem, details)
        return
    delivery.state, delivery.problem, delivery.problem_details = DeliveryState.WAITING, problem, details
    delivery.next_try_at = after_quiet(rules, now + RETRY_AFTER[delivery.attempts - 1])
    db.session.flush()


def give_up_lost_claims(now: datetime) -> int:
    """Call unknown what was claimed and never ended: the sender died, perhaps after the message had gone."""
    lost = (
        update(Delivery)
        .where(Delivery.state == DeliveryState.CLAIMED, Delivery.claimed_at <= now - CLAIM_LASTS)
        .values(state=DeliveryState.UNKNOWN, problem="sender-lost", ended_at=now)
    )
    count: int = db.session.execute(lost).rowcount  # type: ignore[attr-defined]
    return count


def send_again(delivery: Delivery, now: datetime) -> None:
    """Let a failed or unknown message go out once more, because a person says so. Raises `ConflictError`."""
    if delivery.state not in {DeliveryState.FAILED, DeliveryState.UNKNOWN}:
        raise ConflictError("delivery-not-again")
    delivery.state, delivery.attempts, delivery.next_try_at = DeliveryState.WAITING, 0, now
    delivery.problem, delivery.problem_details, delivery.ended_at = "", "", None
    db.session.flush()


def count_states(run_ids: list[int]) -> dict[int, Counter[DeliveryState]]:
    """Return for each run how many of its messages are in which state; one query."""
    query = select(Delivery.run_id, Delivery.state, func.count()).where(Delivery.run_id.in_(run_ids))
    found: dict[int, Counter[DeliveryState]] = {run_id: Counter() for run_id in run_ids}
    for run_id, state, count in db.session.execute(query.group_by(Delivery.run_id, Delivery.state)):
        found[run_id][state] += count
    return found
