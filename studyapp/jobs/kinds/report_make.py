"""Making a report that was asked for."""

from __future__ import annotations

from studyapp.jobs.registry import Task, handles
from studyapp.jobs.reports import MAKE, make_report


@handles(MAKE)
def make(task: Task) -> None:
    """Make the report named by the payload."""
    make_report(task.payload["report_id"], task.report)
