"""`flask people`: powers over the installation that no page has."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from studyapp import clock
from studyapp.config import keep_secret_key
from studyapp.db import begin_writing, db
from studyapp.people.accounts import activation_token, find_by_sign_in_name
from studyapp.people.audit import Deed, record

people = AppGroup("people", help="People and their ways in.")


@people.command("password-link")
@click.argument("sign_in_name")
def password_link(sign_in_name: str) -> None:
    """Print a link through which SIGN_IN_NAME sets a new password: for an administrator who forgot theirs."""
    begin_writing()
    account = find_by_sign_in_name(sign_in_name)
    if account is None:
        click.echo(_("There is no account called %(name)s. Check the spelling.", name=sign_in_name), err=True)
        sys.exit(2)
    secret = current_app.config["SECRET_KEY"]
    if not current_app.testing:
        secret = keep_secret_key(Path(current_app.config["INSTANCE_FOLDER"]))
    record(None, Deed("person.link", "account", account.id), clock.now())
    db.session.commit()
    token = activation_token(account, str(secret))
    click.echo(f"{current_app.config['PUBLIC_URL'].rstrip('/')}/activate/{token}")
