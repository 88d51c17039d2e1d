"""Pictures made harmless: opened by a library with limits, and written anew without anything but their dots."""

from __future__ import annotations

import hashlib
import io
import struct
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from studyapp.cases.casebook_text import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.cases.readers.extracted import FoundPicture

MAX_BYTES = 20 * 1024 * 1024
MAX_DOTS = 40_000_000
MAX_PICTURES = 200
MAX_KEPT_BYTES = 24 * 1024 * 1024
LONGEST_SIDE = 1600
SHORTEST_SIDE = 48
"""Smaller ones are bullets, rules and marks of the page."""
LONGEST_SHAPE = 12
REPEATED = 4
"""The same picture so many times in a book is its letterhead."""
ALT_LENGTH = 300
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")  # no vector graphics: they can hold scripts
_LARGE_PNG = 300 * 1024
_QUALITY = 82
Image.MAX_IMAGE_PIXELS = MAX_DOTS
# What the library lets through when a file is broken: each format's own parser raises its own.
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    EOFError,
    struct.error,
)


def kept(found: Iterable[FoundPicture]) -> tuple[Picture, ...]:
    """Return the pictures that can be shown, in order; what is broken, tiny, repeated or too much is left out."""
    made: list[Picture] = []
    size = 0
    known: dict[bytes, Picture | None] = {}
    for one in found:
        if one.data is None or len(one.data) > MAX_BYTES:
            continue
        digest = hashlib.sha256(one.data).digest()
        if digest not in known:
            known[digest] = new = written_anew(one.data)
            size += len(new.content) if new else 0
        picture = known[digest]
        if picture is not None and len(made) < MAX_PICTURES and size <= MAX_KEPT_BYTES:
            made.append(replace(picture, at=one.at, alt=one.alt[:ALT_LENGTH]))
    times = Counter(one.sha256 for one in made)
    return tuple(one for one in made if times[one.sha256] < REPEATED)


def written_anew(data: bytes) -> Picture | None:
    """Return a picture drawn anew, at most `LONGEST_SIDE` dots wide and high; None for what is none worth showing."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_DOTS or not _is_worth_showing(opened.width, opened.height):
                return None
            return _encoded(ImageOps.exif_transpose(opened), is_photo=opened.format == "JPEG")
    except _BROKEN:
        return None


def _is_worth_showing(width: int, height: int) -> bool:
    short, long = sorted((width, height))
    return short >= SHORTEST_SIDE and long <= LONGEST_SHAPE * short


def _encoded(image: Image.Image, *, is_photo: bool) -> Picture:
    has_holes = "A" in image.getbands() or "transparency" in image.info
    plain = image.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    content, media_type = b"", "image/png"
    if not is_photo:
        content = _saved(plain, "PNG", optimize=True)
    if not has_holes and (is_photo or len(content) > _LARGE_PNG):
        content, media_type = _saved(plain, "JPEG", quality=_QUALITY, optimize=True), "image/jpeg"
    digest = hashlib.sha256(content).hexdigest()
    return Picture(0, digest, media_type, plain.width, plain.height, "", content)


def _saved(image: Image.Image, image_format: str, **options: object) -> bytes:
    """Return the dots of a picture as a file; nothing else of what it held goes along."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    target = io.BytesIO()
    bare.save(target, image_format, **options)
    return target.getvalue()
