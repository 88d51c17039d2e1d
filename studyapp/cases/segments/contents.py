"""Tables of contents: recognised, and left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.cases.segments.labels import case_label
from studyapp.text.marks import visible_length
from studyapp.text.ordinals import leading_ordinal

if TYPE_CHECKING:
    from studyapp.cases.segments.units import Unit

_HEAD = re.compile(r"\s*[【\[]?\s*(?:目\s*录|目\s*次|contents|本书目录|案例目录)\s*[】\]]?\s*[:：]?\s*", re.IGNORECASE)
_PAGE = re.compile(r"[\s.．…·‥⋯_\-—]*(?:\d{1,4}|[（(]\d{1,4}[）)]|/\s*\d{1,4})\s*$")
_LEADER = re.compile(r"(?:[.．…·‥⋯]{2,}|[. ]{6,}|\t)\s*[（(]?\d{1,4}[）)]?\s*$")
_FIRST_LINES, _LONGEST_ENTRY, _LEAST_ENTRIES = 40, 50, 3
_SPACE = re.compile(r"[\s\u3000]+")


def lines_of(units: list[Unit]) -> list[tuple[int, int]]:
    """Return the index ranges of units that stand on one line."""
    ranges: list[tuple[int, int]] = []
    for index, unit in enumerate(units):
        if unit.fresh or not ranges:
            ranges.append((index, index + 1))
        else:
            ranges[-1] = (ranges[-1][0], index + 1)
    return ranges


def contents_units(units: list[Unit]) -> set[int]:
    """Return the indices of units that belong to a table of contents.

    One begins at a line 目录 and lasts until its first entry comes again, or while lines stay short; lines with
    dotted leaders and page numbers count wherever three stand together.
    """
    ranges = lines_of(units)
    texts = [" ".join(unit.text for unit in units[left:right]) for left, right in ranges]
    chosen: set[int] = set()
    for index, text in enumerate(texts):
        if _HEAD.fullmatch(text):
            for line in range(index, _end_of_list(texts, index + 1)):
                chosen.update(range(*ranges[line]))
            break
    else:
        for line in _announced_twice(texts):
            chosen.update(range(*ranges[line]))
    for index in range(len(texts) - 2):
        if all(_LEADER.search(text) and visible_length(text) < 100 for text in texts[index : index + 3]):
            for left, right in ranges[index : index + 3]:
                chosen.update(range(left, right))
    return chosen


def _announced_twice(texts: list[str]) -> range:
    """Return short lines near the beginning that all come again later: a table of contents without its name."""
    keys = [entry_key(text) if visible_length(text) <= _LONGEST_ENTRY and "。" not in text else "" for text in texts]
    last = {key: index for index, key in enumerate(keys) if key}
    for first in range(min(_FIRST_LINES, len(texts))):
        end = first
        while end < len(texts) and len(keys[end]) > 3 and last[keys[end]] > end:
            end += 1
        if end - first >= _LEAST_ENTRIES and all(last[key] >= end for key in keys[first:end]):
            return range(first, end)
    return range(0)


def contents_entries(units: list[Unit], contents: set[int]) -> frozenset[str]:
    """Return the titles that a table of contents (given by its units' indices) announces."""
    lines = [" ".join(unit.text for unit in units[a:b]) for a, b in lines_of(units) if a in contents]
    return frozenset(entry_key(line) for line in lines if not _HEAD.fullmatch(line)) - {""}


def _end_of_list(texts: list[str], first: int) -> int:
    """Return the index of the line that is no entry any more: an entry come again, or running text."""
    entries: set[str] = set()
    for index in range(first, len(texts)):
        key = entry_key(texts[index])
        if (visible_length(texts[index]) > 50 and not _LEADER.search(texts[index])) or "。" in texts[index]:
            return _before_titles(texts, first, index)
        if key and key in entries:
            bare_label = index > first + 1 and not entry_key(texts[index - 1])
            return index - 1 if bare_label else index
        if key:
            entries.add(key)
    return _before_titles(texts, first, len(texts))


def _before_titles(texts: list[str], first: int, end: int) -> int:
    """Nothing came again: the list ends where its leaders or its numbering do, or with its first line."""
    index = first
    while index < end and (_LEADER.search(texts[index]) or case_label(texts[index]) or leading_ordinal(texts[index])):
        index += 1
    # The last entry before running text is the first case's own title if nothing marks it as an entry.
    if index == end < len(texts) and index > first and not _LEADER.search(texts[index - 1]):
        index -= 1
    return index


def entry_key(text: str) -> str:
    """Return a line reduced to what its entry in a table of contents shares with it: the title alone."""
    bare = text.lstrip("-*•·● \u3000")
    label = case_label(bare)
    bare = bare[label.rest :] if label else bare
    ordinal = leading_ordinal(bare)
    bare = bare[ordinal.end :] if ordinal else bare
    return _SPACE.sub("", _PAGE.sub("", bare)).strip("【】[]（）()：:、.．")
