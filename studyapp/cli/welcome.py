"""`flask welcome`: what a person at the terminal needs to know once the server answers."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from studyapp.cli.demo import sign_ins
from studyapp.people.organizations import is_set_up
from studyapp.people.set_up_code import get_code


@click.command("welcome")
@click.argument("address")
@with_appcontext
def welcome(address: str) -> None:
    """Say where the product answers; for an empty installation also the one-time code of the first visit."""
    print(_("StudyApp is ready: %(address)s", address=address))
    if not is_set_up():
        code = get_code(Path(current_app.config["INSTANCE_FOLDER"]))
        print(_("Open it and set up your organization with this one-time code: %(code)s", code=code))
    for line in sign_ins():
        print("  " + line)
    print(_("Ctrl-C ends it; nothing is lost."), flush=True)
