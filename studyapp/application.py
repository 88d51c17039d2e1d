"""The one place where the parts are joined into the application."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask
from jinja2 import StrictUndefined

from studyapp import cli, config, web
from studyapp.db import db
from studyapp.foundation import lay
from studyapp.web.requests import CleanRequest, NumberConverter, WordConverter


def join(settings: Mapping[str, object] | None = None) -> Flask:
    """Return the application, joined from its parts. `settings` override what the environment says."""
    app = lay(settings)
    app.request_class = CleanRequest
    app.url_map.converters |= {"int": NumberConverter, "default": WordConverter, "string": WordConverter}
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if not os.environ.get("STUDYAPP_SERVING"):
        _attach_migrations(app)
    web.register(app)
    cli.register(app)
    return app


def _attach_migrations(app: Flask) -> None:
    """Give `flask db` what it needs; a running server never migrates, and would carry 8 MB along for it."""
    from flask_migrate import Migrate  # noqa: PLC0415 - see above

    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
