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
from sqlalchemy import DateTime, Engine, Enum, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

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


def is_writing() -> bool:
    """Return whether the session has a writing transaction open; asking opens none."""
    return db.session().in_transaction() and bool(db.session.connection().get_execution_options().get(_WRITES))


def begin_writing() -> None:
    """Open the session's transaction as a writing one; nothing happens where it already is one.

    Raises `RuntimeError` where it has begun as a reading one, whose first write could fail as "locked".
    """
    if db.session().in_transaction():
        if not is_writing():
            raise RuntimeError("the transaction has begun as a reading one")
        return
    db.session.connection(execution_options={_WRITES: True})


def init_engine(app: Flask) -> None:
    """Attach the settings of SQLite to the application's engine."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _listen(engine)


def _listen(engine: Engine) -> None:
    event.listen(engine, "do_connect", _make_folder)
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    for name in ("commit", "rollback"):
        event.listen(engine, name, _release)
    event.listen(engine, "checkin", _release_at_checkin)


def _make_folder(_dialect: Any, _record: Any, arguments: list[str], _more: Any) -> None:
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
    if not connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    _write_lock.acquire()
    connection.info[_WRITES] = True
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _release(connection)
        raise


def _release(connection: Connection) -> None:
    if connection.info.pop(_WRITES, False):
        _write_lock.release()


def _release_at_checkin(_connection: Any, record: Any) -> None:
    if record.info.pop(_WRITES, False):
        _write_lock.release()
