"""A table read from a file: every cell as text, with what is doubtful about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 1_000
BLANK_ROWS_END = 1_000
"""A sheet ends after so many rows without a word: formatted but empty ones go on for a million lines."""

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows with anything in them, each with its line number as the spreadsheet shows it, from 1.

    `doubts` maps (line, column from 0) to a code: `formula-without-value`, `digits-lost`, `not-a-value`. `merged` and
    `formulas` count the merged areas, whose cells all hold the area's text, and the formulas, read as last computed.
    """

    rows: list[Line]
    doubts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: int = 0
    formulas: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the table as JSON."""
        doubts = [[line, column, code] for (line, column), code in self.doubts.items()]
        return {"rows": self.rows, "doubts": doubts, "merged": self.merged, "formulas": self.formulas}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Table:
        """Return what `to_dict` wrote."""
        rows = [(int(line), [str(cell) for cell in cells]) for line, cells in data["rows"]]
        doubts = {(int(line), int(column)): str(code) for line, column, code in data["doubts"]}
        return cls(rows, doubts, int(data["merged"]), int(data["formulas"]))


def tidy(text: str) -> str:
    """Return a cell's text on one line, without what nobody sees."""
    return " ".join(text.replace("\0", "").replace("\u200b", "").replace("\ufeff", "").split())[:LONGEST_CELL]
