"""Reading CSV and its kin: utf-8, utf-16 or gb18030, separated by commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
import io

from studyapp.errors import UnreadableFileError
from studyapp.exchange.tables.table import MOST_COLUMNS, MOST_ROWS, Line, Table, tidy

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ",\t;，"


def read_csv(content: bytes) -> Table:
    """Return the table. Raises `UnreadableFileError` unknown-encoding, not-a-table or too-many-rows."""
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[Line] = []
    try:
        for cells in reader:
            row = [tidy(cell) for cell in cells[:MOST_COLUMNS]]
            if any(row):
                rows.append((reader.line_num, row))
            if len(rows) > MOST_ROWS + 1:
                raise UnreadableFileError("too-many-rows", most=MOST_ROWS)
    except csv.Error as error:
        raise UnreadableFileError("not-a-table") from error
    return Table(rows)


def _decoded(content: bytes) -> str:
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UnreadableFileError("not-a-table")
        return text
    raise UnreadableFileError("unknown-encoding")


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)
