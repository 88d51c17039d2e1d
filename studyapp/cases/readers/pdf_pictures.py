"""Pictures of a PDF: each stands before the line that is printed below it."""

from __future__ import annotations

import io
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from studyapp.cases.readers.extracted import FoundPicture
from studyapp.cases.readers.pictures import MAX_DOTS, MAX_PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studyapp.cases.readers.pdf_lines import Line

_WHOLE_PAGE = 0.8
"""A picture that covers so much of the page is its scan or its ground."""
_BROKEN = (pypdfium2.PdfiumError, OSError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError)


class Printed(NamedTuple):
    """A picture on a page and its box in points; y grows upwards."""

    data: bytes
    left: float
    bottom: float
    right: float


def pictures_of_page(page: pypdfium2.PdfPage) -> Iterator[Printed]:
    """Yield the pictures of a page; one that cannot be taken out is passed over."""
    width, height = page.get_size()
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        try:
            left, bottom, right, top = image.get_bounds()
            dots = image.get_px_size()
            if dots[0] * dots[1] > MAX_DOTS or (right - left) * (top - bottom) > _WHOLE_PAGE * width * height:
                continue
            target = io.BytesIO()
            image.extract(target, fb_format="png")
        except _BROKEN:
            continue
        yield Printed(target.getvalue(), left, bottom, right)


def placed(pages: Sequence[Sequence[Line]], pictures: Sequence[Sequence[Printed]]) -> tuple[FoundPicture, ...]:
    """Return the pictures of all pages with their raw offsets, where every line of `pages` is a line of the text."""
    starts = list(accumulate((len(line.text) + 1 for page in pages for line in page), initial=0))
    found: list[FoundPicture] = []
    before = 0
    for page, shown in zip(pages, pictures, strict=True):
        found += [FoundPicture(one.data, at=starts[before + _below(page, one)]) for one in shown]
        before += len(page)
    return tuple(sorted(found[:MAX_PICTURES], key=lambda one: one.at))


def _below(page: Sequence[Line], picture: Printed) -> int:
    """Return which line of a page, in reading order, is the first below a picture in its column."""
    for index, line in enumerate(page):
        middle = (line.top + line.bottom) / 2
        if middle < picture.bottom and line.left < picture.right and picture.left < line.right:
            return index
    return len(page)
