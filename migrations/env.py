"""How Alembic reaches the application's database, its models and its settings."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

extension = current_app.extensions["migrate"]
database = extension.db


def leave_out_nothing_to_do(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Make no migration file where models and database agree."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def render_own_types(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our moment type as the plain type that it is stored as, so that old migrations need none of our code."""
    if kind == "type" and type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def looks_at(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the search index out of comparisons: no model describes it, and SQLite keeps it in several tables."""
    return not (kind == "table" and (name or "").startswith("case_search"))


def run() -> None:
    """Run the migrations over one connection, in one transaction where the database can."""
    hooks = {
        "process_revision_directives": leave_out_nothing_to_do,
        "render_item": render_own_types,
        "include_name": looks_at,
    }
    options = {**hooks, **extension.configure_args}
    with database.engine.connect() as connection:
        # SQLite changes a table by making it anew; with foreign keys in force, dropping the old one would take every
        # row that refers to it along.
        enforce_foreign_keys(connection, is_on=False)
        try:
            context.configure(connection=connection, target_metadata=database.metadata, **options)
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
        finally:
            connection.rollback()
            enforce_foreign_keys(connection, is_on=True)


def enforce_foreign_keys(connection: Any, *, is_on: bool) -> None:
    """Switch SQLite's foreign keys; outside a transaction, where alone it has an effect."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={'ON' if is_on else 'OFF'}")


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: set DATABASE_URL and run them without --sql.")
run()
