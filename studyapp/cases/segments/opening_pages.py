"""What stands before the first case: the book's title, a preface, chapter headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.cases.segments.accounting import Account
from studyapp.cases.segments.assemble import kept_text
from studyapp.text.marks import visible_length

if TYPE_CHECKING:
    from studyapp.cases.casebook_text import Piece
    from studyapp.cases.segments.units import Unit
    from studyapp.text.piece_table import PieceTable

_BOOK_WORDS = (
    "案例",
    "选编",
    "汇编",
    "精选",
    "集",
    "选",
    "经验",
    "做法",
    "通报",
    "发布",
    "典型",
    "例",
    "故事",
    "白皮书",
    "盘点",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The book's printed title (may be empty) and its introduction (may be empty)."""

    title: str
    introduction: str
    pieces: tuple[Piece, ...] = ()


def read_opening(
    table: PieceTable, units: list[Unit], starts: list[int], account: Account
) -> tuple[Opening, list[int]]:
    """Read the units before the first case; `starts` may move on where the first case began with the book's title."""
    starts = _past_book_title(units, starts)
    before = units[: starts[0]] if starts else units
    if not starts:
        for unit in before:
            account.left(unit.start, unit.end, "no-case")
        return Opening(_first_heading(before), ""), starts
    title = ""
    kept: list[tuple[int, int]] = []
    for unit in before:
        if unit.kind == "heading" and unit.fresh and not unit.ordinal and not kept and not title:
            title = unit.text.strip()
            account.structure(unit.start, unit.end)
        elif unit.kind in {"heading", "marker", "label"}:
            account.structure(unit.start, unit.end)
        else:
            kept.append((unit.start, unit.end))
    introduction = kept_text(table, kept, account)
    return Opening(title, introduction.text, tuple(introduction.pieces)), starts


def _first_heading(units: list[Unit]) -> str:
    return next((unit.text.strip() for unit in units[:5] if unit.kind == "heading"), "")


def _past_book_title(units: list[Unit], starts: list[int]) -> list[int]:
    """Take a book's title and a lead off the first of several cases, where that case has a title of its own."""
    if len(starts) < 2 or starts[0] != 0 or units[0].kind != "heading":
        return starts
    headings = 0
    while headings < len(units) and units[headings].kind == "heading":
        headings += 1
    if (
        headings >= 2
        and any(word in units[0].text for word in _BOOK_WORDS)
        and not units[1].text.lstrip().startswith("—")
    ):
        return [1, *starts[1:]]
    following = next((i for i in range(1, starts[1]) if units[i].kind == "heading"), None)
    plain = following is not None and all(unit.kind == "text" for unit in units[1:following])
    if (
        plain
        and following
        and any(word in units[0].text for word in _BOOK_WORDS)
        and visible_length(units[0].text) < 60
        and not units[following].ordinal
    ):
        return [following, *starts[1:]]
    return starts
