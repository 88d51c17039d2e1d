"""Headings inside a body: on lines of their own, numbered, or run into the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from studyapp.text.ordinals import leading_ordinal

_QUOTED = re.compile(r"“[^“”]{1,20}”|《[^《》]{1,20}》|\"[^\"]{1,20}\"")
_SENTENCE = re.compile(r"(?:^|(?<=[。！？”\n]))([^。！？\n]{3,40})。")
_SHORT_FIRST = re.compile(r"^([^。！？；\n]{3,22})。(?=[^\n]{20})", re.MULTILINE)


class RunIn(NamedTuple):
    """A heading run into the text of a body: its words and where it begins."""

    heading: str
    start: int


def run_in_headings(body: str) -> list[RunIn]:
    """Find sentences that head what follows.

    Two kinds count: whole short sentences of one pattern around quoted words (由“…”变为“…”。), and short
    first sentences of paragraphs when at least two paragraphs begin so.
    """
    found = {one.start: one for one in (*_patterned(body), *_paragraph_leads(body))}
    return [found[start] for start in sorted(found)]


def _patterned(body: str) -> list[RunIn]:
    groups: dict[str, list[RunIn]] = defaultdict(list)
    for match in _SENTENCE.finditer(body):
        sentence = match[1].lstrip("”’）) ")
        pattern = _QUOTED.sub("“”", sentence)
        if pattern.count("“”") >= 2 and "，" not in pattern and "," not in pattern and len(pattern) <= 16:
            groups[pattern].append(RunIn(sentence + "。", match.end(1) - len(sentence)))
    return [one for group in groups.values() if len(group) > 1 for one in group]


def _paragraph_leads(body: str) -> list[RunIn]:
    leads = []
    for match in _SHORT_FIRST.finditer(body):
        ordinal = leading_ordinal(match[1])
        words = match[1][ordinal.end :] if ordinal else match[1]
        if ordinal and len(words) <= 22:
            leads.append((ordinal.scheme, RunIn(match[1] + "。", match.start())))
        elif "，" not in words and "," not in words and 4 <= len(words) <= 16:
            leads.append((f"plain{len(words)}", RunIn(match[1] + "。", match.start())))
    # Plain leads count as headings only where they are cut to one length, as headings are.
    counts = Counter(scheme for scheme, _ in leads)
    return [one for scheme, one in leads if counts[scheme] > 1]
