"""How pages look in this browser: a few cookies that hold nothing else."""

from __future__ import annotations

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from studyapp.web.jinja import TEXT_SIZES, THEMES
from studyapp.web.people.places import is_own_page

A_YEAR = 365 * 24 * 3600
CHOICES = {"theme": THEMES, "text_size": TEXT_SIZES, "serif": ("0", "1"), "large": ("0", "1")}


def take_display() -> ResponseReturnValue:
    """Keep the choices that were made, and go back to the page; what is not offered is passed over."""
    next_page = request.form.get("next", "")
    response = redirect(next_page if is_own_page(next_page) else url_for("people.account"), 303)
    for name, offered in CHOICES.items():
        value = request.form.get(name)
        if value in offered:
            secure = current_app.config["SESSION_COOKIE_SECURE"]
            response.set_cookie(name, value, max_age=A_YEAR, secure=secure, samesite="Lax")
    return response
