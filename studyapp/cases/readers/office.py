"""Old Word and WPS files: LibreOffice turns them into .docx where it is on the machine, otherwise a clear refusal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studyapp import office
from studyapp.cases.readers.docx import read_docx
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.readers.extracted import Extracted

MAX_SECONDS = 90
_CODES = {"office-missing": "needs-office", "office-too-slow": "took-too-long", "office-failed": "damaged-file"}


def read_doc(data: bytes) -> Extracted:
    """Read a .doc file. Raises `UnreadableFileError`: `needs-office`, `damaged-file`, `took-too-long`."""
    return _read(data, "doc")


def read_wps(data: bytes) -> Extracted:
    """Read a .wps file. Raises as `read_doc` does."""
    return _read(data, "wps")


def _read(data: bytes, file_format: str) -> Extracted:
    try:
        # WPS writes Word's own format under its own name.
        made = office.convert(data, "doc", "docx", MAX_SECONDS)
    except office.OfficeError as error:
        raise UnreadableFileError(_CODES[error.code], format=file_format, **error.parameters) from error
    return replace(read_docx(made), format=file_format)
