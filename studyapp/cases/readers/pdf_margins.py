"""What a printer repeats on every page: running heads and page numbers, known by their place on the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from studyapp.cases.readers.pdf_lines import Line
from studyapp.cases.segments.labels import case_label
from studyapp.text.marker_names import part_named

_EDGE_ROWS = 3
_PAGE_NUMBER = re.compile(
    r"[-—–·•~\s]{0,4}(?:第\s*)?(?P<value>\d{1,4})(?:\s*页)?"
    r"(?:\s*(?:[,，/／]\s*共?|共)\s*\d{1,4}(?:\s*页)?)?[-—–·•~\s]{0,4}"
)
_NUMBERED_HEAD = re.compile(r"(?:(?P<first>\d{1,4})\s+)?(?P<words>\S.*?)(?:\s+(?P<last>\d{1,4}))?")


def margin_lines(pages: list[list[Line]]) -> dict[tuple[int, int], str]:
    """Map (page, index of the line) to `running-head` or `page-number` for the lines that are no text of the book."""
    found: dict[tuple[int, int], str] = {}
    edges = [_edge(page) for page in pages]
    heads = _repeated(pages, edges)
    offsets = _number_offsets(pages, edges)
    for number, page in enumerate(pages):
        for rows in _from_outside(page):
            for row in rows:
                kinds = {index: _kind(page[index], number, heads, offsets) for index in row}
                if not all(kinds.values()):
                    # Margins are peeled from the outside; what lies within the first line of text is text.
                    break
                found.update({(number, index): kind for index, kind in kinds.items() if kind})
    return found


def _kind(line: Line, number: int, heads: dict[int, set[str]], offsets: Counter[int]) -> str | None:
    if line.table:
        return None
    text = line.text.strip()
    value = _page_value(text)
    if value is not None and (offsets[value - number] > 1 or not text.isdecimal()):
        return "page-number"
    return "running-head" if _words(text, number, offsets) in heads.get(_place(line), ()) else None


def _from_outside(page: list[Line]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the outermost rows of a page as lists of indices: from the top down, and from the bottom up."""
    heights = sorted({round(line.bottom) for line in page})
    rows = [[index for index, line in enumerate(page) if round(line.bottom) == height] for height in heights]
    return rows[-_EDGE_ROWS:][::-1], rows[:_EDGE_ROWS]


def _edge(page: list[Line]) -> list[int]:
    top, bottom = _from_outside(page)
    return sorted({index for row in top + bottom for index in row})


def _page_value(text: str) -> int | None:
    found = _PAGE_NUMBER.fullmatch(text)
    return int(found["value"]) if found else None


def _number_offsets(pages: list[list[Line]], edges: list[list[int]]) -> Counter[int]:
    """Count, over the pages, the differences between a number printed at the edge and the page's place."""
    offsets: Counter[int] = Counter()
    for number, page in enumerate(pages):
        values = set()
        for index in edges[number]:
            head = _NUMBERED_HEAD.fullmatch(page[index].text.strip())
            value = _page_value(page[index].text.strip())
            values |= {value} if value is not None else set()
            values |= {int(one) for one in (head["first"], head["last"]) if one} if head else set()
        offsets.update(value - number for value in values)
    return offsets


def _words(text: str, number: int, offsets: Counter[int]) -> str:
    """Return the words of a running head without the page's number at either end."""
    head = _NUMBERED_HEAD.fullmatch(text.replace("\t", " "))
    if head is None:
        return text
    for one in (head["first"], head["last"]):
        if one and offsets[int(one) - number] > 1:
            text = text.replace("\t", " ").removeprefix(f"{one} ").removesuffix(f" {one}")
    return text.strip(" |｜·•-—")


def _place(line: Line) -> int:
    return round(line.bottom / 8)


def _repeated(pages: list[list[Line]], edges: list[list[int]]) -> dict[int, set[str]]:
    """Return the words that stand at one height on three pages or more (on both of two)."""
    offsets = _number_offsets(pages, edges)
    seen: dict[tuple[int, str], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for index in edges[number]:
            words = _words(page[index].text.strip(), number, offsets)
            if 1 < len(words) <= 60 and not _is_structure(words):
                for place in (_place(page[index]) - 1, _place(page[index]), _place(page[index]) + 1):
                    seen[place, words].add(number)
    heads: dict[int, set[str]] = defaultdict(set)
    least = 2 if len(pages) == 2 else 3
    for (place, words), numbers in seen.items():
        if len(numbers) >= least:
            heads[place].add(words)
    return heads


def _is_structure(words: str) -> bool:
    bare = words.strip("【】[]（）()〖〗〔〕《》:： \u3000")
    return words[-1] in "。！？；，：:" or part_named(bare) is not None or case_label(words) is not None
