"""The words of templates, looked up once per language.

Flask-Babel's own callables find the language and its catalogue anew for each of the hundred words of a page, and Jinja
wraps them three deep: together a fifth of what a page cost. These give the same words; `force_locale` holds for them.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import get_locale, get_translations
from markupsafe import Markup

_words: dict[tuple[str, str], Markup] = {}
_wordings: dict[tuple[str, str], Markup] = {}


def register(app: Flask) -> None:
    """Let templates take their words from here; call it after Babel has been attached."""
    _words.clear()
    _wordings.clear()
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def gettext(message: str, /, **variables: Any) -> Markup:
    """Return the translated message, what is filled in escaped."""
    place = (_language(), message)
    if variables:
        wording = _wordings.get(place)
        if wording is None:
            wording = _wordings[place] = Markup(get_translations().ugettext(message))  # noqa: S704 - words of our own
        return wording % variables
    words = _words.get(place)
    if words is None:
        words = _words[place] = Markup(get_translations().ugettext(message)) % {}  # noqa: S704 - likewise
    return words


def ngettext(singular: str, plural: str, num: int, /, **variables: Any) -> Markup:
    """Return the message in the form that the number asks for; `num` is filled in as well."""
    wording = Markup(get_translations().ungettext(singular, plural, num))  # noqa: S704 - words of our own
    return wording % ({"num": num} | variables)


def _language() -> str:
    known = getattr(getattr(g, "_flask_babel", None), "babel_locale", None)
    return str((known or get_locale()).language)
