"""Pages: read the request, check permission, call one function, render."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:  # noqa: ARG001 - the blueprints follow
    """Join the pages to `app`."""
