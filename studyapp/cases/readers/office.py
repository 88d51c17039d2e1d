"""Old Word and WPS files: LibreOffice turns them into .docx where it is on the machine, otherwise a clear refusal."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from studyapp.cases.readers.docx import read_docx
from studyapp.cases.readers.extracted import Extracted
from studyapp.errors import UnreadableFileError

MAX_SECONDS = 90
MAX_MEMORY = 4 * 1024 * 1024 * 1024  # address space; LibreOffice maps far more than it uses
# A shell sets the limit and becomes the program: code of ours between fork and exec could hang where there are threads.
_LIMITED = ("/bin/sh", "-c", 'ulimit -S -v "$1" && shift && exec "$@"', "sh")
_PROGRAMS = ("soffice", "libreoffice")


def read_doc(data: bytes) -> Extracted:
    """Read a .doc file. Raises `UnreadableFileError`: `needs-office`, `damaged-file`, `took-too-long`."""
    return _read(data, "doc")


def read_wps(data: bytes) -> Extracted:
    """Read a .wps file. Raises as `read_doc` does."""
    return _read(data, "wps")


def _read(data: bytes, file_format: str) -> Extracted:
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFileError("needs-office", format=file_format)
    with tempfile.TemporaryDirectory() as folder:
        # WPS writes Word's own format under its own name.
        source = Path(folder) / "book.doc"
        source.write_bytes(data)
        _convert(program, source)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise UnreadableFileError("damaged-file", format=file_format)
        return replace(read_docx(made.read_bytes()), format=file_format)


def _convert(program: str, source: Path) -> None:
    """Run the conversion with a profile of its own (no macros, no running instance), and end all of it in time."""
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    # Only our own arguments and a file we wrote; a new session lets the whole group be ended.
    process = subprocess.Popen(  # noqa: S603
        [*_LIMITED, str(_limit_kib()), *command, "--convert-to", "docx", "--outdir", str(source.parent), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("took-too-long", seconds=MAX_SECONDS) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit_kib() -> int:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    return (MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)) // 1024
