"""Which language and zone a page speaks."""

from __future__ import annotations

from flask import Flask, request

from studyapp.extensions import babel
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
    """Return the person's choice, or the first of ours that the browser asks for, or Chinese."""
    found = current.person()
    if found and found.locale in LOCALES:
        return found.locale
    if request.cookies.get("language") in LOCALES:
        return request.cookies["language"]
    return request.accept_languages.best_match(list(LOCALES)) or "zh"


def zone() -> str:
    """Return the organization's zone."""
    found = current.person()
    return found.actor.zone if found and found.actor else "Asia/Shanghai"
