"""The minutes of a study session as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.exchange.tables_as_files import clean


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part: paragraphs, then a table as (header, rows, widths in millimetres) if there is one."""

    heading: str
    paragraphs: Sequence[str] = ()
    table: tuple[Sequence[str], Sequence[Sequence[str]], Sequence[int]] | None = None


def as_minutes(title: str, facts: Sequence[tuple[str, str]], parts: Sequence[Part], foot: Sequence[str]) -> bytes:
    """Return the document: its title, a table of facts, the numbered parts, and the lines under them."""
    from studyapp.exchange.word_document import (  # noqa: PLC0415 - loaded on use, as in `tables_as_files`
        add_table,
        add_title,
        docx_bytes,
        new_document,
    )

    document = new_document()
    add_title(document, title)
    add_table(document, facts[0], facts[1:], (35, 125))
    for part in parts:
        document.add_heading(clean(part.heading), level=2)
        for text in part.paragraphs:
            for line in text.split("\n"):
                document.add_paragraph(clean(line))
        if part.table is not None:
            add_table(document, *part.table)
    for line in foot:
        document.add_paragraph(clean(line))
    return docx_bytes(document)
