"""LibreOffice, where it is on the machine: a document in one format turned into another, in bounded time and memory."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from studyapp.errors import DomainError

MAX_MEMORY = 4 * 1024 * 1024 * 1024  # address space; LibreOffice maps far more than it uses
# A shell sets the limit and becomes the program: code of ours between fork and exec could hang where there are threads.
_LIMITED = ("/bin/sh", "-c", 'ulimit -S -v "$1" && shift && exec "$@"', "sh")
_PROGRAMS = ("soffice", "libreoffice")


class OfficeError(DomainError):
    """LibreOffice is not there (office-missing), was stopped (office-too-slow), or made nothing (office-failed)."""


def has_office() -> bool:
    """Say whether LibreOffice is on the machine."""
    return _program() is not None


def convert(document: bytes, source: str, target: str, seconds: int) -> bytes:
    """Return a document of the format `source` in the format `target`, both named by their suffixes.

    It runs with a profile of its own (no macros, no running instance) in a folder of its own, and all of it is ended
    after `seconds`. Raises `OfficeError`.
    """
    program = _program()
    if program is None:
        raise OfficeError("office-missing")
    with tempfile.TemporaryDirectory(prefix="studyapp-") as folder:
        given = Path(folder) / f"document.{source}"
        given.write_bytes(document)
        _run(program, given, target, seconds)
        made = given.with_suffix(f".{target}")
        if not made.is_file():
            raise OfficeError("office-failed")
        return made.read_bytes()


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _run(program: str, given: Path, target: str, seconds: int) -> None:
    profile = (given.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    # Only our own arguments and a file we wrote; a new session lets the whole group be ended.
    process = subprocess.Popen(  # noqa: S603
        [*_LIMITED, str(_limit_kib()), *command, "--convert-to", target, "--outdir", str(given.parent), str(given)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise OfficeError("office-too-slow", seconds=seconds) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit_kib() -> int:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    return (MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)) // 1024
