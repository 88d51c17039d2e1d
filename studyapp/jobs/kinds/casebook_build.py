"""Building a confirmed import into casebook, questions and modules, or bringing a new edition into its casebook."""

from __future__ import annotations

from studyapp.jobs.casebook_imports import BUILD, build
from studyapp.jobs.casebook_updates import is_edition, update
from studyapp.jobs.registry import Task, handles


@handles(BUILD)
def build_casebook(task: Task) -> dict[str, int] | None:
    """Build the import named by the payload; the result counts what was made."""
    import_id = task.payload["import_id"]
    done = update(import_id, task.report) if is_edition(import_id) else build(import_id, task.report)
    return done.to_dict() if done else None
