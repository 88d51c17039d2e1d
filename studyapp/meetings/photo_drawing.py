"""A photograph drawn anew in a child process with limits, so that no file can take the server down.

The child is this module run as a program: it reads the file from its input and writes one line of JSON and the new
content to its output.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from studyapp import child
from studyapp.errors import DomainError

MAX_MEMORY = 1024 * 1024 * 1024
MAX_SECONDS = 30


@dataclass(frozen=True, slots=True)
class DrawnPhoto:
    """Nothing but the dots of a photograph, as PNG or JPEG."""

    media_type: str
    width: int
    height: int
    sha256: str
    content: bytes


def draw_anew(data: bytes) -> DrawnPhoto:
    """Return a photograph without whatever else its file held. Raises `DomainError` photo-unreadable."""
    done = child.run("studyapp.meetings.photo_drawing", seconds=MAX_SECONDS, data=data)
    head, _, content = done.stdout.partition(b"\n")
    if done.returncode or not content:
        raise DomainError("photo-unreadable")
    return DrawnPhoto(content=content, **json.loads(head))


def main() -> int:
    """Draw what comes in."""
    from studyapp.cases.readers.pictures import written_anew  # noqa: PLC0415 - only the child loads the library

    child.limit(MAX_SECONDS, MAX_MEMORY)
    made = written_anew(sys.stdin.buffer.read())
    if made is None:
        return 1
    head = {"media_type": made.media_type, "width": made.width, "height": made.height, "sha256": made.sha256}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
