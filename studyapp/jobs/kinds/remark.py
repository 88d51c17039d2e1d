"""Marking attempts again after a correction."""

from __future__ import annotations

from studyapp import clock
from studyapp.jobs.registry import Task, handles
from studyapp.jobs.remarking import REMARK, remark_all


@handles(REMARK)
def remark(task: Task) -> dict[str, int]:
    """Mark again what the payload's correction concerns; the result counts the attempts."""
    return {"attempts": remark_all(task.payload["correction_id"], clock.now(), task.report)}
