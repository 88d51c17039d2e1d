"""Reading a table in a child process with limits, so that no file can take the server down.

The child is this module run as a program: it takes the file's bytes, limits itself, and writes one JSON document.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from studyapp import child
from studyapp.errors import UnreadableFileError
from studyapp.exchange.tables.table import Table

MAX_MEMORY = 1024 * 1024 * 1024
MAX_SECONDS = 60


def read_table_in_child(content: bytes, *, seconds: int = MAX_SECONDS, memory: int = MAX_MEMORY) -> Table:
    """Read a table in a child process that is killed at the limits.

    Raises `UnreadableFileError`: what `read_table` raises, and table-took-too-long, table-too-much-memory,
    damaged-table.
    """
    done = child.run("studyapp.exchange.tables.limited", str(seconds), str(memory), seconds=seconds, data=content)
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        code = "table-took-too-long" if child.was_too_slow(done) else "damaged-table"
        raise UnreadableFileError(code, seconds=seconds) from error
    if "error" in answer:
        raise UnreadableFileError(answer["error"], **answer["parameters"])
    return Table.from_dict(answer["table"])


def main(arguments: list[str]) -> None:
    """Read the table at the standard input, within the seconds and bytes of memory given, and print it as JSON."""
    from studyapp.exchange.tables.reading import read_table  # noqa: PLC0415 - only the child reads; 7 MB

    seconds, memory = (int(argument) for argument in arguments)
    child.limit(seconds, memory)
    try:
        answer: dict[str, Any] = {"table": read_table(sys.stdin.buffer.read()).to_dict()}
    except UnreadableFileError as error:
        answer = {"error": error.code, "parameters": error.parameters}
    except MemoryError:
        answer = {"error": "table-too-much-memory", "parameters": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
