"""Counting SQL statements, so that a query per row is a failing test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import event

from studyapp.db import db


@dataclass
class QueryCount:
    """The statements sent to the database inside the block, transaction control not counted."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counted(app: Flask) -> Iterator[QueryCount]:
    """Count what any session of `app` sends inside the block."""
    with app.app_context():
        engine = db.engine
    count = QueryCount()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            count.statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", note)
