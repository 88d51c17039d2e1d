"""flask casebook import: a file becomes a casebook with questions and modules, without the browser."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from sqlalchemy import select

from studyapp import clock
from studyapp.cases import library
from studyapp.cases.importing import Upload
from studyapp.cases.models import Casebook
from studyapp.cli.wording import sentence_for
from studyapp.config import MAX_UPLOAD_BYTES
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, UnreadableFileError
from studyapp.jobs.importing_at_once import Wishes, import_casebook
from studyapp.people.models import Organization
from studyapp.questions.bank import CONFIDENT
from studyapp.study.building import Built


@click.command("import")
@click.argument("file")
@click.option("--organization", "name", help="For which organization; needed where there are several.")
@click.option("--approve", is_flag=True, help="Approve the questions that the engine is confident of.")
@click.option("--twice", is_flag=True, help="Import the file even if it was imported before.")
@with_appcontext
def import_command(file: str, name: str | None, approve: bool, twice: bool) -> None:
    """Import FILE, or standard input for -, as it is understood; print what was made."""
    wishes = Wishes(approve_from=CONFIDENT if approve else None, twice=twice)
    try:
        organization = _organization(name)
        built = import_casebook(organization.id, _upload(file), clock.now(), wishes)
    except ConflictError as error:
        _refuse(_conflict(error))
    except DomainError as error:
        _refuse(sentence_for(error))
    _summarize(built)


def _organization(name: str | None) -> Organization:
    found = db.session.scalars(select(Organization).order_by(Organization.id)).all()
    chosen = [one for one in found if name is None or one.name == name]
    if len(chosen) != 1:
        _refuse(_no_organization(found, name))
    return chosen[0]


def _no_organization(found: Sequence[Organization], name: str | None) -> str:
    names = ", ".join(one.name for one in found)
    if not found:
        return str(_("There is no organization yet; set one up in the browser first."))
    if name is None:
        return str(_("Say for which organization, with --organization: %(names)s", names=names))
    return str(_("There is no organization called %(name)s; there are: %(names)s", name=name, names=names))


def _upload(file: str) -> Upload:
    if file == "-":
        return Upload("stdin.txt", sys.stdin.buffer.read(MAX_UPLOAD_BYTES + 1))
    path = Path(file)
    try:
        if path.is_dir():
            raise UnreadableFileError("not-a-file", name=file)
        with path.open("rb") as opened:
            return Upload(path.name, opened.read(MAX_UPLOAD_BYTES + 1))
    except FileNotFoundError as error:
        raise UnreadableFileError("missing-file", name=file) from error
    except OSError as error:
        raise UnreadableFileError("unreadable-path", name=file) from error


def _conflict(error: ConflictError) -> str:
    if error.code == "already-imported":
        title = error.parameters["title"]
        return str(_("This file was imported before, as “%(title)s”; use --twice to import it again.", title=title))
    return str(_("Another import of this file is under way; wait until it is done."))


def _summarize(built: Built) -> None:
    made = db.session.get_one(Casebook, built.casebook_id)
    click.echo(made.title)
    for one in library.list_cases(made):
        flags = f" [{', '.join(one.flags)}]" if one.flags else ""
        click.echo(f"{one.number:>3}. {one.title} ({one.length}){flags}")
    click.echo(
        _(
            "%(cases)d cases, %(questions)d questions (%(approved)d approved, %(withheld)d drafts withheld), "
            "%(modules)d modules.",
            **built.to_dict(),
        )
    )


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(2)
