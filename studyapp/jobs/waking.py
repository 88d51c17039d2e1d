"""Waking the worker. Huey carries only the ids of committed jobs; a lost one costs seconds, never a job."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey

WAIT_AT_MOST_SECONDS = 1  # a request never waits longer than this for the signal
_EXTENSION = "studyapp_waking"
_log = logging.getLogger(__name__)


def open_huey(app: Flask, run: Callable[[int], object]) -> tuple[Huey, Callable[[int], Any]]:
    """Return a Huey whose consumer calls `run(job id)`, and the function that sends it a job id.

    It lives in Redis when REDIS_URL is set, otherwise in a SQLite file of the instance folder.
    """
    url = app.config.get("REDIS_URL")
    if url:
        huey = RedisHuey(
            "studyapp",
            url=url,
            results=False,
            socket_timeout=WAIT_AT_MOST_SECONDS,
            socket_connect_timeout=WAIT_AT_MOST_SECONDS,
        )
    else:
        file = Path(app.config["INSTANCE_FOLDER"]) / "waking.sqlite3"
        file.parent.mkdir(parents=True, exist_ok=True)
        huey = SqliteHuey("studyapp", filename=str(file), results=False, fsync=False, timeout=WAIT_AT_MOST_SECONDS)

    def run_job(job_id: int) -> None:
        run(job_id)

    return huey, huey.task(name="run_job")(run_job)


def wake(job_ids: Iterable[int]) -> None:
    """Tell the worker of committed jobs. When that fails it is logged: the worker's sweep finds them."""
    ids = list(job_ids)
    try:
        extensions = current_app.extensions
        if _EXTENSION not in extensions:  # a process that enqueues nothing opens nothing
            extensions[_EXTENSION] = open_huey(current_app, _not_here)
        _, send = extensions[_EXTENSION]
        for job_id in ids:
            send(job_id)
    except Exception:  # noqa: BLE001 - whatever is wrong with the signal, the work is committed and the answer stands
        _log.warning("The worker could not be woken; its sweep will find the jobs %s", ids, exc_info=True)


def _not_here(job_id: int) -> None:
    raise RuntimeError(f"job {job_id}: only the worker runs jobs")
