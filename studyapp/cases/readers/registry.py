"""Which reader opens which file: by its first bytes, then by its name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from studyapp.cases.readers.archives import checked_archive
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.readers.extracted import Extracted

MAX_BYTES = 50 * 1024 * 1024
# Loaded on first use: each reader brings a library of its own, and a text file needs none of them.
_READERS = {
    "txt": ("plain", "read_plain"),
    "md": ("plain", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
}
_SUFFIXES = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "docx",
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def extract(data: bytes, name: str) -> Extracted:
    """Extract a file's text. Raises `UnreadableFileError` for what cannot be read."""
    if len(data) > MAX_BYTES:
        raise UnreadableFileError("file-too-large", megabytes=len(data) // 1048576, limit=MAX_BYTES // 1048576)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFileError("empty-file")
    module, function = _READERS[recognised_format(data, name)]
    extracted: Extracted = getattr(import_module(f"studyapp.cases.readers.{module}"), function)(data)
    if not extracted.text.strip():
        raise UnreadableFileError("no-text", format=extracted.format)
    return extracted


def recognised_format(data: bytes, name: str) -> str:
    """Say which format a file is in; its bytes are believed before its name."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if data.startswith(_PICTURES) and not _is_text(data):
        raise UnreadableFileError("picture-file")
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFileError("unsupported-format", format="doc")
    if data.startswith(b"%PDF"):
        return _supported("pdf")
    if data.startswith(b"{\\rtf"):
        return _supported("rtf")
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    if (
        suffix
        and suffix not in _SUFFIXES
        and suffix in {"pdf", "doc", "wps", "rtf", "odt", "epub", "zip", "xls", "xlsx", "ppt", "pptx"}
    ):
        raise UnreadableFileError("damaged-file", format=suffix)
    found = _SUFFIXES.get(suffix, "txt")
    if found == "docx":
        raise UnreadableFileError("damaged-file", format="docx")
    return found


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:4096]


def _supported(file_format: str) -> str:
    if file_format not in _READERS:
        raise UnreadableFileError("unsupported-format", format=file_format)
    return file_format


def _zip_format(data: bytes) -> str:
    names = set(checked_archive(data).namelist())
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return _supported("epub")
    if "content.xml" in names:
        return _supported("odt")
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableFileError(
            "unsupported-format", format="xlsx" if any(name.startswith("xl/") for name in names) else "pptx"
        )
    return _supported("zip")
