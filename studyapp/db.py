"""The database: one session, aware UTC times, and writing transactions that never wait in vain.

SQLite takes one writer at a time. A transaction that first reads and then writes fails at once with "locked" when
somebody else wrote in between, so every writing transaction starts with `BEGIN IMMEDIATE` (`begin_writing`). Inside one
process the writers queue at a lock that lets other greenlets run; only between processes does SQLite's own wait apply.
"""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Enum, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from studyapp.errors import BusyError

BUSY_TIMEOUT_MS = 10_000
_WRITES = "studyapp_writes"
_write_lock = threading.Lock()


class Base(DeclarativeBase):
    """The declarative root; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
# The extension makes its base class while the program runs; to a type checker it is ours.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; a naive datetime is refused with `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into what the database stores."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the stored moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(values: type[StrEnum], name: str) -> Enum:
    """Return the column type for one of `values`, kept as text with a CHECK constraint called `name`."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


class Turn:
    """One's turn to write: taken before a connection is, so that those who wait hold none; given back once."""

    def __init__(self) -> None:
        if not _write_lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise BusyError("database-busy")
        self.is_over = False

    def end(self) -> None:
        """Let the next one write; nothing happens the second time."""
        if not self.is_over:
            self.is_over = True
            _write_lock.release()


class TurnedConnection(sqlite3.Connection):
    """A connection to SQLite whose turn to write ends with its transaction, however that ends, or with itself."""

    turn: Turn | None = None

    def commit(self) -> None:
        """Commit; one that fails and leaves the transaction open keeps the turn for the rollback."""
        try:
            super().commit()
        finally:
            self._end_turn()

    def rollback(self) -> None:
        """Roll back."""
        try:
            super().rollback()
        finally:
            self._end_turn()

    def close(self) -> None:
        """Close; SQLite rolls back what is open."""
        try:
            super().close()
        finally:
            self._end_turn(is_closed=True)

    def _end_turn(self, *, is_closed: bool = False) -> None:
        if self.turn is not None and (is_closed or not self.in_transaction):
            turn, self.turn = self.turn, None
            turn.end()


def is_writing() -> bool:
    """Return whether the session has a writing transaction open; asking opens none."""
    return db.session().in_transaction() and bool(db.session.connection().get_execution_options().get(_WRITES))


def begin_writing() -> None:
    """Open the session's transaction as a writing one; nothing happens where it already is one.

    Raises `BusyError` database-busy when others write for too long, and `RuntimeError` where the transaction has begun
    as a reading one, whose first write could fail as "locked".
    """
    if db.session().in_transaction():
        if not is_writing():
            raise RuntimeError("the transaction has begun as a reading one")
        return
    if db.engine.dialect.name != "sqlite":
        db.session.connection(execution_options={_WRITES: True})
        return
    turn = Turn()
    try:
        db.session.connection(execution_options={_WRITES: turn})
    except BaseException:
        turn.end()
        raise


def init_engine(app: Flask) -> None:
    """Attach the settings of SQLite to the application's engine."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _prepare)
        event.listen(engine, "connect", _set_up_connection)
        event.listen(engine, "begin", _begin)


def _prepare(_dialect: Any, _record: Any, arguments: list[str], options: dict[str, Any]) -> None:
    options["factory"] = TurnedConnection
    if arguments and arguments[0] not in {"", ":memory:"}:
        Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True)


def _set_up_connection(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # this module begins transactions, the driver does not
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # an acknowledged answer survives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin(connection: Connection) -> None:
    turn = connection.get_execution_options().get(_WRITES)
    if turn is None:
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    raw = connection.connection.dbapi_connection
    if isinstance(raw, TurnedConnection):
        raw.turn = turn
