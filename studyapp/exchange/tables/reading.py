"""Reading a table, whatever the file is called: its first bytes say what it is."""

from __future__ import annotations

from studyapp.errors import UnreadableFileError
from studyapp.exchange.tables.csv_table import read_csv
from studyapp.exchange.tables.table import Table
from studyapp.exchange.tables.xlsx_table import read_xlsx

MAX_BYTES = 20 * 1024 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"{\\rtf")  # pictures and documents, whatever they are called


def read_table(content: bytes) -> Table:
    """Return the table of an .xlsx or .csv file.

    Raises `UnreadableFileError` with what `read_xlsx` and `read_csv` raise, and also not-a-table, empty-table and
    old-or-locked-table.
    """
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFileError("old-or-locked-table")
    if content.startswith(_OTHERS):
        raise UnreadableFileError("not-a-table")
    table = read_xlsx(content) if content.startswith(b"PK") else read_csv(content)
    if not table.rows:
        raise UnreadableFileError("empty-table")
    return table
