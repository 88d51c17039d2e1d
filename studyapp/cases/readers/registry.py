"""Which reader opens which file: by its first bytes, then by its name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from studyapp.cases.readers.archives import checked_archive
from studyapp.cases.readers.bundle import read_bundle
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import Picture
    from studyapp.cases.readers.extracted import Extracted

MAX_BYTES = 50 * 1024 * 1024
# Loaded on first use: each reader brings a library of its own, and a text file needs none of them.
_READERS = {
    "txt": ("plain", "read_plain"),
    "md": ("plain", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "epub": ("epub", "read_epub"),
    "odt": ("odt", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
    "doc": ("office", "read_doc"),
    "wps": ("office", "read_wps"),
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
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def extract(data: bytes, name: str) -> Extracted:
    """Extract a file's text. Raises `UnreadableFileError` for what cannot be read."""
    if len(data) > MAX_BYTES:
        raise UnreadableFileError("file-too-large", megabytes=len(data) // 1048576, limit=MAX_BYTES // 1048576)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableFileError("empty-file")
    file_format = recognised_format(data, name)
    extracted = read_bundle(data, _read_member) if file_format == "zip" else _read(data, file_format)
    if not extracted.text.strip():
        raise UnreadableFileError("no-text", format=extracted.format)
    return extracted


def pictures_of(extracted: Extracted) -> tuple[Picture, ...]:
    """Return the pictures of an extracted text that are worth keeping, made harmless and small."""
    if not extracted.pictures:
        return ()  # the library for pictures is loaded only where there are some
    found: tuple[Picture, ...] = import_module("studyapp.cases.readers.pictures").kept(extracted.pictures)
    return found


def _read(data: bytes, file_format: str) -> Extracted:
    module, function = _READERS[file_format]
    extracted: Extracted = getattr(import_module(f"studyapp.cases.readers.{module}"), function)(data)
    return extracted


def _read_member(data: bytes, name: str) -> Extracted:
    """Read one file of a bundle, which may not be a bundle itself."""
    file_format = recognised_format(data, name)
    if file_format == "zip":
        raise UnreadableFileError("archive-too-nested")
    return _read(data, file_format)


def recognised_format(data: bytes, name: str) -> str:
    """Say which format a file is in; its bytes are believed before its name."""
    suffix = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if data.startswith(_PICTURES) and not _is_text(data):
        raise UnreadableFileError("picture-file")
    if data.startswith(_OLD_OFFICE):
        return _old_format(data, suffix)
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


def _old_format(data: bytes, suffix: str) -> str:
    """Say what a container of the old Office holds: Word or WPS text, or an encrypted newer file."""
    if _ENCRYPTED in data:
        raise UnreadableFileError("locked-file", format=suffix or "docx")
    if suffix in {"xls", "ppt", "et", "dps", "msg"}:
        raise UnreadableFileError("unsupported-format", format=suffix)
    return "wps" if suffix == "wps" else "doc"


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
    return "zip"
