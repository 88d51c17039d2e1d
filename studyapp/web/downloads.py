"""Answers that are kept as a file."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response

TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, name: str, plain: str) -> Response:
    """Return a file called `name`, in any script; `plain` is its name in ASCII, for old programs."""
    response = Response(content, mimetype=TYPES[plain.rsplit(".", 1)[-1]])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response
