"""Reminders as work in the background: the schedule's clock, planning a run, and sending what leaves the house."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from studyapp import clock
from studyapp.chasing import deliveries
from studyapp.chasing.digests import digest_of, list_leads, store_digest
from studyapp.chasing.models import Delivery, Notice, ReminderRun, ReminderSchedule, RunKind
from studyapp.chasing.runs import (
    Ways,
    is_running,
    planned_rows,
    recipients_of,
    robots_of,
    start_due_runs,
    store,
    ways_of,
)
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.jobs.message_sending import Sender, has_mail
from studyapp.jobs.models import Job, JobState
from studyapp.jobs.queue import enqueue
from studyapp.jobs.registry import Report
from studyapp.people.signing_in import find_actor
from studyapp.study.models import Assignment

PLAN = "reminders.plan"
SEND = "reminders.send"
EVERY = timedelta(minutes=1)


class Chaser:
    """Looks once a minute whether reminders are due by the schedule, or messages wait for another try."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def look(self, now: datetime) -> int:
        """Start what is due; return how many runs. Where nothing is due, nothing is written."""
        if self._looked_at is not None and now - self._looked_at < EVERY:
            return 0
        self._looked_at = now
        on = select(ReminderSchedule.organization_id).where(ReminderSchedule.is_on)
        started = sum(self._start(one, now) for one in db.session.scalars(on).all())
        self._send(now)
        return started

    def _start(self, organization_id: int, now: datetime) -> int:
        db.session.rollback()
        begin_writing()
        runs = start_due_runs(organization_id, now)
        for run in runs:
            ask_to_plan(run)
        db.session.commit()
        return len(runs)

    def _send(self, now: datetime) -> None:
        db.session.rollback()
        if not deliveries.has_due(now):
            db.session.rollback()
            return
        db.session.rollback()
        begin_writing()
        ask_to_send()
        db.session.commit()


def ask_to_plan(run: ReminderRun) -> None:
    """Have a run planned when it is due, in the caller's transaction."""
    enqueue(
        PLAN,
        {"run_id": run.id},
        organization_id=run.organization_id,
        created_by_id=run.created_by_id,
        due_at=run.due_at,
    )


def ask_to_send() -> None:
    """Have waiting messages sent, in the caller's transaction; one job does for all."""
    if db.session.scalar(select(Job.id).where(Job.kind == SEND, Job.state == JobState.QUEUED).limit(1)) is None:
        enqueue(SEND, {}, organization_id=None)


def plan_run(run_id: int, progress: Report) -> None:
    """Decide who gets what, and write it down some rows at a time, each once; then have it sent.

    Raises `DomainError` reminder-not-yours where its author may not organize any more.
    """
    now = clock.now()
    run = db.session.get(ReminderRun, run_id)
    if run is None or run.planned_at is not None:
        return
    if run.kind is RunKind.DIGEST:
        _plan_digests(run, now)
    else:
        _plan_reminders(run, now, progress)
    begin_writing()
    planned = db.session.get(ReminderRun, run_id, populate_existing=True)
    if planned is not None:
        planned.planned_at = clock.now()
    if deliveries.has_due(clock.now()):
        ask_to_send()
    db.session.commit()


def _plan_reminders(run: ReminderRun, now: datetime, progress: Report) -> None:
    actor = None
    if run.kind is RunKind.BY_HAND:
        actor = find_actor(run.created_by_id, run.organization_id)
        if actor is None or not actor.is_organizer:
            raise DomainError("reminder-not-yours")
    assignment = db.session.get(Assignment, run.assignment_id)
    batches: list[tuple[type[Notice | Delivery], list[dict[str, object]]]] = []
    if assignment is not None and is_running(assignment, now):
        people = recipients_of(run, assignment, actor, now)
        robots = robots_of(run.organization_id, actor)
        batches = list(planned_rows(run, assignment, people, robots, _possible(ways_of(run)), now))
    db.session.rollback()
    for place, (model, rows) in enumerate(batches, start=1):
        begin_writing()
        store(model, rows)
        db.session.commit()
        progress(place / len(batches), "planning-reminders")


def _plan_digests(run: ReminderRun, now: datetime) -> None:
    by_mail = _possible(ways_of(run)).by_mail
    organization_id = run.organization_id
    found = {one: digest_of(one, organization_id, now) for one in list_leads(organization_id)}
    run_id = run.id
    db.session.rollback()
    begin_writing()
    present = db.session.get(ReminderRun, run_id, populate_existing=True)
    for account_id, lines in found.items():
        if present is not None:
            store_digest(present, account_id, lines, now, by_mail=by_mail)
    db.session.commit()


def _possible(ways: Ways) -> Ways:
    return Ways(by_mail=ways.by_mail and has_mail(), by_robots=ways.by_robots)


def send_due() -> int:
    """Send every message whose time has come; return how many were taken."""
    begin_writing()
    deliveries.give_up_lost_claims(clock.now())
    db.session.commit()
    sent = 0
    with Sender() as sender:
        while (outcome := sender.send_next()) is not None:
            sent += outcome
    return sent
