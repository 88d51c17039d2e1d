"""Waking the worker. Huey carries only the ids of committed jobs; a lost one costs seconds, never a job."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

if TYPE_CHECKING:
    from huey import Huey

WAIT_AT_MOST_SECONDS = 1  # a request never waits longer than this for the signal
_EXTENSION = "studyapp_waking"
_log = logging.getLogger(__name__)


def open_huey(app: Flask, run: Callable[[int], object]) -> tuple[Huey, Callable[[int], Any]]:
    """Return a Huey whose consumer calls `run(job id)`, and the function that sends it a job id.

    It lives in Redis when REDIS_URL is set, otherwise in a SQLite file of the instance folder.
    """
    url = app.config.get("REDIS_URL")
    if url:
        from huey import RedisHuey  # noqa: PLC0415 - see `_left_out`

        huey = RedisHuey(
            "studyapp",
            url=url,
            results=False,
            socket_timeout=WAIT_AT_MOST_SECONDS,
            socket_connect_timeout=WAIT_AT_MOST_SECONDS,
        )
    else:
        with _left_out("redis", "psycopg", "gevent"):
            from huey import SqliteHuey  # noqa: PLC0415 - see `_left_out`
        file = Path(app.config["INSTANCE_FOLDER"]) / "waking.sqlite3"
        file.parent.mkdir(parents=True, exist_ok=True)
        huey = SqliteHuey("studyapp", filename=str(file), results=False, fsync=False, timeout=WAIT_AT_MOST_SECONDS)

    def run_job(job_id: int) -> None:
        run(job_id)

    return huey, huey.task(name="run_job")(run_job)


@contextmanager
def _left_out(*names: str) -> Iterator[None]:
    """Let modules that are not loaded yet seem to be missing inside the block.

    Huey loads every store and every kind of worker it could use; those that this installation does not use take 18 MB.
    """
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None is Python's own mark for "not there"
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


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
