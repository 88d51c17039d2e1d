"""`flask demo`: a small organization that has been studying for some weeks, to look around in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from studyapp import clock
from studyapp.cli.demo_history import has_history, make_history
from studyapp.cli.demo_house import ADMINISTRATOR, LEARNERS, ORGANIZERS, PASSWORD, find_house, make_house
from studyapp.cli.demo_meetings import has_meetings, make_meetings
from studyapp.config import keep_secret_key
from studyapp.db import begin_writing, db
from studyapp.jobs.importing_at_once import import_shipped

Made = TypeVar("Made")

demo = AppGroup("demo", help="A demo organization to look around in.")


@demo.command("create")
def create() -> None:
    """Make the demo organization with four weeks of history; each of its steps is done once."""
    app = current_app
    app.config["SECRET_KEY"] = keep_secret_key(Path(app.config["INSTANCE_FOLDER"]))
    house = find_house()
    if house is not None and has_history(house.organization.id) and has_meetings(house.organization.id):
        return
    click.echo(_("Making the demo organization ..."))
    began = clock.now() - timedelta(days=35)
    house = _in_one_write(lambda: find_house() or make_house(began))
    with clock.stopped_at(began):
        import_shipped(house.organization, began)
    secret = str(app.config["SECRET_KEY"])
    if not has_history(house.organization.id):
        _in_one_write(lambda: make_history(house, secret))
    _in_one_write(lambda: make_meetings(house, secret))


def sign_ins() -> list[str]:
    """Return a line for each demo sign-in worth trying; none where there is no demo organization."""
    if find_house() is None:
        return []
    return [
        _("Learner: %(name)s", name=LEARNERS[0][0]),
        _("Organizer: %(name)s", name=ORGANIZERS[0][0]),
        _("Administrator: %(name)s", name=ADMINISTRATOR[0]),
        _("Password of all: %(password)s", password=PASSWORD),
    ]


def _in_one_write(make: Callable[[], Made]) -> Made:
    db.session.rollback()
    begin_writing()
    made = make()
    db.session.commit()
    return made
