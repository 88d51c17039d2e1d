"""The command line: `register` joins its commands to the application."""

from __future__ import annotations

from flask import Flask

from studyapp.cli.lazy import LazyGroup

COMMANDS = {
    "audit": "studyapp.cli.audit:audit",
    "backup": "studyapp.cli.backup:backup",
    "casebook": "studyapp.cli.casebook:casebook",
    "demo": "studyapp.cli.demo:demo",
    "jobs": "studyapp.cli.jobs:group",
    "people": "studyapp.cli.people:people",
    "questions": "studyapp.cli.questions:questions",
    "storage": "studyapp.cli.storage:storage",
    "welcome": "studyapp.cli.welcome:welcome",
}


def register(app: Flask) -> None:
    """Join the commands to `app`; what an extension has added stays."""
    group = LazyGroup(lazy=COMMANDS)
    for command in app.cli.commands.values():
        group.add_command(command)
    app.cli = group
