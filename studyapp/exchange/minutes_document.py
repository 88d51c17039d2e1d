"""The minutes of a study session as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.exchange.tables_as_files import clean

PHOTO_WIDTH_MM = 120


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph: a PNG or JPEG, its sides in dots, and the line under it, which may be empty."""

    content: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part: paragraphs, then a table as (header, rows, widths in millimetres) if there is one, then photos."""

    heading: str
    paragraphs: Sequence[str] = ()
    table: tuple[Sequence[str], Sequence[Sequence[str]], Sequence[int]] | None = None
    photos: Sequence[Photo] = ()


def as_minutes(title: str, facts: Sequence[tuple[str, str]], parts: Sequence[Part], foot: Sequence[str]) -> bytes:
    """Return the document: its title, a table of facts, the numbered parts, and the lines under them."""
    from docx.shared import Mm  # noqa: PLC0415 - loaded on use, as in `tables_as_files`

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
        for photo in part.photos:
            width = min(PHOTO_WIDTH_MM, PHOTO_WIDTH_MM * photo.width / photo.height)
            document.add_picture(io.BytesIO(photo.content), width=Mm(width))
            if photo.caption:
                document.add_paragraph(clean(photo.caption))
    for line in foot:
        document.add_paragraph(clean(line))
    return docx_bytes(document)
