"""The parts of a Word document: A4, Chinese text in Song, tables with lines around their cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from studyapp.exchange.csv_sheet import Cell
from studyapp.exchange.tables_as_files import CHINESE_FONT, LATIN_FONT, TitledTable, clean


def table_document(table: TitledTable) -> bytes:
    """Return a table as a document, its head repeated on every page."""
    document = new_document()
    add_title(document, table.title)
    for line in table.lines:
        document.add_paragraph(clean(line))
    add_table(document, table.header, table.rows, table.widths)
    return docx_bytes(document)


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
