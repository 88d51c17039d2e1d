"""Whether the server answers and reaches its database."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy import text

from studyapp.db import db

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def live() -> dict[str, str]:
    """Answer 200 when a query comes back."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}
