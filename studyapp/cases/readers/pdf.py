"""PDF files with a text layer: glyphs and their places come from PDFium, lines and paragraphs are put together here."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from math import pi, radians
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from studyapp.cases.readers.pdf_lines import Glyph, Line, lines_of_page
from studyapp.cases.readers.pdf_paragraphs import extracted_from_pages
from studyapp.cases.readers.pdf_pictures import Printed, pictures_of_page, placed
from studyapp.cases.readers.scans import recognised_pages
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.cases.readers.extracted import Extracted

MAX_PAGES = 3000
_BOLD_FONT = re.compile(r"bold|heavy|black|hei(?!ght)|黑", re.IGNORECASE)
_NO_GLYPH = {0xFFFE, 0xFFFF}
_SPACES = {0x20, 0xA0, 0x3000}
_SCANNED_BELOW = 8  # visible characters a page; a page number is all that a scan may carry


def read_pdf(data: bytes) -> Extracted:
    """Read a .pdf file.

    Raises `UnreadableFileError`: `damaged-file`, `locked-file` where a password is asked for, `too-many-pages`, and
    `scanned-pdf` where the pages are pictures and no text recognition is on the machine.
    """
    document = _opened(data)
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableFileError("too-many-pages", pages=count, limit=MAX_PAGES)
    pages = [_lines(document, number) for number in range(count)]
    visible = sum(len(line.text.replace(" ", "")) for page in pages for line in page)
    if visible < _SCANNED_BELOW * count and _has_pictures(document):
        return recognised_pages(document)
    extracted = extracted_from_pages(pages, _title(document))
    pictures = placed(pages, [_pictures(document, number) for number in range(count)])
    return replace(extracted, pictures=tuple(replace(one, at=min(one.at, len(extracted.text))) for one in pictures))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > 0:
            return document
    except pypdfium2.PdfiumError as error:
        code = "locked-file" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "damaged-file"
        raise UnreadableFileError(code, format="pdf") from error
    raise UnreadableFileError("damaged-file", format="pdf")


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    """Return a page's lines in reading order; a page that cannot be opened has none."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        turn, size = page.get_rotation(), page.get_size()
        glyphs = _glyphs(text, turn)
        return lines_of_page([_upright(glyph, turn, size) for glyph in glyphs] if turn else list(glyphs))
    finally:
        text.close()
        page.close()


def _pictures(document: pypdfium2.PdfDocument, number: int) -> list[Printed]:
    """Return a page's pictures; a page that cannot be opened has none."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return []
    try:
        return list(pictures_of_page(page))
    finally:
        page.close()


def _upright(glyph: Glyph, turn: int, size: tuple[float, float]) -> Glyph:
    """Return a glyph where it stands on a page of `size` that is shown turned by `turn` degrees."""
    width, height = size
    left, right, bottom, top = glyph.left, glyph.right, glyph.bottom, glyph.top
    if turn == 90:
        left, right, bottom, top = bottom, top, height - right, height - left
    elif turn == 180:
        left, right, bottom, top = width - right, width - left, height - top, height - bottom
    elif turn == 270:
        left, right, bottom, top = width - top, width - bottom, left, right
    return glyph._replace(left=left, right=right, bottom=bottom, top=top)


def _glyphs(text: pypdfium2.PdfTextPage, turn: int) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    half = 0
    spaced = False
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            # A rare character comes as two halves; one half alone is none.
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00 if half else 0
        half = 0
        if code in _SPACES:
            spaced |= pdfium.FPDFText_IsGenerated(text, index) == 0
            continue
        if code < 32 or code in _NO_GLYPH or code > 0x10FFFF:
            continue
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        # A character drawn along a slanted line is a watermark.
        if 0.2 < (pdfium.FPDFText_GetCharAngle(text, index) + radians(turn)) % pi < 2.9:
            continue
        if box.top > box.bottom and box.right >= box.left:
            yield Glyph(chr(code), box.left, box.right, box.bottom, box.top, _is_bold(text, index), spaced)
            spaced = False


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, name, 128, None)
    return 0 < length <= 128 and bool(_BOLD_FONT.search(name.value.decode("utf-8", errors="replace")))


def _has_pictures(document: pypdfium2.PdfDocument) -> bool:
    for number in range(min(len(document), 5)):
        try:
            if next(document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]), None) is not None:
                return True
        except pypdfium2.PdfiumError:
            continue
    return False


def _title(document: pypdfium2.PdfDocument) -> str | None:
    title = str(document.get_metadata_value("Title")).strip()
    # Office programs put the file's name there; that is no title.
    return title if title and not re.search(r"\.(?:docx?|wps|pdf|indd|txt)$|^(?:Microsoft|untitled)", title) else None
