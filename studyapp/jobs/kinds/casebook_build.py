"""Building a confirmed import into casebook, questions and modules."""

from __future__ import annotations

from studyapp.jobs.casebook_imports import BUILD, build
from studyapp.jobs.registry import Task, handles


@handles(BUILD)
def build_casebook(task: Task) -> dict[str, int] | None:
    """Build the import named by the payload; the result counts what was made."""
    built = build(task.payload["import_id"], task.report)
    return built.to_dict() if built else None
