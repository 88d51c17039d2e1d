"""Planning a run of reminders, and sending what waits."""

from __future__ import annotations

from studyapp.jobs.chasing import PLAN, SEND, plan_run, send_due
from studyapp.jobs.registry import Task, handles


@handles(PLAN)
def plan(task: Task) -> None:
    """Decide who gets what in the run named by the payload."""
    plan_run(task.payload["run_id"], task.report)


@handles(SEND)
def send(_task: Task) -> dict[str, int]:
    """Send every message whose time has come."""
    return {"sent": send_due()}
