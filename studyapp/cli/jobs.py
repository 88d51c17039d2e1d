"""`flask jobs …`: the background worker."""

from __future__ import annotations

import logging
import os

from flask import current_app
from flask.cli import AppGroup

from studyapp.jobs.working import LOG_FORMAT, work

group = AppGroup("jobs", help="Work outside the request.")


@group.command("work")
def work_command() -> None:
    """Run background jobs until interrupted. `make run` starts this beside the server."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "WARNING").upper(), format=LOG_FORMAT)
    work(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - its threads need the real one
