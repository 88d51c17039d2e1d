"""Pictures of a web page: those it holds itself, and those it names."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from studyapp.cases.readers.docx_pictures import told
from studyapp.cases.readers.extracted import FoundPicture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,30}(?:;[a-z0-9=-]{1,40})*?(;base64)?,", re.IGNORECASE)


def pictures_below(node: etree._Element) -> Iterator[FoundPicture]:
    """Yield the pictures of an element, itself included; nothing outside the file is ever fetched."""
    for image in node.iter("img"):
        source, alt = (image.get("src") or "").strip(), told(image.get("alt") or "")
        head = _DATA.match(source)
        if head:
            data = _decoded(source[head.end() :], is_base64=bool(head[1]))
            if data:
                yield FoundPicture(data, alt)
        elif source and not urlsplit(source).scheme and not source.startswith("//"):
            yield FoundPicture(None, alt, unquote(urlsplit(source).path))


def _decoded(text: str, *, is_base64: bool) -> bytes:
    if not is_base64:
        return unquote_to_bytes(text)
    try:
        return base64.b64decode("".join(unquote(text).split()))
    except (binascii.Error, ValueError):
        return b""
