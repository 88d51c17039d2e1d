"""The command line: `register` joins its commands to the application."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:  # noqa: ARG001 - the commands follow
    """Join the commands to `app`."""
