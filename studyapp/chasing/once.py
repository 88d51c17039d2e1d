"""Rows that come once: who is second by the same key adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from studyapp.db import Base, db

AT_A_TIME = 500


def add_once(model: type[Base], rows: Sequence[dict[str, Any]], *, key: Sequence[str] = ("key",)) -> int:
    """Add those of `rows` whose unique `key` is not there yet, in one statement; return how many came in."""
    if not rows:
        return 0
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(model).values(list(rows)).on_conflict_do_nothing(index_elements=list(key))
    # Counted by what comes back: PostgreSQL's driver is not asked for a row count here, and says -1.
    return len(db.session.execute(statement.returning(*[getattr(model, name) for name in key])).all())
