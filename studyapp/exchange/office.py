"""Documents turned into PDF by LibreOffice, where it is on the machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from studyapp.errors import DomainError

MAX_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def has_office() -> bool:
    """Say whether LibreOffice is on the machine."""
    return _program() is not None


def as_pdf(document: bytes) -> bytes:
    """Return a .docx as PDF with its fonts embedded.

    Raises `DomainError` pdf-needs-office, pdf-took-too-long or pdf-failed.
    """
    program = _program()
    if program is None:
        raise DomainError("pdf-needs-office")
    with tempfile.TemporaryDirectory(prefix="studyapp-") as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(document)
        _run(program, source)
        made = source.with_suffix(".pdf")
        if not made.is_file():
            raise DomainError("pdf-failed")
        return made.read_bytes()


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _run(program: str, source: Path) -> None:
    """Run the conversion with a profile of its own, and end its whole process group in time."""
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    process = subprocess.Popen(  # noqa: S603 - our own arguments and a file we wrote
        [*command, "--convert-to", "pdf", "--outdir", str(source.parent), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DomainError("pdf-took-too-long", seconds=MAX_SECONDS) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
