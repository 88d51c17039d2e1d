"""What every reader hands over: the text of a file, and what the format knew about its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.text.piece_table import Edit


class LineHint(NamedTuple):
    """What the format says of the raw run [start, end): a heading's level (1 is highest), or 0 with `table` set."""

    start: int
    end: int
    level: int
    table: bool = False


AT_THE_RIGHT = "\u3000" * 12
"""What stands before a short line at the right margin, as in a text file: a name or a day, never a title."""

Row = tuple[str, int, bool]
"""A line, its heading level or 0, and whether it is a row of a table."""


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture as it lies in the file, before the line that begins at the raw offset `at`.

    `data` is None where the text only names it by `source`, the way to it from the text's own place.
    """

    data: bytes | None
    alt: str = ""
    source: str = ""
    at: int = 0


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
    pictures: tuple[FoundPicture, ...] = ()

    def items(self) -> Iterator[Row | FoundPicture]:
        """Yield lines and pictures in reading order."""
        hints = {hint.start: hint for hint in self.hints}
        waiting = list(self.pictures)[::-1]
        position = 0
        for line in self.text.split("\n"):
            while waiting and waiting[-1].at <= position:
                yield waiting.pop()
            hint = hints.get(position)
            yield line, hint.level if hint else 0, bool(hint and hint.table)
            position += len(line) + 1
        yield from waiting[::-1]


class TextBuilder:
    """Collects lines and their hints into an `Extracted`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._hints: list[LineHint] = []
        self._pictures: list[FoundPicture] = []
        self._length = 0

    def take(self, item: Row | FoundPicture) -> None:
        """Append a line, or put a picture before the line that comes next."""
        if isinstance(item, FoundPicture):
            self._pictures.append(replace(item, at=self._length))
        else:
            line, level, table = item
            self.add(line, level=level, table=table)

    def add(self, line: str, *, level: int = 0, table: bool = False) -> None:
        """Append one line (its own line breaks become spaces)."""
        flat = " ".join(line.split("\n")).rstrip()
        if level or table:
            self._hints.append(LineHint(self._length, self._length + len(flat), level, table))
        self._lines.append(flat)
        self._length += len(flat) + 1

    def finish(self, file_format: str, *, encoding: str | None = None, title: str | None = None) -> Extracted:
        """Return what was collected."""
        text = "\n".join(self._lines)
        pictures = tuple(replace(one, at=min(one.at, len(text))) for one in self._pictures)
        return Extracted(text, file_format, encoding, tuple(self._hints), title, pictures=pictures)
