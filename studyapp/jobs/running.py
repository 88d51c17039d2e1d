"""Doing jobs: taking one, keeping its lease while the handler works, and writing down how it ended.

`attempts` fences: every taking adds one, and only the worker whose number still stands may write the end, in the same
transaction as what its handler left to commit. A job taken over by another worker thus ends once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import ColumnElement, and_, or_, select, update

from studyapp import clock
from studyapp.db import begin_writing, db, is_writing
from studyapp.errors import DomainError
from studyapp.jobs import kinds  # noqa: F401 - registers every handler
from studyapp.jobs.models import Job, JobState
from studyapp.jobs.registry import Task, handler_of

LEASE = timedelta(seconds=30)
HEARTBEAT_SECONDS = 10
JOINED_WITHIN_SECONDS = 1
MAX_ATTEMPTS = 3
RETRY_AFTER = (timedelta(seconds=10), timedelta(minutes=1))
_log = logging.getLogger(__name__)


def run_due_jobs(older_than: timedelta = timedelta(0)) -> int:
    """Run every job that is due for longer than `older_than`, or whose worker was lost; return how many were run."""
    ran = 0
    while (job_id := _next_due(clock.now() - older_than)) is not None:
        ran += run_job(job_id)
    return ran


def run_job(job_id: int) -> bool:
    """Run one job if it is due and nobody else has it; return whether this call ran it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - threads need the real one
    with app.app_context():
        task_and_attempt = _take(app, job_id)
        if task_and_attempt is None:
            return False
        kind, task, attempt = task_and_attempt
        with _lease_kept(app, job_id, attempt):
            try:
                _finish(job_id, attempt, _handled(kind, task))
            except DomainError as error:
                _fail(job_id, attempt, error.code, error.parameters)
            except Exception:  # noqa: BLE001 - a handler may raise anything, and the worker lives on
                _log.exception("Job %s (%s) stumbled at attempt %s", job_id, kind, attempt)
                _retry_or_fail(job_id, attempt)
    return True


def _handled(kind: str, task: Task) -> dict[str, Any] | None:
    handler = handler_of(kind)
    if handler is None:
        raise DomainError("job-unknown", kind=kind)
    return handler(task)


def _due(moment: datetime) -> ColumnElement[bool]:
    return or_(
        and_(Job.state == JobState.QUEUED, Job.due_at <= moment),
        and_(Job.state == JobState.RUNNING, Job.lease_until < clock.now()),
    )


def _next_due(moment: datetime) -> int | None:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - a session of its own
    with app.app_context():
        return db.session.scalar(select(Job.id).where(_due(moment)).order_by(Job.due_at, Job.id).limit(1))


def _take(app: Flask, job_id: int) -> tuple[str, Task, int] | None:
    """Lease the job to this process, or return None when there is nothing to take or it was lost too often."""
    begin_writing()
    job = db.session.scalar(select(Job).where(Job.id == job_id, _due(clock.now())).with_for_update(skip_locked=True))
    if job is None:
        db.session.rollback()
        return None
    if job.attempts >= MAX_ATTEMPTS:
        _end(job, JobState.FAILED, error={"code": "job-lost", "parameters": {}})
        db.session.commit()
        return None
    now = clock.now()
    job.state, job.attempts, job.lease_until = JobState.RUNNING, job.attempts + 1, now + LEASE
    job.started_at, job.progress, job.note, job.error = now, 0.0, "", None
    attempt = job.attempts

    def report(share: float, note: str = "") -> None:
        _report(app, job_id, attempt, min(1.0, max(0.0, share)), note)

    task = Task(job_id, dict(job.payload), job.organization_id, job.created_by_id, report)
    kind = job.kind
    db.session.commit()
    return kind, task, attempt


def _report(app: Flask, job_id: int, attempt: int, share: float, note: str) -> None:
    """Write how far the job is, in a transaction of its own; the handler's own writing one would stand in its way."""
    if is_writing():
        return
    _touch(app, job_id, attempt, progress=share, note=note, lease_until=clock.now() + LEASE)


def _touch(app: Flask, job_id: int, attempt: int, **values: Any) -> None:
    with app.app_context():
        begin_writing()
        db.session.execute(update(Job).where(_is_mine(job_id, attempt)).values(**values))
        db.session.commit()


def _is_mine(job_id: int, attempt: int) -> ColumnElement[bool]:
    return and_(Job.id == job_id, Job.attempts == attempt, Job.state == JobState.RUNNING)


@contextmanager
def _lease_kept(app: Flask, job_id: int, attempt: int) -> Iterator[None]:
    """Renew the lease every few seconds as long as the block runs."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(HEARTBEAT_SECONDS):
            try:
                _touch(app, job_id, attempt, lease_until=clock.now() + LEASE)
            except Exception:  # noqa: BLE001 - the next beat tries again; two missed ones are within the lease
                _log.warning("The lease of job %s could not be renewed", job_id, exc_info=True)

    beating = threading.Thread(target=beat, name=f"lease of job {job_id}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        done.set()
        # Never for good: the block may be left with the writing transaction open that a beat is waiting for. A late
        # beat harms nothing, since it touches only a job that is still running under this attempt.
        beating.join(JOINED_WITHIN_SECONDS)


def _finish(job_id: int, attempt: int, result: dict[str, Any] | None) -> None:
    """Commit what the handler left open together with the end of the job, or neither when the job was taken over."""
    if not is_writing():
        db.session.rollback()  # only reads were open; a writing transaction has to start as one
        begin_writing()
    job = db.session.scalar(select(Job).where(_is_mine(job_id, attempt)).with_for_update())
    if job is None:
        _log.warning("Job %s was taken over by another worker; this attempt is dropped", job_id)
        db.session.rollback()
        return
    job.progress, job.result = 1.0, result
    _end(job, JobState.DONE)
    db.session.commit()


def _fail(job_id: int, attempt: int, code: str, parameters: dict[str, Any]) -> None:
    db.session.rollback()
    begin_writing()
    job = db.session.scalar(select(Job).where(_is_mine(job_id, attempt)).with_for_update())
    if job is not None:
        _end(job, JobState.FAILED, error={"code": code, "parameters": parameters})
    db.session.commit()


def _retry_or_fail(job_id: int, attempt: int) -> None:
    if attempt >= MAX_ATTEMPTS:
        _fail(job_id, attempt, "job-failed", {})
        return
    db.session.rollback()
    begin_writing()
    due_at = clock.now() + RETRY_AFTER[attempt - 1]
    values = {"state": JobState.QUEUED, "due_at": due_at, "lease_until": None}
    db.session.execute(update(Job).where(_is_mine(job_id, attempt)).values(**values))
    db.session.commit()


def _end(job: Job, state: JobState, error: dict[str, Any] | None = None) -> None:
    job.state, job.error, job.finished_at, job.lease_until = state, error, clock.now(), None
