"""The turn to write: whatever happens to a transaction, the next writer gets theirs."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlalchemy import text

from studyapp import db as database
from studyapp.db import TurnedConnection, begin_writing, db, is_writing
from studyapp.errors import BusyError
from studyapp.people.models import Organization
from tests.people.houses import NOON, make_house

WITHIN_SECONDS = 20


@pytest.fixture(autouse=True)
def _the_next_writer_gets_a_turn(app, db_session):
    yield
    db_session.remove()
    assert write_elsewhere(app) == "written"


def in_a_thread(work):
    """Run `work` in a thread of its own and return what it returned; the thread may never hang the test."""
    results = []
    thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()
    thread.join(WITHIN_SECONDS)
    assert not thread.is_alive(), "still waiting"
    return results[0]


def write_elsewhere(app):
    """Write as another request of this process would."""

    def write():
        with app.app_context():
            begin_writing()
            db.session.add(Organization(name="另一处写下的", created_at=NOON))
            db.session.flush()
            db.session.rollback()
            return "written"

    return in_a_thread(write)


def is_sqlite():
    return db.engine.dialect.name == "sqlite"


def raw_connection():
    return db.session.connection().connection.dbapi_connection


def test_a_commit_and_a_rollback_end_the_turn(app):
    for end in (db.session.commit, db.session.rollback, db.session.close, db.session.remove):
        begin_writing()
        assert is_writing()
        end()
        assert write_elsewhere(app) == "written"


def test_a_failed_statement_ends_the_turn_with_the_rollback(app):
    begin_writing()
    with pytest.raises(Exception, match="no_such_table"):
        db.session.execute(text("SELECT * FROM no_such_table"))
    db.session.rollback()
    assert write_elsewhere(app) == "written"


def test_an_invalidated_connection_can_be_rolled_back_and_ends_the_turn(app):
    begin_writing()
    make_house()
    db.session.connection().invalidate()
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count()).select_from(Organization)) == 0
    db.session.rollback()
    assert write_elsewhere(app) == "written"


def test_a_failed_commit_ends_the_turn_with_the_rollback(app, monkeypatch):
    if not is_sqlite():
        pytest.skip("PostgreSQL has no turns")
    begin_writing()
    make_house()
    turn = raw_connection().turn

    def refuse(_connection):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(TurnedConnection, "commit", refuse)
        with pytest.raises(Exception, match="disk is full"):
            db.session.commit()
    db.session.rollback()
    assert turn.is_over
    assert db.session.scalar(db.select(db.func.count()).select_from(Organization)) == 0


class ThrownOut(BaseException):
    """As a killed greenlet leaves: no handler for `Exception` sees it."""


def test_a_writer_that_is_thrown_out_ends_the_turn(app):
    def throw_out():
        raise ThrownOut

    def request():
        try:
            with app.app_context():
                begin_writing()
                db.session.execute(text("SELECT 1"))
                throw_out()
        except ThrownOut:
            return "left"

    assert in_a_thread(request) == "left"
    assert write_elsewhere(app) == "written"


def test_a_begin_that_fails_ends_the_turn(app, scratch):
    if not is_sqlite():
        pytest.skip("PostgreSQL has no turns")
    path = db.engine.url.database
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # as another process would
    with app.app_context():
        db.session.execute(text("SELECT 1"))
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        try:
            with pytest.raises(Exception, match="locked"):
                begin_writing()
            db.session.rollback()
        finally:
            other.close()
            db.engine.dispose()
    assert write_elsewhere(app) == "written"


def test_who_waits_too_long_is_told_and_changes_nothing(app, client, sign_in, monkeypatch):
    if not is_sqlite():
        pytest.skip("PostgreSQL has no turns")
    house = make_house()
    sign_in(client, house.administrator)
    db.session.commit()
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 10)
    held = database.Turn()
    try:
        with pytest.raises(BusyError, match="database-busy"):
            begin_writing()
        answer = client.post("/admin/units", data={"name": "北馆", "parent_id": house.root.id})
        assert answer.status_code == 503
        assert "服务器正忙" in answer.text
    finally:
        held.end()
    assert client.post("/admin/units", data={"name": "北馆", "parent_id": house.root.id}).status_code == 303


def test_a_reading_transaction_is_not_turned_into_a_writing_one(app):
    db.session.execute(text("SELECT 1"))
    with pytest.raises(RuntimeError, match="reading"):
        begin_writing()
