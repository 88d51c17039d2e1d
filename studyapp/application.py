"""The one place where the parts are joined into the application."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from studyapp import cli, config, web
from studyapp import tables as tables  # the metadata is complete once this is imported
from studyapp.db import db, init_engine
from studyapp.web.requests import CleanRequest, NumberConverter


def join(settings: Mapping[str, object] | None = None) -> Flask:
    """Return the application, joined from its parts. `settings` override what the environment says."""
    app = Flask("studyapp", template_folder=str(config.ROOT / "templates"), static_folder=None)
    app.request_class = CleanRequest
    app.url_map.converters["int"] = NumberConverter
    app.config.from_mapping(config.from_environment())
    app.config.from_mapping(settings or {})
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or config.find_secret_key(Path(app.config["INSTANCE_FOLDER"]))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    init_engine(app)
    if not os.environ.get("STUDYAPP_SERVING"):
        _attach_migrations(app)
    web.register(app)
    cli.register(app)
    return app


def _attach_migrations(app: Flask) -> None:
    """Give `flask db` what it needs; a running server never migrates, and would carry 8 MB along for it."""
    from flask_migrate import Migrate  # noqa: PLC0415 - see above

    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
