"""A certificate as a PDF on A4: its Chinese font is embedded, so nothing outside is needed to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno

from studyapp.exchange.pdf_font import chinese_font

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT, MARGIN = 297, 210, 14
INK, QUIET, VERMILION = (29, 33, 38), (92, 99, 107), (176, 58, 46)
CODE_SIZE = 32


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """What a certificate says; `facts` are (label, text), `link` is what its QR code leads to."""

    title: str
    name: str
    body: str
    organization: str
    day: str
    facts: Sequence[tuple[str, str]]
    scan: str
    link: str


def certificate_pdf(words: CertificateWords) -> bytes:
    """Return the file. Raises `DomainError` pdf-needs-font where the machine has no Chinese font."""
    from fpdf import FPDF  # noqa: PLC0415 - loaded on use: a process at rest does without it, its fonts and pictures

    font, number = chinese_font()
    page = FPDF(orientation="landscape", format="A4")
    page.set_auto_page_break(False)
    page.set_title(f"{words.title} {words.name}")
    page.set_lang("zh-CN")
    page.add_page()
    page.add_font("song", fname=font, collection_font_number=number)
    _frame(page)
    _line(page, 38, 36, words.title)
    _line(page, 76, 26, words.name)
    page.set_xy(48, 98)
    page.set_font("song", size=16)
    page.multi_cell(WIDTH - 96, 11, words.body, align="C")
    _seal_side(page, words)
    _facts(page, words)
    return bytes(page.output())


def _frame(page: FPDF) -> None:
    page.set_draw_color(*VERMILION)
    page.set_line_width(1.2)
    page.rect(MARGIN - 4, MARGIN - 4, WIDTH - 2 * MARGIN + 8, HEIGHT - 2 * MARGIN + 8)
    page.set_line_width(0.3)
    page.rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)


def _line(page: FPDF, y: float, size: int, text: str) -> None:
    """Put one centred line, set smaller where it would not fit."""
    page.set_text_color(*INK)
    page.set_font("song", size=size)
    while size > 10 and page.get_string_width(text) > WIDTH - 2 * MARGIN - 20:
        size -= 1
        page.set_font("song", size=size)
    page.set_xy(MARGIN, y)
    page.cell(WIDTH - 2 * MARGIN, size / 2, text, align="C")


def _seal_side(page: FPDF, words: CertificateWords) -> None:
    page.set_text_color(*INK)
    page.set_font("song", size=15)
    for y, text in ((150, words.organization), (161, words.day)):
        page.set_xy(WIDTH / 2, y)
        page.multi_cell(WIDTH / 2 - MARGIN - 16, 9, text, align="R", max_line_height=8)


def _facts(page: FPDF, words: CertificateWords) -> None:
    x, y = MARGIN + 14.0, HEIGHT - MARGIN - CODE_SIZE - 12.0
    _code(page, words.link, x, y)
    page.set_text_color(*QUIET)
    page.set_font("song", size=10)
    for place, (label, text) in enumerate(words.facts):
        page.set_xy(x + CODE_SIZE + 6, y + 7 + 7 * place)
        page.cell(90, 6, f"{label}  {text}")
    page.set_xy(x + CODE_SIZE + 6, y + 7 + 7 * len(words.facts))
    page.cell(90, 6, words.scan)


def _code(page: FPDF, link: str, x: float, y: float) -> None:
    """Draw the QR code as squares, so that it prints sharply at any size."""
    rows = [list(row) for row in segno.make(link, error="m", micro=False).matrix]
    size = CODE_SIZE / len(rows)
    page.set_fill_color(0, 0, 0)
    for down, row in enumerate(rows):
        for across, is_dark in enumerate(row):
            if is_dark:
                page.rect(x + across * size, y + down * size, size, size, style="F")
