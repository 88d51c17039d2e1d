"""A titled table as a Word document or an Excel workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from studyapp.exchange.csv_sheet import Cell, harmless

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
    document = new_document()
    add_title(document, table.title)
    for line in table.lines:
        document.add_paragraph(clean(line))
    add_table(document, table.header, table.rows, table.widths)
    return docx_bytes(document)


def as_xlsx(*tables: TitledTable) -> bytes:
    """Return the tables as a workbook that prints on A4, a sheet each; texts are texts, never formulas."""
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


def new_document() -> Any:
    """Return an empty A4 document whose Chinese text is set in Song."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE_FONT)
    # Without the language, a program may draw the shapes and the punctuation of another region.
    style.element.rPr.append(style.element.makeelement(qn("w:lang"), {qn("w:eastAsia"): "zh-CN"}))
    return document


def add_title(document: Any, title: str) -> None:
    """Add the document's title, centred."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(title))
    run.bold, run.font.size = True, Pt(18)


def add_table(document: Any, header: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    """Add a table with lines around its cells, its head repeated where it breaks over pages."""
    made = document.add_table(rows=1, cols=len(header))
    made.style = "Table Grid"
    made.autofit = False
    _fill(made.rows[0], header, bold=True)
    mark = made.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way to repeat a head
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in rows:
        _fill(made.add_row(), ["" if cell is None else str(cell) for cell in row])
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width / 10)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width / 10)


def docx_bytes(document: Any) -> bytes:
    """Return the document's file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(clean(text))
        run.bold = bold


def clean(text: str) -> str:
    """Return the text without the characters that no XML file may hold (XML 1.0, 2.2)."""
    return _NO_CHARACTER.sub("", text)
