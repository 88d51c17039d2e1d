"""What every template can call: filters and globals."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    """Attach the filters and globals to `app`."""
