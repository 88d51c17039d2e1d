"""A titled table as a Word document or an Excel workbook.

The libraries that write them are loaded when the first is written: a process at rest does without their 12 MB.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.exchange.csv_sheet import Cell

LATIN_FONT, CHINESE_FONT = "Times New Roman", "宋体"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_CHARACTER = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class TitledTable:
    """A title, lines of text under it, and a table; `widths` are in millimetres, one for each column."""

    title: str
    lines: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


def as_docx(table: TitledTable) -> bytes:
    """Return the table as a document on A4, its head repeated on every page."""
    from studyapp.exchange.word_document import table_document  # noqa: PLC0415 - loaded on use, see above

    return table_document(table)


def as_xlsx(*tables: TitledTable) -> bytes:
    """Return the tables as a workbook that prints on A4, a sheet each; texts are texts, never formulas."""
    from studyapp.exchange.table_workbook import table_workbook  # noqa: PLC0415 - loaded on use, see above

    return table_workbook(tables)


def clean(text: str) -> str:
    """Return the text without the characters that no XML file may hold (XML 1.0, 2.2)."""
    return _NO_CHARACTER.sub("", text)
