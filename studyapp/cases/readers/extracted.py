"""What every reader hands over: the text of a file, and what the format knew about its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.text.piece_table import Edit


class LineHint(NamedTuple):
    """What the format says of the raw run [start, end): a heading's level (1 is highest), or 0 with `table` set."""

    start: int
    end: int
    level: int
    table: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file with its hints in order; `title` is what the file's own metadata call it.

    `edits`, in raw offsets, are the repairs that only the format's own knowledge (where a line stood on its page)
    can justify.
    """

    text: str
    format: str
    encoding: str | None = None
    hints: tuple[LineHint, ...] = ()
    title: str | None = None
    edits: tuple[Edit, ...] = ()


class TextBuilder:
    """Collects lines and their hints into an `Extracted`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._hints: list[LineHint] = []
        self._length = 0

    def add(self, line: str, *, level: int = 0, table: bool = False) -> None:
        """Append one line (its own line breaks become spaces)."""
        flat = " ".join(line.split("\n")).rstrip()
        if level or table:
            self._hints.append(LineHint(self._length, self._length + len(flat), level, table))
        self._lines.append(flat)
        self._length += len(flat) + 1

    def finish(self, file_format: str, *, encoding: str | None = None, title: str | None = None) -> Extracted:
        """Return what was collected."""
        return Extracted("\n".join(self._lines), file_format, encoding, tuple(self._hints), title)
