"""The product as `make run` starts it."""

from __future__ import annotations

import time

from studyapp.db import db
from studyapp.jobs.models import Job
from studyapp.jobs.queue import enqueue


def log_with(live_server, words):
    """Return what the terminal shows, waiting a while for `words` to appear."""
    for _ in range(600):  # a minute on a busy machine
        log = (live_server.folder / "server.log").read_text(encoding="utf-8")
        if words in log:
            break
        time.sleep(0.1)
    return log


def test_the_terminal_says_the_address_and_the_one_time_code(empty_server):
    log = log_with(empty_server, "Ctrl-C")
    code = empty_server.folder / "set-up-code"
    assert empty_server.url in log
    assert code.read_text(encoding="ascii") in log
    assert code.stat().st_mode & 0o077 == 0


def test_the_worker_does_a_job_that_the_server_process_asked_for(live_server):

    with live_server.app.app_context():
        job = enqueue("test.nobody-handles-this", {}, organization_id=None)
        db.session.commit()
        for _ in range(600):  # a minute on a busy machine
            db.session.refresh(job)
            db.session.rollback()
            if not job.is_open:
                break
            time.sleep(0.1)
        assert db.session.get(Job, job.id).error["code"] == "job-unknown"
