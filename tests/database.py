"""A database for tests: made once by the migrations, emptied after each test."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from flask_migrate import upgrade
from sqlalchemy import make_url

from studyapp import create_app
from studyapp.db import db


@dataclass(frozen=True)
class Scratch:
    """A database and an instance folder that nobody else uses."""

    folder: Path
    url: str
    settings: dict[str, object] = field(init=False)

    def __post_init__(self) -> None:
        settings = {
            "INSTANCE_FOLDER": str(self.folder),
            "SQLALCHEMY_DATABASE_URI": self.url,
            "SECRET_KEY": "a key for tests only",
        }
        object.__setattr__(self, "settings", settings)


@contextmanager
def created(folder: Path, name: str) -> Iterator[Scratch]:
    """An empty database: a SQLite file in `folder`, or a new one in the cluster of STUDYAPP_TEST_DATABASE."""
    cluster = os.environ.get("STUDYAPP_TEST_DATABASE")
    if not cluster:
        yield Scratch(folder, f"sqlite:///{folder / 'test.sqlite3'}")
        return
    database = f"test_{name}_{uuid.uuid4().hex[:8]}"
    plain = make_url(cluster).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{database}"')
    yield Scratch(folder, make_url(cluster).set(database=database).render_as_string(hide_password=False))
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


@contextmanager
def migrated(folder: Path, name: str) -> Iterator[Scratch]:
    """A database with every table, made by the migrations."""
    with created(folder, name) as scratch:
        app = create_app(scratch.settings)
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()
        yield scratch


def emptied(scratch: Scratch) -> None:
    """Delete every row of every table, through a connection that does not ask in which order."""
    tables = [table.name for table in db.metadata.sorted_tables]
    if scratch.url.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(scratch.url).database, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("BEGIN IMMEDIATE")
            guards = _guards(connection)
            for name, _ in guards:
                connection.execute(f'DROP TRIGGER "{name}"')
            for table in tables:
                connection.execute(f'DELETE FROM "{table}"')
            for _, statement in guards:
                connection.execute(statement)
            connection.execute("COMMIT")
        return
    plain = make_url(scratch.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        names = ", ".join(f'"{table}"' for table in tables)
        connection.execute("SET session_replication_role = replica")  # no triggers: the audit log refuses to be emptied
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def _guards(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the triggers that keep the audit log from being emptied, where there is something in it."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM audit_entry)").fetchone()[0]:
        return []
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
    return connection.execute(query).fetchall()
