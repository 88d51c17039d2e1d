"""The background worker's rounds: Huey wakes it; a sweep finds what nobody woke it for."""

from __future__ import annotations

import logging
import os
import threading
from datetime import timedelta

from flask import Flask

from studyapp import clock
from studyapp.jobs.chasing import Chaser
from studyapp.jobs.closing import Closer
from studyapp.jobs.figuring import Figurer
from studyapp.jobs.pruning import Pruner, keeping_of
from studyapp.jobs.running import run_due_jobs, run_job
from studyapp.jobs.waking import open_huey

SWEEP_EVERY_SECONDS = 3
SWEEP_LEAVES_TO_HUEY = timedelta(seconds=2)
JOBS_AT_ONCE = 2
LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"
_log = logging.getLogger(__name__)


def work(app: Flask) -> None:
    """Run jobs until SIGTERM or SIGINT; one that is cut off is taken up again by the next worker."""

    def run(job_id: int) -> None:
        with app.app_context():
            run_job(job_id)

    stopping = threading.Event()
    threading.Thread(target=_sweep, args=(app, stopping), name="sweep", daemon=True).start()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), name="parent", daemon=True).start()
    huey, _ = open_huey(app, run)
    huey.create_consumer(workers=JOBS_AT_ONCE, periodic=False, max_delay=1.0).run()
    stopping.set()


def _sweep(app: Flask, stopping: threading.Event) -> None:
    """Every few seconds run the jobs whose wake-up was lost or whose worker died, and close overdue attempts.

    Once a minute see whether reminders are due and figures to be gathered, a few times a day let old imports go.
    """
    closer, chaser, figurer, pruner = Closer(), Chaser(), Figurer(), Pruner()
    while not stopping.wait(SWEEP_EVERY_SECONDS):
        try:
            with app.app_context():
                run_due_jobs(older_than=SWEEP_LEAVES_TO_HUEY)
                closer.close_all(clock.now(), app.config["SECRET_KEY"])
                chaser.look(clock.now())
                figurer.look(clock.now())
                pruner.prune_in_time(keeping_of(app.config), clock.now())
        except Exception:  # noqa: BLE001 - the database may be away for a moment; the next round tries again
            _log.exception("The sweep for lost jobs, overdue attempts and reminders stumbled")


def _end_with_parent(parent: int) -> None:
    """Leave when the process that started this one is gone: nobody would ever stop it otherwise."""
    while os.getppid() == parent:
        threading.Event().wait(2)
    os._exit(1)
