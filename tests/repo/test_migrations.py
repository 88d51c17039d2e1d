"""Migrations make exactly the tables of the models, and go down and up again under content."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError

from studyapp import create_app
from studyapp.config import ROOT
from studyapp.db import db
from tests import factories
from tests.database import created

REVISIONS = [script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]


@pytest.fixture
def empty_app(tmp_path, worker_id):
    """The application over a database of its own without any table."""
    with created(tmp_path, f"migrations_{worker_id}") as scratch:
        app = create_app(scratch.settings)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def rows_by_table():
    """Return how many rows every table of the models has."""
    with db.engine.connect() as connection:
        tables = db.metadata.sorted_tables
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}


def has_model(name, kind, _parents):
    """Leave the search index out: no model describes it."""
    return not (kind == "table" and name.startswith("case_search"))


def test_there_is_one_line_of_migrations():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_migrations_make_what_the_models_say(empty_app):
    upgrade()
    with db.engine.connect() as connection:
        opts = {"compare_type": True, "render_as_batch": True, "include_name": has_model}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, db.metadata) == []


def test_the_way_down_leaves_nothing_but_the_mark_of_the_place(empty_app):
    upgrade()
    for factory in factories.EVERY_FACTORY:
        factory()
    db.session.commit()
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert set(rows_by_table().values()) == {0}


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_step_down_and_up_keeps_the_content_that_both_sides_know(empty_app, revision):
    upgrade()
    for factory in factories.EVERY_FACTORY:
        factory()
    db.session.commit()
    db.session.remove()
    before = rows_by_table()
    downgrade(revision=revision)
    known = set(inspect(db.engine).get_table_names())
    upgrade()
    after = rows_by_table()
    assert {name: after[name] for name in before if name in known} == {
        name: count for name, count in before.items() if name in known
    }
    assert sum(after.values()) > 20


def test_foreign_keys_hold_after_a_step_down_and_up(empty_app):
    upgrade()
    account = factories.AccountFactory()
    db.session.commit()
    if len(REVISIONS) > 1:
        downgrade(revision=REVISIONS[-2])
        upgrade()
    row = {"organization_id": 999, "unit_id": 999, "account_id": account.id, "role": "learner"}
    statement = insert(db.metadata.tables["membership"]).values(**row, joined_at=factories.NOON)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        db.session.execute(statement)
