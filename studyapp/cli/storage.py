"""`flask storage`: what imports have left in the database, and letting old ones go."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from studyapp import clock
from studyapp.cases import pruning
from studyapp.cases.pruning import Kept
from studyapp.jobs.pruning import keeping_of, prune_all

storage = AppGroup("storage", help="What imports leave behind.")


@storage.command("show")
def show() -> None:
    """Say how many files and pictures are kept, and what may go now."""
    found = pruning.storage(keeping_of(current_app.config), clock.now())
    click.echo(_line(_("Files of finished imports"), found.files))
    click.echo(_line(_("Imports under way"), found.under_way))
    click.echo(_line(_("Pictures"), found.pictures))


@storage.command("prune")
def prune() -> None:
    """Let go at once what is due; the background worker does it a few times a day."""
    gone = prune_all(keeping_of(current_app.config), clock.now())
    click.echo(ngettext("%(num)d thing was let go.", "%(num)d things were let go.", gone))


def _line(name: str, kept: Kept) -> str:
    sentence: str = _(
        "%(name)s: %(count)d (%(size)s MB), of which %(due)d (%(due_size)s MB) may go.",
        name=name,
        count=kept.count,
        size=f"{kept.size / 1_000_000:.1f}",
        due=kept.due_count,
        due_size=f"{kept.due_size / 1_000_000:.1f}",
    )
    return sentence
