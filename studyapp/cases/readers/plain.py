"""Plain text and Markdown: the decoded file is the raw text, unchanged."""

from __future__ import annotations

import re

from studyapp.cases.readers.decoding import decode
from studyapp.cases.readers.extracted import Extracted, LineHint

_ATX = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]*(?=\S)", re.MULTILINE)
_SETEXT = re.compile(
    r"(?:(?<=\n\n)|\A)([^\s。；，：|\-=][^\n]{0,60}[^。；，：！？\s\n])[ \t]*\n(={3,}|-{3,})[ \t]*(?=\n|\Z)"
)
_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def read_plain(data: bytes) -> Extracted:
    """Read a .txt file. Markdown headings count as headings wherever they stand."""
    text, encoding = decode(data)
    return Extracted(text, "txt", encoding, markdown_headings(text))


def read_markdown(data: bytes) -> Extracted:
    """Read a .md file."""
    text, encoding = decode(data)
    return Extracted(text, "md", encoding, markdown_headings(text))


def markdown_headings(text: str) -> tuple[LineHint, ...]:
    """Find lines that Markdown makes headings, outside fenced code; the hint spans the whole line."""
    fences = [found.span() for found in _FENCE.finditer(text)] if "```" in text or "~~~" in text else []
    hints = [LineHint(*found.span(1), 1 if found[2][0] == "=" else 2) for found in _SETEXT.finditer(text)]
    for found in _ATX.finditer(text):
        if not any(start <= found.start() < end for start, end in fences):
            end = text.find("\n", found.end())
            hints.append(LineHint(found.start(), end if end >= 0 else len(text), len(found[1])))
    return tuple(sorted(hints))
