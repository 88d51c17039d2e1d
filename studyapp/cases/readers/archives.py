"""Zip containers (Word, EPUB, ODT, bundles) checked before anything inside is opened."""

from __future__ import annotations

import io
import zipfile

from studyapp.errors import UnreadableFileError

MAX_ENTRIES = 5000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 400


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zip archive whose declared sizes are sane.

    Raises `UnreadableFileError`: `damaged-file` for a broken container, `archive-too-large` for a bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError("damaged-file", format="zip") from error
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or total > MAX_RATIO * max(len(data), 4096):
        raise UnreadableFileError("archive-too-large")
    return archive
