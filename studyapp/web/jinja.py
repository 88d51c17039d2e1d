"""What every template may call: file addresses, times, figures, states, the reader's display choices."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, request
from flask_babel import get_locale

from studyapp.web import assets, times
from studyapp.web.states import state_words

THEMES = ("auto", "light", "dark", "sepia")
TEXT_SIZES = ("1", "2", "3", "4")


class Display(NamedTuple):
    """How this browser wants pages: theme, step of the reading size (1–4), a serif for reading, everything larger."""

    theme: str
    text_size: str
    is_serif: bool
    is_large: bool


def display() -> Display:
    """Return the choices of this browser, kept in cookies that carry nothing else."""
    cookies = request.cookies
    theme, size = cookies.get("theme", ""), cookies.get("text_size", "")
    return Display(
        theme if theme in THEMES else THEMES[0],
        size if size in TEXT_SIZES else TEXT_SIZES[0],
        cookies.get("serif") == "1",
        cookies.get("large") == "1",
    )


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share between 0 and 1 as `63%`; an unknown one as a dash. Never rounded up to 100 %."""
    if share is None:
        return "–"
    shown = round(share * 100, digits)
    if shown >= 100 > share * 100:
        shown = 100 - 10**-digits
    return f"{shown:.{digits}f}%"


def language_tag() -> str:
    """Return the page's language for the `lang` attribute: simplified Chinese needs its script named for fonts."""
    return "zh-CN" if get_locale().language == "zh" else str(get_locale())


def register(app: Flask) -> None:
    """Give the environment our globals and filters."""
    environment = app.jinja_env
    assets.register(app)
    environment.globals.update(display=display, language_tag=language_tag, state_words=state_words)
    environment.filters.update(
        percent=percent,
        moment=times.moment_words,
        day=times.day_words,
        whole_day=times.whole_day_words,
        clock=times.clock_words,
        deadline=times.deadline_words,
        left=times.left_words,
        ago=times.ago_words,
        length_of_time=times.length_words,
    )
