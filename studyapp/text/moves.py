"""Where the positions and runs of an old text stand in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stretch(NamedTuple):
    """The run [start, end) of the old text became the run [new_start, new_end) of the new one, or is the very same."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_same: bool


class Moves:
    """The way from one text to another, with as few characters changed as there can be."""

    def __init__(self, old: str, new: str) -> None:
        self._length = len(new)
        self._steps = [
            Stretch(one.src_start, one.src_end, one.dest_start, one.dest_end, one.tag == "equal")
            for one in Levenshtein.opcodes(old, new)
        ]

    def __iter__(self) -> Iterator[Stretch]:
        """Yield the stretches in order; together they are the whole of both texts."""
        return iter(self._steps)

    def place(self, position: int, *, is_end: bool = False) -> int:
        """Return where a position stands now; `is_end` where it ends a run, and what is put in lies behind it.

        A position within a changed stretch stands at the beginning, or end, of what the stretch became.
        """
        for one in self._steps:
            inside = one.start < position <= one.end if is_end else one.start <= position < one.end
            if inside:
                if one.is_same:
                    return one.new_start + position - one.start
                return one.new_end if is_end else one.new_start
        return self._length if position else 0

    def standing(self, start: int, end: int) -> int | None:
        """Return where a run begins now that stands unbroken and unchanged; None for any other."""
        for one in self._steps:
            if one.is_same and one.start <= start and end <= one.end:
                return one.new_start + start - one.start
        return None
