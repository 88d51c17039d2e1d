"""Whole files embedded in a Word document (`altChunk`), which some converters write instead of paragraphs."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from studyapp.cases.readers.extracted import Extracted
from studyapp.cases.readers.html import read_html
from studyapp.cases.readers.plain import read_plain
from studyapp.cases.readers.rtf import read_rtf


def read_chunk(blob: bytes, content_type: str) -> Extracted | None:
    """Read an embedded web page, saved page (MHTML), rich text or plain text; None for any other kind."""
    head = blob[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return read_rtf(blob)
    if head.startswith(b"mime-version:") or content_type == "message/rfc822":
        page = _page_of_mail(blob)
        return read_html(page) if page else None
    if b"<html" in head or "html" in content_type:
        return read_html(blob)
    return read_plain(blob) if content_type == "text/plain" else None


def _page_of_mail(blob: bytes) -> bytes | None:
    """Return the first web page of a saved page, in UTF-8 as its meta line then says."""
    message = email.message_from_bytes(blob, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset("")
                # The mail's own words about its encoding come before the page's.
                return (f'<meta charset="{charset}">'.encode() if charset.isascii() else b"") + content
    return None
