"""Where a quoted run stands: the sentence around it, and the words before and after."""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"[。！？!?…]+[”’」』）)》]*|\n")


class Surroundings(NamedTuple):
    """A quote between what stands before and after it in the same paragraph."""

    before: str
    quote: str
    after: str


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open run of the sentence or sentences that hold `text[start:end]`."""
    first, last = 0, len(text)
    for mark in _END.finditer(text):
        if mark.end() <= start:
            first = mark.end()
        if mark.end() >= end:
            last = mark.end() if mark.group() != "\n" else mark.start()
            break
    return min(first, start), max(last, end)


def surroundings(text: str, start: int, end: int, reach: int = 60) -> Surroundings:
    """Return the quote with about `reach` characters on each side, cut with … and never beyond the paragraph."""
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
    first, last = max(paragraph_start, start - reach), min(paragraph_end, end + reach)
    before = ("…" if first > paragraph_start else "") + text[first:start]
    after = text[end:last] + ("…" if last < paragraph_end else "")
    return Surroundings(before, text[start:end], after)
