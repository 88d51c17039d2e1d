"""Reading .xlsx: values as last computed, merged areas filled, dates as dates."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from studyapp.errors import UnreadableFileError
from studyapp.exchange.tables.table import BLANK_ROWS_END, MOST_COLUMNS, MOST_ROWS, Line, Table, tidy

_UNPACKED_AT_MOST = 300 * 1024 * 1024
_EXACT_BELOW = 10**15  # a spreadsheet keeps fifteen digits of a number
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
_FORMULA = re.compile(rb"<f[\s>/]")
_MOST_MERGED = 20_000


def read_xlsx(content: bytes) -> Table:
    """Return the first visible sheet with anything in it.

    Raises `UnreadableFileError` damaged-table, archive-too-large or too-many-rows.
    """
    _check_archive(content)
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible" and (rows := _rows(sheet)):
                return _table(content, sheet, rows)
    except UnreadableFileError:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, SyntaxError) as error:
        raise UnreadableFileError("damaged-table") from error
    return Table([])


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableFileError("damaged-table")
    except zipfile.BadZipFile as error:
        raise UnreadableFileError("damaged-table") from error
    if size > _UNPACKED_AT_MOST:
        raise UnreadableFileError("archive-too-large")


def _rows(sheet: Any) -> list[tuple[int, list[Any]]]:
    rows: list[tuple[int, list[Any]]] = []
    blank = 0
    sheet.reset_dimensions()  # some programs write a wrong one
    for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if any(cell is not None and str(cell).strip() for cell in cells):
            rows.append((line, list(cells)))
            blank = 0
        else:
            blank += 1
        if len(rows) > MOST_ROWS + 1:
            raise UnreadableFileError("too-many-rows", most=MOST_ROWS)
        if blank > BLANK_ROWS_END:
            break
    return rows


def _table(content: bytes, sheet: Any, rows: list[tuple[int, list[Any]]]) -> Table:
    source = _source(content, sheet)
    merged = [reference.decode() for reference in _MERGED.findall(source)[:_MOST_MERGED]]
    _fill_merged(rows, merged)
    formulas = _formula_cells(content, sheet.title) if _FORMULA.search(source) else set()
    doubts: dict[tuple[int, int], str] = {}
    lines: list[Line] = []
    for line, cells in rows:
        texts = []
        for column, value in enumerate(cells):
            if (line, column) in formulas and value is None:
                doubts[line, column] = "formula-without-value"
            elif code := _doubt(value):
                doubts[line, column] = code
            texts.append(_text(value))
        while texts and not texts[-1]:
            texts.pop()
        lines.append((line, texts))
    return Table(lines, doubts, len(merged), len(formulas))


def _source(content: bytes, sheet: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(sheet._worksheet_path)  # noqa: SLF001 - the read-only sheet offers no merged areas


def _fill_merged(rows: list[tuple[int, list[Any]]], areas: Iterable[str]) -> None:
    """Let every cell of a merged area, in rows that hold anything, have the area's value."""
    by_line = dict(rows)
    for area in areas:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
        first = by_line.get(top, [])
        value = first[left - 1] if left <= len(first) else None
        if value is None or bottom - top > MOST_ROWS:
            continue
        for line in range(top, bottom + 1):
            cells = by_line.get(line)
            if cells is not None:
                last = min(right, MOST_COLUMNS)
                cells.extend([None] * (last - len(cells)))
                cells[left - 1 : last] = [value] * max(0, last - left + 1)


def _formula_cells(content: bytes, title: str) -> set[tuple[int, int]]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    sheet = workbook[title]
    sheet.reset_dimensions()
    found: set[tuple[int, int]] = set()
    for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 100), start=1):
        found.update((line, column) for column, cell in enumerate(cells) if getattr(cell, "data_type", "") == "f")
    return found


def _doubt(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT_BELOW:
        return "digits-lost"
    if isinstance(value, str) and value.startswith("#") and value.rstrip("!?/A").isupper():
        return "not-a-value"
    return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(value))
