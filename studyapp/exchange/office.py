"""Documents turned into PDF by LibreOffice, where it is on the machine."""

from __future__ import annotations

from studyapp import office
from studyapp.errors import DomainError

MAX_SECONDS = 120
_CODES = {"office-missing": "pdf-needs-office", "office-too-slow": "pdf-took-too-long", "office-failed": "pdf-failed"}


def as_pdf(document: bytes) -> bytes:
    """Return a .docx as PDF with its fonts embedded.

    Raises `DomainError` pdf-needs-office, pdf-took-too-long or pdf-failed.
    """
    try:
        return office.convert(document, "docx", "pdf", MAX_SECONDS)
    except office.OfficeError as error:
        raise DomainError(_CODES[error.code], **error.parameters) from error
