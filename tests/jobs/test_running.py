"""Jobs: asked for in a transaction, done after it, and done once however often they are started."""

from __future__ import annotations

import contextlib
import threading
from datetime import timedelta
from itertools import count

import pytest

from studyapp import clock
from studyapp.db import begin_writing
from studyapp.errors import DomainError
from studyapp.jobs import running
from studyapp.jobs.models import Job, JobState
from studyapp.jobs.queue import enqueue
from studyapp.jobs.registry import handles
from studyapp.jobs.running import LEASE, MAX_ATTEMPTS, run_job
from studyapp.people.models import Organization

_kinds = count()


@pytest.fixture
def kind():
    """`kind(handler)` registers the handler and returns the name of its kind."""

    def register(handler):
        name = f"test.{next(_kinds)}"
        handles(name)(handler)
        return name

    return register


def test_a_job_runs_with_its_payload_and_keeps_its_result(db_session, run_jobs, kind):
    job = enqueue(kind(lambda task: {"doubled": task.payload["number"] * 2}), {"number": 21}, organization_id=None)
    assert (job.state, job.is_open) == (JobState.QUEUED, True)
    assert run_jobs() == 1
    assert (job.state, job.progress, job.result, job.attempts) == (JobState.DONE, 1.0, {"doubled": 42}, 1)
    assert job.started_at <= job.finished_at
    assert not job.is_open


def test_a_job_of_a_rolled_back_transaction_never_was(db_session, run_jobs, kind):
    enqueue(kind(lambda task: {}), {}, organization_id=None)
    db_session.rollback()
    assert run_jobs() == 0
    assert db_session.query(Job).count() == 0


def test_progress_can_be_seen_while_the_handler_works(db_session, run_jobs, kind):
    seen = []

    def handler(task):
        task.report(0.4, "reading")
        seen.append(db_session.get(Job, task.job_id))
        seen.append((seen[0].progress, seen[0].note, seen[0].state))

    job = enqueue(kind(handler), {}, organization_id=None)
    assert run_jobs() == 1
    assert seen[1] == (0.4, "reading", JobState.RUNNING)
    assert job.progress == 1.0


def test_a_domain_error_ends_the_job_with_its_code_and_leaves_nothing_behind(db_session, run_jobs, kind):
    def handler(task):
        db_session.add(Organization(name="half made", created_at=clock.now()))
        db_session.flush()
        raise DomainError("file-empty", name="a.txt")

    job = enqueue(kind(handler), {}, organization_id=None)
    assert run_jobs() == 1
    assert (job.state, job.error) == (JobState.FAILED, {"code": "file-empty", "parameters": {"name": "a.txt"}})
    assert db_session.query(Organization).count() == 0


def test_an_unforeseen_error_is_tried_again_later_and_in_the_end_fails(db_session, run_jobs, kind):
    def handler(task):
        raise ZeroDivisionError

    job = enqueue(kind(handler), {}, organization_id=None)
    start = clock.now()
    assert run_jobs() == 1
    assert (job.state, job.due_at > start) == (JobState.QUEUED, True)
    assert run_jobs() == 0
    for hours in range(1, MAX_ATTEMPTS):
        with clock.stopped_at(start + timedelta(hours=hours)):
            assert run_jobs() == 1
    assert (job.state, job.attempts, job.error["code"]) == (JobState.FAILED, MAX_ATTEMPTS, "job-failed")


def test_a_running_job_is_not_taken_a_second_time(db_session, run_jobs, kind):
    taken_again = []
    job = enqueue(kind(lambda task: taken_again.append(run_job(task.job_id))), {}, organization_id=None)
    assert run_jobs() == 1
    assert (taken_again, job.attempts) == ([False], 1)


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_runs_out(db_session, run_jobs, kind):
    job = enqueue(kind(lambda task: {"done": True}), {}, organization_id=None)
    job.state, job.attempts, job.lease_until = JobState.RUNNING, 1, clock.now() + LEASE
    assert run_jobs() == 0
    with clock.stopped_at(clock.now() + LEASE + timedelta(seconds=1)):
        assert run_jobs() == 1
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_job_that_killed_its_worker_every_time_is_given_up(db_session, run_jobs, kind):
    job = enqueue(kind(lambda task: {}), {}, organization_id=None)
    job.state, job.attempts, job.lease_until = JobState.RUNNING, MAX_ATTEMPTS, clock.now() - LEASE
    assert run_jobs() == 0
    assert (job.state, job.error["code"]) == (JobState.FAILED, "job-lost")


def test_the_end_of_a_job_that_was_taken_over_is_dropped_with_its_changes(db_session, run_jobs, kind):
    def handler(task):
        job = db_session.get(Job, task.job_id)
        job.attempts += 1  # another worker took it
        db_session.commit()
        return {"by": "the slow one"}

    job = enqueue(kind(handler), {}, organization_id=None)
    run_jobs()
    assert (job.state, job.result) == (JobState.RUNNING, None)


def test_an_unknown_kind_fails_by_name(db_session, run_jobs):
    job = enqueue("test.nobody", {}, organization_id=None)
    run_jobs()
    assert job.error == {"code": "job-unknown", "parameters": {"kind": "test.nobody"}}


def test_a_job_for_later_waits(db_session, run_jobs, kind):
    due_at = clock.now() + timedelta(hours=1)
    job = enqueue(kind(lambda task: {}), {}, organization_id=None, due_at=due_at)
    assert run_jobs() == 0
    with clock.stopped_at(due_at):
        assert run_jobs() == 1
    assert job.state is JobState.DONE


class CutOff(BaseException):
    """As the end of the process comes: no handler for `Exception` sees it."""


def test_a_worker_cut_off_while_it_writes_waits_for_no_heartbeat(app, db_session, kind, monkeypatch):
    monkeypatch.setattr(running, "HEARTBEAT_SECONDS", 0.01)
    waiting = threading.Event()
    touch = running._touch

    def watched(*arguments, **values):
        waiting.set()
        touch(*arguments, **values)

    monkeypatch.setattr(running, "_touch", watched)

    def handler(task):
        begin_writing()
        assert waiting.wait(20)
        raise CutOff

    job_id = enqueue(kind(handler), {}, organization_id=None).id
    db_session.commit()

    def work():
        with app.app_context(), contextlib.suppress(CutOff):
            run_job(job_id)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(20)
    assert not worker.is_alive()
