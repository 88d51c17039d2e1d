"""Titled tables as a workbook that prints on A4, a sheet each; texts are texts, never formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from studyapp.exchange.csv_sheet import Cell, harmless
from studyapp.exchange.tables_as_files import TitledTable, clean


def table_workbook(tables: Sequence[TitledTable]) -> bytes:
    """Return the workbook's file."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill_sheet(book.create_sheet(_sheet_name(table.title)), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(one for one in clean(title) if one not in "[]:*?/\\'\n\t")[:31] or "1"


def _fill_sheet(sheet: Any, table: TitledTable) -> None:
    for line in (table.title, *table.lines):
        sheet.append([_cell(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([_cell(one) for one in table.header])
    first = sheet.max_row
    for row in table.rows:
        sheet.append([_cell(one) for one in row])
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=first, max_col=len(table.header)):
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.font = Font(bold=cell.row == first)
    for number, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width / 2
    sheet.print_title_rows = f"{first}:{first}"
    sheet.freeze_panes = f"A{first + 1}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4


def _cell(value: Cell) -> Cell:
    return harmless(clean(value)) if isinstance(value, str) else value
