"""Reading an uploaded file into a preview."""

from __future__ import annotations

from studyapp.jobs.casebook_imports import READ, read_upload
from studyapp.jobs.registry import Task, handles


@handles(READ)
def read(task: Task) -> None:
    """Read the file of the import named by the payload."""
    read_upload(task.payload["import_id"], task.report)
