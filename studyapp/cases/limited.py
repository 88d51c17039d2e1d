"""Reading a file in a child process with limits, so that no file can take the server down.

The child is this module run as a program: it gets a path, limits itself, and writes one JSON document to its output.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studyapp import child
from studyapp.cases.codec import from_dict, to_dict
from studyapp.config import MAX_UPLOAD_BYTES as MAX_BYTES
from studyapp.errors import UnreadableFileError

if TYPE_CHECKING:
    import subprocess

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
    arguments = (str(path.resolve()), shown, str(seconds), str(memory))
    return _result(child.run("studyapp.cases.limited", *arguments, seconds=seconds), seconds)


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
        code = "took-too-long" if child.was_too_slow(done) else "reader-failed"
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
    child.limit(int(seconds), int(memory), most_memory=resource.getrlimit(resource.RLIMIT_AS)[1])
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
