"""The audit log: chained, only added to, and verified."""

import threading

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from studyapp.db import begin_writing, db
from studyapp.people.audit import Deed, record
from studyapp.people.audit_chain import START, digest_of
from studyapp.people.audit_verifying import anchors, verify
from studyapp.people.models import AuditEntry
from tests.people.houses import NOON, make_house

THREADS, EACH = 8, 5


@pytest.fixture
def house(db_session):
    made = make_house()
    db_session.commit()
    return made


@pytest.fixture
def noted(house, db_session):
    """Three entries of one organization and one of the installation."""
    actor = house.actor(house.administrator)
    db_session.rollback()
    for number in range(3):
        record(actor, Deed("unit.rename", "unit", house.east.id, {"before": f"名{number}", "after": "东馆"}), NOON)
        db_session.commit()
    record(None, Deed("person.link", "account", 1), NOON, "::1", "Android · WeChat")
    db_session.commit()
    return house


@pytest.fixture
def unguarded(app, db_session):
    """`unguarded(statement, …)`: what somebody does who has the database itself and switches the triggers off."""

    def run(*statements):
        if db.engine.dialect.name == "postgresql":
            db_session.execute(text("SET session_replication_role = replica"))
        else:
            for verb in ("update", "delete"):
                db_session.execute(text(f"DROP TRIGGER IF EXISTS audit_entry_no_{verb}"))
        for statement in statements:
            db_session.execute(statement)
        db_session.commit()
        if db.engine.dialect.name == "postgresql":
            db_session.execute(text("SET session_replication_role = DEFAULT"))
            db_session.commit()

    yield run
    if db.engine.dialect.name == "sqlite":
        db_session.rollback()
        for verb in ("UPDATE", "DELETE"):
            refusal = "SELECT RAISE(ABORT, 'the audit log can only be added to')"
            name = f"audit_entry_no_{verb.lower()}"
            db_session.execute(
                text(f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON audit_entry BEGIN {refusal}; END")
            )
        db_session.commit()


def entries(db_session, organization_id):
    query = select(AuditEntry).where(AuditEntry.organization_id == organization_id).order_by(AuditEntry.sequence)
    return db_session.scalars(query).all()


def test_each_entry_carries_the_hash_of_the_one_before(noted, db_session):
    first, second, third = entries(db_session, noted.organization.id)
    assert [one.sequence for one in (first, second, third)] == [1, 2, 3]
    assert first.previous == START
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert all(one.digest == digest_of(one) for one in (first, second, third))


def test_each_organization_has_a_chain_of_its_own(noted, db_session):
    other = make_house("河西图书馆")
    record(other.actor(other.administrator), Deed("unit.add", "unit", 1), NOON)
    db_session.commit()
    assert [(one.sequence, one.previous) for one in entries(db_session, other.organization.id)] == [(1, START)]
    assert [one.holds_to for one in verify()] == [1, 3, 1]


def test_what_is_rolled_back_leaves_no_entry(house, db_session):
    actor = house.actor(house.administrator)
    record(actor, Deed("unit.add", "unit", 1), NOON)
    db_session.rollback()
    record(actor, Deed("unit.remove", "unit", 1), NOON)
    db_session.commit()
    assert [one.action for one in entries(db_session, house.organization.id)] == ["unit.remove"]


@pytest.mark.parametrize("statement", [update(AuditEntry).values(action="x"), delete(AuditEntry)])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(noted, db_session, statement):
    with pytest.raises(DatabaseError, match="only be added to"):
        db_session.execute(statement)
    db_session.rollback()
    assert len(entries(db_session, noted.organization.id)) == 3


def test_entries_written_at_once_still_follow_each_other(app, house):
    actor = house.actor(house.administrator)
    db.session.remove()
    start, failures = threading.Barrier(THREADS), []

    def write(number):
        try:
            with app.app_context():
                start.wait(20)
                for turn in range(EACH):
                    begin_writing()
                    record(actor, Deed("unit.add", "unit", number, {"turn": turn}), NOON)
                    db.session.commit()
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=write, args=(number,), daemon=True) for number in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert failures == []
    (found,) = verify()
    assert (found.holds_to, found.broken) == (THREADS * EACH, None)


def test_an_entry_that_was_changed_is_found(noted, unguarded):
    unguarded(update(AuditEntry).where(AuditEntry.sequence == 2).values(action="unit.add"))
    found = verify()[1]
    assert (found.holds_to, found.broken.sequence, found.broken.reason) == (1, 2, "entry-changed")


def test_an_entry_that_was_removed_is_found(noted, unguarded):
    unguarded(delete(AuditEntry).where(AuditEntry.sequence == 2))
    found = verify()[1]
    assert (found.holds_to, found.broken.sequence, found.broken.reason) == (1, 2, "entry-missing")


def test_an_entry_changed_along_with_its_own_hash_is_found_at_the_next(noted, db_session, unguarded):
    second = entries(db_session, noted.organization.id)[1]
    second.details = {"before": "别的", "after": "东馆"}
    digest = digest_of(second)
    db_session.rollback()
    statement = update(AuditEntry).where(AuditEntry.id == second.id)
    unguarded(statement.values(details={"before": "别的", "after": "东馆"}, digest=digest))
    found = verify()[1]
    assert (found.broken.sequence, found.broken.reason) == (3, "entry-before-changed")


def test_a_log_whose_end_was_cut_off_shows_against_an_anchor_only(noted, unguarded):
    kept = [one.to_dict() for one in anchors()]
    mine = AuditEntry.organization_id == noted.organization.id
    unguarded(delete(AuditEntry).where(mine, AuditEntry.sequence == 3))
    assert verify()[1].broken is None
    found = verify(kept)[1]
    assert (found.holds_to, found.broken.sequence, found.broken.reason) == (2, 3, "end-missing")


def test_a_log_that_is_gone_altogether_shows_against_an_anchor(noted, unguarded):
    kept = [one.to_dict() for one in anchors()]
    unguarded(delete(AuditEntry))
    assert verify() == []
    assert [one.broken.reason for one in verify(kept)] == ["end-missing", "end-missing"]


def test_a_history_computed_anew_shows_against_an_anchor(noted, db_session, unguarded):
    kept = [one.to_dict() for one in anchors()]
    last = entries(db_session, noted.organization.id)[2]
    last.action = "unit.add"
    digest = digest_of(last)
    db_session.rollback()
    unguarded(update(AuditEntry).where(AuditEntry.id == last.id).values(action="unit.add", digest=digest))
    assert verify()[1].broken is None
    assert verify(kept)[1].broken.reason == "history-rewritten"


def test_what_was_written_after_an_anchor_is_no_break(noted, db_session):
    kept = [one.to_dict() for one in anchors()]
    record(noted.actor(noted.administrator), Deed("unit.add", "unit", 1), NOON)
    db_session.commit()
    found = verify(kept)[1]
    assert (found.holds_to, found.broken) == (4, None)
