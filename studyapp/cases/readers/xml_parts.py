"""Parts of zip containers parsed as XML: no entities, no network, no absurd nesting."""

from __future__ import annotations

import zipfile
import zlib

from lxml import etree

from studyapp.errors import UnreadableFileError

MAX_PART = 100 * 1024 * 1024


def part_bytes(archive: zipfile.ZipFile, name: str, file_format: str) -> bytes:
    """Return the bytes of one part. Raises `UnreadableFileError` damaged-file, locked-file or archive-too-large."""
    try:
        entry = archive.getinfo(name)
        if entry.flag_bits & 0x1:
            raise UnreadableFileError("locked-file", format=file_format)
        with archive.open(entry) as part:
            data = part.read(MAX_PART + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFileError("damaged-file", format=file_format) from error
    if len(data) > MAX_PART:
        raise UnreadableFileError("archive-too-large")
    return data


def parsed(data: bytes, file_format: str) -> etree._Element:
    """Return the root of an XML document. Entities of its own are never expanded, nothing outside is loaded."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFileError("damaged-file", format=file_format) from error
