"""A table as CSV that a spreadsheet opens without a question: utf-8 with its mark, no cell that starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads utf-8 as the machine's old code page
# What a spreadsheet takes for the start of a formula, also in full width and behind blanks.
_STARTS_FORMULA = frozenset("=+-@＝＋－＠\t\r\n|%")

Cell = str | int | float | None


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as bytes; texts that would run as a formula get an apostrophe before them, numbers stay."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(text) for text in header])
    writer.writerows([[harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows])
    return out.getvalue().encode()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    if not text or (text[0] not in _STARTS_FORMULA and not text[0].isspace()):
        return text
    return f"'{text}" if text[0] in _STARTS_FORMULA or text.lstrip()[:1] in _STARTS_FORMULA else text
