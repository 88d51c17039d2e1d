"""Which language and zone a page speaks."""

from __future__ import annotations

from flask import Flask, has_request_context, request

from studyapp.foundation import babel, terminal_locale
from studyapp.web import current

LOCALES = {"zh": "中文", "en": "English"}


def register(app: Flask) -> None:
    """Attach the choice of locale and zone."""
    babel.init_app(
        app,
        locale_selector=locale,
        timezone_selector=zone,
        default_translation_directories=f"{app.root_path}/translations",
    )


def locale() -> str:
    """Return the person's choice, or what the browser asks for, or Chinese; at the terminal, what LANG says."""
    if not has_request_context():
        return terminal_locale()
    found = current.person()
    if found and found.locale in LOCALES:
        return found.locale
    if request.cookies.get("language") in LOCALES:
        return request.cookies["language"]
    return request.accept_languages.best_match(list(LOCALES)) or "zh"


def zone() -> str:
    """Return the organization's zone."""
    if not has_request_context():
        return "Asia/Shanghai"
    found = current.person()
    return found.actor.zone if found and found.actor else "Asia/Shanghai"
