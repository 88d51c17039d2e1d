"""The command line: `register` joins its commands to the application."""

from __future__ import annotations

from flask import Flask

from studyapp.cli import casebook_import, jobs
from studyapp.cli.backup import backup
from studyapp.cli.casebook import casebook
from studyapp.cli.demo import demo
from studyapp.cli.people import people
from studyapp.cli.questions import questions
from studyapp.cli.welcome import welcome


def register(app: Flask) -> None:
    """Join the commands to `app`."""
    casebook.add_command(casebook_import.import_command)
    for command in (backup, casebook, demo, jobs.group, people, questions, welcome):
        app.cli.add_command(command)
