"""Workbooks that open without a question in Excel, WPS and LibreOffice: typed cells, held headings, fitting columns."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FONT = "Microsoft YaHei"
NARROWEST, WIDEST = 8, 60
LINE_HEIGHT = 17
_FORMATS: dict[str, dict[str, object]] = {
    "text": {},
    "number": {"num_format": "0"},
    "score": {"num_format": "0.0"},
    "share": {"num_format": "0%"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "day": {"num_format": "yyyy-mm-dd"},
    "wrapped": {"text_wrap": True},
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its heading and what its cells are, one of text, number, score, share, moment, day, wrapped.

    A moment is a datetime of the wall clock, without a zone; a share runs from 0 to 1.
    """

    heading: str
    kind: str = "text"


Value = str | int | float | datetime | None


class Workbook:
    """A workbook being written, sheet by sheet."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        look: dict[str, object] = {"font_name": FONT, "font_size": 11, "valign": "top"}
        self._formats = {kind: inner.add_format(look | extra) for kind, extra in _FORMATS.items()}
        self._heading = inner.add_format(look | {"bold": True, "bg_color": "#DDEBE9", "bottom": 1, "text_wrap": True})
        self._title = inner.add_format(look | {"bold": True, "font_size": 16})

    def add_table(
        self, name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]], title: str = ""
    ) -> Any:
        """Add a sheet with a heading that stays in view, a filter, and columns as wide as their text; return it.

        A `title` stands above the heading. Text is always text: nothing in a cell is taken for a formula or a link.
        """
        sheet = self.inner.add_worksheet(_sheet_name(name))
        top = 0
        if title:
            sheet.write_string(0, 0, title, self._title)
            top = 2
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column.heading, self._heading)
        widths = [_width(column.heading) + 3 for column in columns]
        last = top
        for last, row in enumerate(rows, start=top + 1):
            lines = 1
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, (last, place), column.kind, value)
                widths[place] = max(widths[place], _value_width(column.kind, value))
                if column.kind == "wrapped":
                    lines = max(lines, -(-_value_width(column.kind, value) // (WIDEST - 4)))
            if lines > 1:
                sheet.set_row(last, LINE_HEIGHT * lines)  # not every program fits the height by itself
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(WIDEST, max(NARROWEST, width + 1)))
        sheet.freeze_panes(top + 1, 0)
        if last > top:
            sheet.autofilter(top, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        return sheet

    def _write(self, sheet: Any, place: tuple[int, int], kind: str, value: Value) -> None:
        look = self._formats[kind]
        if value is None or value == "":
            sheet.write_blank(*place, None, look)
        elif isinstance(value, str):
            sheet.write_string(*place, value, look)
        elif isinstance(value, datetime):
            sheet.write_datetime(*place, value, look)
        else:
            sheet.write_number(*place, value, look)


@contextmanager
def writing() -> Iterator[tuple[Workbook, io.BytesIO]]:
    """Yield a workbook and the buffer that holds its bytes once the block has ended."""
    import xlsxwriter  # noqa: PLC0415 - loaded when the first is written: 3 MB that a process at rest does without

    buffer = io.BytesIO()
    inner = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    yield Workbook(inner), buffer
    inner.close()


def _sheet_name(name: str) -> str:
    return "".join("-" if mark in "[]:*?/\\" else mark for mark in name)[:31]


def _value_width(kind: str, value: Value) -> int:
    if kind in {"moment", "day"}:
        return 16 if kind == "moment" else 10
    return _width(str(value)) if value is not None and kind in {"text", "wrapped", "number"} else 0


def _width(text: str) -> int:
    """Return how many columns of a fixed-width font a text takes: a Chinese character two."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in text)
