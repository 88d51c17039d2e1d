"""Text cut into overlapping pairs of characters, for searching without a segmenter; Latin words stay whole."""

from __future__ import annotations

import re
from typing import NamedTuple

_RUN = re.compile(r"(?P<plain>[0-9A-Za-z]+)|(?P<other>(?:(?![0-9A-Za-z_])\w)+)")
_LONGEST = 40


class Token(NamedTuple):
    """What a text must contain; with `is_prefix` a word of the text may go on after it."""

    text: str
    is_prefix: bool


def bigrams(text: str) -> list[str]:
    """Return the pairs of a text in order, each run's last character alone too, so that every character begins one."""
    found: list[str] = []
    for run in _RUN.finditer(text.lower()):
        if run["plain"]:
            found.append(run["plain"][:_LONGEST])
        else:
            signs = run["other"]
            found += [signs[at : at + 2] for at in range(len(signs))]
    return found


def wanted(term: str) -> list[Token]:
    """Return what the bigrams of every text that contains `term` hold; nothing for a term of marks alone.

    A Latin word or figure at the end of the term may be the beginning of a longer one.
    """
    found: list[Token] = []
    for run in _RUN.finditer(term.lower()):
        if run["plain"]:
            found.append(Token(run["plain"][:_LONGEST], is_prefix=True))
        elif len(run["other"]) == 1:
            found.append(Token(run["other"], is_prefix=True))
        else:
            signs = run["other"]
            found += [Token(signs[at : at + 2], is_prefix=False) for at in range(len(signs) - 1)]
    return found
