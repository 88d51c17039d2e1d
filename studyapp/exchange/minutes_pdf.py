"""The minutes of a study session as a PDF on A4, its font embedded: what is filed looks the same everywhere."""

from __future__ import annotations

import io
from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, WrapMode
from fpdf.fonts import FontFace

from studyapp.exchange.minutes_document import PHOTO_WIDTH_MM, Part, Photo
from studyapp.exchange.pdf_font import chinese_font
from studyapp.exchange.tables_as_files import clean

LINE, GAP = 7, 3
_Row = Sequence[str]


class _Sheet(FPDF):
    """Pages with their number at the foot."""

    def footer(self) -> None:
        """Write the page's number."""
        self.set_y(-15)
        self.set_font("song", size=9)
        self.cell(0, 6, f"{self.page_no()} / {{nb}}", align="C")


def as_minutes_pdf(title: str, facts: Sequence[tuple[str, str]], parts: Sequence[Part], foot: Sequence[str]) -> bytes:
    """Return the file: as `as_minutes`. Raises `DomainError` pdf-needs-font where the machine has no Chinese font."""
    font, number = chinese_font()
    sheet = _Sheet(format="A4")
    sheet.set_title(clean(title))
    sheet.set_lang("zh-CN")
    sheet.set_margins(25, 22)
    sheet.set_auto_page_break(True, margin=22)
    sheet.add_font("song", fname=font, collection_font_number=number)
    sheet.add_page()
    sheet.set_font("song", size=18)
    sheet.multi_cell(0, 14, clean(title), align="C", new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("song", size=11)
    _table(sheet, facts, (35, 125), has_head=False)
    for part in parts:
        _part(sheet, part)
    sheet.ln(GAP)
    for line in foot:
        _paragraph(sheet, line)
    return bytes(sheet.output())


def _part(sheet: FPDF, part: Part) -> None:
    kept_together = 4 * LINE + (_size(part.photos[0])[1] if part.photos else 0)
    if sheet.will_page_break(kept_together):  # a heading does not stand alone at the foot of a page
        sheet.add_page()
    sheet.ln(GAP)
    sheet.set_font("song", size=13)
    _paragraph(sheet, part.heading)
    sheet.set_font("song", size=11)
    for text in part.paragraphs:
        for line in text.split("\n"):
            _paragraph(sheet, line)
    if part.table is not None:
        header, rows, widths = part.table
        _table(sheet, [header, *rows], widths, has_head=True)
    for photo in part.photos:
        _photo(sheet, photo)


def _paragraph(sheet: FPDF, text: str) -> None:
    sheet.multi_cell(0, LINE, clean(text), align="L", wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT")


def _table(sheet: FPDF, rows: Sequence[_Row], widths: Sequence[int], *, has_head: bool) -> None:
    style = {"headings_style": FontFace(fill_color=(240, 240, 236)), "first_row_as_headings": has_head}
    with sheet.table(
        col_widths=tuple(widths),
        width=sum(widths),
        align="LEFT",
        text_align="LEFT",
        line_height=LINE,
        padding=1,
        wrapmode=WrapMode.CHAR,
        borders_layout=TableBordersLayout.ALL,
        **style,
    ) as table:
        for row in rows:
            table.row([clean(cell) for cell in row])


def _size(photo: Photo) -> tuple[float, float]:
    """Return width and height in millimetres: an upright photograph is no higher than another is wide."""
    width = min(PHOTO_WIDTH_MM, PHOTO_WIDTH_MM * photo.width / photo.height)
    return width, width * photo.height / photo.width


def _photo(sheet: FPDF, photo: Photo) -> None:
    width, height = _size(photo)
    if sheet.will_page_break(height + LINE):
        sheet.add_page()
    sheet.ln(GAP)
    sheet.image(io.BytesIO(photo.content), w=width)
    if photo.caption:
        _paragraph(sheet, photo.caption)
