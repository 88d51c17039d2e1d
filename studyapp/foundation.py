"""What the server and the background worker both stand on: settings, database, languages.

The worker needs no pages and loads none: they are a tenth of its memory.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from studyapp import config
from studyapp import tables as tables  # the metadata is complete once this is imported
from studyapp.db import db, init_engine

babel = Babel()


def lay(settings: Mapping[str, object] | None = None) -> Flask:
    """Return an application with settings and database. `settings` override what the environment says."""
    app = Flask("studyapp", template_folder=str(config.ROOT / "templates"), static_folder=None)
    app.config.from_mapping(config.from_environment())
    app.config.from_mapping(settings or {})
    app.config["SECRET_KEY"] = app.config["SECRET_KEY"] or config.find_secret_key(Path(app.config["INSTANCE_FOLDER"]))
    db.init_app(app)
    init_engine(app)
    return app


def lay_for_work(settings: Mapping[str, object] | None = None) -> Flask:
    """Return the application that jobs run in: words in every language, no pages, no addresses."""
    app = lay(settings)
    babel.init_app(
        app, locale_selector=terminal_locale, default_translation_directories=f"{app.root_path}/translations"
    )
    return app


def terminal_locale() -> str:
    """Return the language of the terminal, as LANG says."""
    language = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if language.lower().startswith("zh") else "en"
