"""Taking a confirmed roster."""

from __future__ import annotations

from studyapp.jobs.registry import Task, handles
from studyapp.jobs.rosters import APPLY, take_roster


@handles(APPLY)
def apply(task: Task) -> None:
    """Take the roster named by the payload."""
    take_roster(task.payload["roster_id"], task.report)
