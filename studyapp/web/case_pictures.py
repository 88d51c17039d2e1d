"""A case's pictures, ready for the page: before which paragraph each is shown, and answered as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask import Response, make_response, request

from studyapp.cases.models import Picture
from studyapp.cases.pictures import ShownPicture
from studyapp.web.case_paragraphs import Paragraph

LAST = -1
"""Stands for the end of a part, where other pictures are named by the paragraph that they stand before."""
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a template shows it."""

    url: str
    alt: str
    width: int
    height: int


def by_paragraph(
    paragraphs: Sequence[Paragraph], pictures: Iterable[ShownPicture], url_of: Callable[[int], str]
) -> dict[int, list[PictureView]]:
    """Return the pictures to be shown, in order, by the start of the paragraph that they stand before, or `LAST`."""
    shown: dict[int, list[PictureView]] = {}
    for one in pictures:
        if not one.is_hidden:
            start = next((paragraph.start for paragraph in paragraphs if paragraph.start >= one.offset), LAST)
            shown.setdefault(start, []).append(PictureView(url_of(one.id), one.alt, one.width, one.height))
    return shown


def within(pictures: Iterable[ShownPicture], part: str, start: int = 0, end: int | None = None) -> list[ShownPicture]:
    """Return the pictures of a part; with `start` and `end` only those that stand in that run of it."""
    return [one for one in pictures if one.part == part and start <= one.offset and (end is None or one.offset <= end)]


def answered(picture: Picture) -> Response:
    """Return a picture as a file that this browser alone may keep for a while; it is asked for again by its hash."""
    response = make_response(picture.content)
    response.mimetype = picture.media_type
    response.set_etag(picture.sha256)
    response.headers["Cache-Control"] = f"private, max-age={_SECONDS}"
    response.make_conditional(request)
    return response
