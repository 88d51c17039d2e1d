"""`flask backup`: the whole database as one file, while the product runs."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import make_url

backup = AppGroup("backup", help="Keep a copy of everything.")


@backup.command("create")
@click.argument("file", type=click.Path(path_type=Path))
def create(file: Path) -> None:
    """Write a whole, checked copy of the database to FILE, which must not exist yet."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() != "sqlite" or not url.database:
        _refuse(_("This command copies SQLite. Use pg_dump for PostgreSQL."))
    if file.exists():
        _refuse(_("%(file)s exists already. Name a new file.", file=str(file)))
    if not file.parent.is_dir():
        _refuse(_("There is no folder %(folder)s.", folder=str(file.parent)))
    if not Path(str(url.database)).exists():
        _refuse(_("There is no database yet. Start the product once with: make run"))
    with closing(sqlite3.connect(str(url.database))) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    if not sound:
        file.unlink()
        _refuse(_("The copy did not pass its check. Try again, and look at the disk."))
    size = f"{file.stat().st_size / 1_000_000:.1f}"
    click.echo(_("Backed up to %(file)s (%(size)s MB).", file=str(file), size=size))


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
