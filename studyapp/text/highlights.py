"""The place of a text where searched words stand, with the words marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AROUND = 36


class MarkedRun(NamedTuple):
    """A run of an excerpt; `is_match` says that it was searched for."""

    text: str
    is_match: bool


def terms_of(words: str) -> tuple[str, ...]:
    """Return what is searched for: the words between blanks, each once, those that hold no letter or digit left out."""
    terms = (one for one in words.lower().split() if any(sign.isalnum() for sign in one))
    return tuple(dict.fromkeys(terms))[:8]


def marked(text: str, terms: Sequence[str]) -> list[MarkedRun]:
    """Return a whole text with the terms marked."""
    return list(_runs(text, _pattern(terms))) if terms else [MarkedRun(text, is_match=False)]


def excerpt(text: str, terms: Sequence[str]) -> list[MarkedRun]:
    """Return the surroundings of the first match, with every term in it marked; nothing where there is none."""
    found = _pattern(terms).search(text) if terms else None
    if found is None:
        return []
    start, end = max(0, found.start() - AROUND), min(len(text), found.end() + 2 * AROUND)
    shown = text[start:end].replace("\n", " ")
    return list(_runs(f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}", _pattern(terms)))


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(re.escape(one) for one in longest_first), re.IGNORECASE)


def _runs(text: str, pattern: re.Pattern[str]) -> Iterator[MarkedRun]:
    position = 0
    for found in pattern.finditer(text):
        if found.start() > position:
            yield MarkedRun(text[position : found.start()], is_match=False)
        yield MarkedRun(found[0], is_match=True)
        position = found.end()
    if position < len(text):
        yield MarkedRun(text[position:], is_match=False)
