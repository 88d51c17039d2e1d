"""Reading a roster handed in."""

from __future__ import annotations

from studyapp.jobs.registry import Task, handles
from studyapp.jobs.rosters import READ, read_roster


@handles(READ)
def read(task: Task) -> None:
    """Read the roster named by the payload."""
    read_roster(task.payload["roster_id"], task.report)
