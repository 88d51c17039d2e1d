"""Reading a file in a child process with limits, so that no file can take the server down.

The child is this module run as a program: it gets a path, limits itself, and writes one JSON document to its output.
"""

from __future__ import annotations

import base64
import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyapp.cases.codec import from_dict, to_dict
from studyapp.config import MAX_UPLOAD_BYTES as MAX_BYTES
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import ReadCasebook

MAX_MEMORY = 1024 * 1024 * 1024
MAX_SECONDS = 120


def read_in_child(
    path: Path, name: str | None = None, *, seconds: int = MAX_SECONDS, memory: int = MAX_MEMORY
) -> ReadCasebook:
    """Read a file as a casebook in a child process that is killed at the limits.

    `name` is what the user calls the file (the path's own name if None). Raises `UnreadableFileError`: what
    `read_casebook` raises, and `missing-file`, `file-too-large`, `took-too-long`, `too-much-memory`, `reader-failed`.
    """
    shown = name or path.name
    size = _size_of(path)
    if size > MAX_BYTES:
        raise UnreadableFileError("file-too-large", megabytes=size // 1048576, limit=MAX_BYTES // 1048576)
    command = [sys.executable, "-m", "studyapp.cases.limited", str(path.resolve()), shown, str(seconds), str(memory)]
    root = str(Path(__file__).resolve().parents[2])
    try:
        # The command is our own module; the path is passed as one argument and no shell sees it.
        done = subprocess.run(command, capture_output=True, cwd=root, timeout=seconds + 5, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("took-too-long", seconds=seconds) from error
    return _result(done, seconds)


def _size_of(path: Path) -> int:
    try:
        if not path.is_file():
            raise UnreadableFileError("missing-file" if not path.exists() else "not-a-file", name=str(path))
        return path.stat().st_size
    except OSError as error:
        raise UnreadableFileError("missing-file", name=str(path)) from error


def _result(done: subprocess.CompletedProcess[bytes], seconds: int) -> ReadCasebook:
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        # Killed by the kernel: SIGXCPU and SIGKILL at the time limit, anything else is a crash of a parser.
        code = "took-too-long" if done.returncode in {-24, -9} else "reader-failed"
        raise UnreadableFileError(code, seconds=seconds) from error
    if "error" in answer:
        raise UnreadableFileError(answer["error"], **answer["parameters"])
    book = from_dict(answer["book"])
    contents = {name: base64.b64decode(content) for name, content in answer["pictures"].items()}
    return replace(book, pictures=tuple(replace(one, content=contents[one.sha256]) for one in book.pictures))


def main(arguments: list[str]) -> None:
    """Read the file named by the arguments (path, name, seconds, bytes of memory) and print the result as JSON."""
    from studyapp.cases.reading import read_casebook  # noqa: PLC0415 - only the child reads; 3 MB

    path, name, seconds, memory = arguments
    # Only the soft limit: LibreOffice, started as a process of its own, is given more (`studyapp.office`).
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = read_casebook(Path(path).read_bytes(), name)
        pictures = {one.sha256: base64.b64encode(one.content).decode("ascii") for one in book.pictures}
        answer: dict[str, Any] = {"book": to_dict(book), "pictures": pictures}
    except UnreadableFileError as error:
        answer = {"error": error.code, "parameters": error.parameters}
    except MemoryError:
        answer = {"error": "too-much-memory", "parameters": {}}
    except RecursionError:
        answer = {"error": "reader-failed", "parameters": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
