"""The book's name at the top of each page: a short line that returns again and again and breaks into the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.cases.segments.labels import case_label
from studyapp.text.marker_names import part_named
from studyapp.text.marks import ends_sentence, visible_length
from studyapp.text.ordinals import leading_ordinal
from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.text.piece_table import PieceTable

_OFTEN = 4
_SHORT_LINE = 12
# Names of parts return in every case, too, but stand between sentences; a page ends anywhere.
_BREAKING_IN = 0.25


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def running_head_edits(table: PieceTable) -> Iterator[Edit]:
    """Set aside a short line that returns at the top of pages; its first time stays."""
    lines = _filled_lines(table.text)
    if not lines:
        return
    counts = Counter(line.text.strip() for line in lines if 3 < len(line.text.strip()) <= 40)
    first = lines[0].text.strip().strip("《》")
    # The book's own title over a later page needs no fourth time.
    titles = {line for line in counts if line.strip("《》") == first and len(first) > 5 and not _is_structure(line)}
    often = {line for line, count in counts.items() if count >= _OFTEN and not _is_structure(line)}
    heads = titles | _breaking_in(lines, often, _page_ends(table))
    seen: set[str] = set()
    for line in lines:
        bare = line.text.strip()
        if bare in heads and bare in seen:
            yield Edit(line.start, line.end, "", "running-head", "repeated-line", dropped=True)
        elif bare in heads:
            seen |= titles if bare in titles else {bare}


def _filled_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(_Line(start, line))
        start += len(line) + 1
    return lines


def _page_ends(table: PieceTable) -> list[int]:
    """Return where page numbers were taken out, in offsets of the clean text."""
    ends: list[int] = []
    position = 0
    for cell in table.cells:
        if cell.edit and cell.edit.kind == "page-number":
            ends.append(position)
        position += len(cell.text)
    return ends


def _breaking_in(lines: list[_Line], often: set[str], pages: list[int]) -> set[str]:
    """Return those of the lines that stand often enough within a sentence or beside a page number."""
    times: Counter[str] = Counter()
    breaks: dict[str, int] = defaultdict(int)
    before = after = 0
    for index, line in enumerate(lines):
        bare = line.text.strip()
        if bare not in often:
            continue
        times[bare] += 1
        earlier = next(
            (one for one in reversed(lines[max(0, index - 3) : index]) if one.text.strip() not in often), None
        )
        before = earlier.end if earlier else 0
        after = lines[index + 1].start if index + 1 < len(lines) else line.end
        cut = earlier is not None and visible_length(earlier.text) > _SHORT_LINE and not ends_sentence(earlier.text)
        breaks[bare] += cut or bisect_left(pages, after + 1) > bisect_left(pages, before)
    return {bare for bare in often if breaks[bare] >= max(1, _BREAKING_IN * times[bare])}


def _is_structure(line: str) -> bool:
    ordinal = leading_ordinal(line)
    bare = line[ordinal.end if ordinal else 0 :].strip("【】[]（）()〖〗〔〕《》:： \u3000")
    named = part_named(bare) is not None or case_label(line) is not None
    return line[-1] in "。！？；，：:|" or "\t" in line or line.startswith("```") or named
