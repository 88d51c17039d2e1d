"""Sentences and clauses of Chinese text, with their places; what stands in quotation marks is never cut."""

from __future__ import annotations

import re
from typing import NamedTuple

OPENING = "“‘「『《（(【〈[〔"
CLOSING = "”’」』》）)】〉]〕"
ENDING = "。！？!?…"
DIVIDING = "，,；;：:"
_PARTNER = dict(zip(CLOSING, OPENING, strict=True))
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|‘[^‘’]*’|《[^《》]*》")


class Run(NamedTuple):
    """A run of characters with its place, half-open, in the text that it was cut from."""

    start: int
    end: int
    text: str

    @property
    def ended(self) -> bool:
        """Say whether a closing mark of a sentence ends the run."""
        return self.text.rstrip("”’」』）)").endswith(tuple(ENDING))


def _trimmed(text: str, start: int, end: int) -> Run | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Run(start, end, text[start:end]) if end > start else None


def sentences(text: str) -> list[Run]:
    """Cut a text into sentences; a line break always ends one, a full stop only outside quotations and brackets."""
    runs, start, depth = [], 0, 0
    for place, char in enumerate(text):
        if char == "\n":
            runs.append(_trimmed(text, start, place))
            start, depth = place + 1, 0
        elif char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        after = text[place + 1 : place + 2]
        if depth == 0 and _ends(text, place) and after not in (*ENDING, *CLOSING):
            runs.append(_trimmed(text, start, place + 1))
            start = place + 1
    runs.append(_trimmed(text, start, len(text)))
    return [run for run in runs if run]


def _ends(text: str, place: int) -> bool:
    char = text[place]
    if char in ENDING:
        return True
    return (
        char in "”’」』"
        and place > 0
        and text[place - 1] in ENDING
        and text[place + 1 : place + 2] not in tuple("，、的")
    )


def clauses(text: str) -> list[Run]:
    """Cut a sentence at its commas, semicolons and colons outside quotation marks; the marks belong to no clause."""
    runs, start, depth = [], 0, 0
    for place, char in enumerate(text):
        depth = max(0, depth + (char in OPENING) - (char in CLOSING))
        inside_number = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
        if depth == 0 and (char in DIVIDING or char in ENDING) and not inside_number:
            runs.append(_trimmed(text, start, place))
            start = place + 1
    runs.append(_trimmed(text, start, len(text)))
    return [run for run in runs if run]


def is_balanced(text: str) -> bool:
    """Say whether every opening mark has its closing one, in order."""
    open_marks: list[str] = []
    for char in text:
        if char in OPENING:
            open_marks.append(char)
        elif char in CLOSING and (not open_marks or open_marks.pop() != _PARTNER[char]):
            return False
    return not open_marks


def without_quotations(text: str) -> str:
    """Return the text with every quotation and title replaced by nothing but its marks."""
    return _QUOTED.sub(lambda found: found.group()[0] + found.group()[-1], text)


def inner_quoted(text: str) -> str:
    """Return the text with its double quotation marks made single, to stand inside double ones."""
    return text.replace("“", "‘").replace("”", "’")
