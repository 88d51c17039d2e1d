"""White space and line breaks: indents, blank lines, hard wraps, characters of double width."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from studyapp.text.marks import ORNAMENTS, ends_sentence, visible_length
from studyapp.text.ordinals import leading_ordinal
from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"[ \t\u3000\xa0\f\v]*\n\s*")
_EDGES = re.compile(r"\A\s+|\s+\Z")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋]+")
# In a text that was really wrapped, many lines are full.
_FULL_SHARE = 0.25
_IN_BRACKETS = re.compile(r"[（(][^（()）]{2,30}[）)]")
_OPENS_ANEW = re.compile(rf"[【\[〔《“「#•·\-—{ORNAMENTS}]|第[一二三四五六七八九十\d]+[章节篇条]|案例")


def wrap_edits(text: str) -> Iterator[Edit]:
    """Find line breaks that only fill a page's width: the line before is as wide as the others and breaks off."""
    lines = _lines_of(text)
    widths = sorted(visible_length(line) for _, line in lines)
    if len(widths) < 6:
        return
    open_widths = [
        visible_length(line)
        for _, line in lines
        if line.strip() and not ends_sentence(line) and visible_length(line) > 12
    ]
    if len(open_widths) < 4:
        return
    usual = _crowded(open_widths)
    if usual is None or sum(0.82 * usual <= width <= 1.25 * usual for width in widths) < _FULL_SHARE * len(lines):
        return
    for (start, line), (after, following) in itertools.pairwise(lines):
        wide = 0.82 * usual <= visible_length(line) <= 1.25 * usual
        if wide and _goes_on(line, following) and text[start + len(line) : after].count("\n") == 1:
            stripped = len(following) - len(following.lstrip(" \t"))
            yield Edit(
                start + len(line.rstrip()), after + stripped, _joint(line, following), "hard-wrap", "line-filled"
            )


def _lines_of(text: str) -> list[tuple[int, str]]:
    lines = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, line))
        start += len(line) + 1
    return lines


def _crowded(widths: list[int]) -> float | None:
    """Return the width around which most lines crowd, or None where they vary freely."""
    ordered = sorted(widths)
    usual = ordered[int(len(ordered) * 0.6)]
    near = sum(0.85 * usual <= width <= 1.18 * usual for width in widths)
    return usual if 15 <= usual <= 80 and near >= 0.6 * len(widths) else None


def _goes_on(line: str, following: str) -> bool:
    if ends_sentence(line) or following.startswith(("\u3000\u3000", "    ")):
        return False
    bare = following.strip()
    return not leading_ordinal(bare) and not _OPENS_ANEW.match(bare) and not _IN_BRACKETS.fullmatch(bare)


def _joint(line: str, following: str) -> str:
    before, after = line.rstrip()[-1:], following.strip()[:1]
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return " " if latin else ""


def space_edits(text: str) -> Iterator[Edit]:
    """Reduce every break between lines, with its indents and blank lines, to one line break; trim both ends."""
    for found in _BREAK.finditer(text):
        edges = found.start() == 0 or found.end() == len(text)
        if not edges and found[0] != "\n":
            yield Edit(*found.span(), "\n", "layout", "blank-space")
    for found in _EDGES.finditer(text):
        yield Edit(*found.span(), "", "layout", "blank-space")


def width_edits(text: str) -> Iterator[Edit]:
    """Turn digits and letters of double width into ordinary ones."""
    for found in _WIDE.finditer(text):
        yield Edit(
            *found.span(), "".join(chr(ord(sign) - 0xFEE0) for sign in found[0]), "full-width", "full-width-letters"
        )
