"""Numbers that a viewer or a printer put into the text: chunk numbers, page numbers."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from studyapp.text.marks import CLOSERS, SENTENCE_END, is_chinese
from studyapp.text.piece_table import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = re.compile(r"(?<![0-9.,，])([0-9]{1,4})、")
_OWN_LINE = re.compile(
    (
        r"^[ \t\u3000]*(?:[-—–·•~]{1,2}\s*(\d{1,4})\s*[-—–·•~]{1,2}|第\s*(\d{1,4})\s*页(?:\s*[,，/／]?\s*共\s*\d"
        r"{1,4}\s*页)?|(\d{1,4})\s*[/／]\s*\d{1,4}|(\d{1,4}))[ \t\u3000]*$"
    ),
    re.MULTILINE,
)
# What may follow a number that counts or names something; a page number is followed by none of these.
_COUNTED = frozenset(
    "年月日时点分秒个名位人户家条项次件元万亿千百十吨斤克米公里层楼号栋幢座排路线站场届岁天周期种类批组支台"
    "辆度级章节页例篇则起宗处间套所倍成多余几平方亩股份张封本部块片副把份桶箱瓶袋"
    "只头匹棵株颗粒滴句字词段轮步笔票席院校村镇乡县市省区组队班连营团师军门科%％℃°毫厘厂式型版代发炮寸尺丈"
    "里码分之折届强佳大小时余来岁周股股届第和至到—－-~～、．.:/"
)
_COUNTING = frozenset("第约近共达为至到从有仅超过每满逾增降减涨的是在于约莫足达了－-—~～、．.:/$￥#№号")


def chunk_number_edits(text: str) -> Iterator[Edit]:
    """Find 1、2、3、… set at even distances through running text by a previewer, whatever they cut.

    A real list is uneven and starts its items after a full stop; these numbers mostly stand within sentences.
    """
    marks = [(found.start(), found.end(), int(found[1])) for found in _CHUNK.finditer(text)]
    chain = _even_chain(marks)
    if len(chain) < 2:
        return
    inside = sum(_cuts_a_sentence(text, start) for start, _, _ in chain[1:])
    if inside * 2 < len(chain) - 1 or (len(chain) == 2 and text[chain[1][0] - 1] != "\n"):
        return
    for start, end, value in chain:
        before = start
        while value != chain[0][2] and before > 0 and text[before - 1] in " \t\n\u3000":
            before -= 1
        yield Edit(before, end, "", "chunk-number", "even-numbering")


def _even_chain(marks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    by_value: dict[int, list[tuple[int, int, int]]] = {}
    for mark in marks:
        by_value.setdefault(mark[2], []).append(mark)
    best: list[tuple[int, int, int]] = []
    for first in by_value.get(1, [])[:20]:
        chain = [first]
        gaps: list[int] = []
        while True:
            usual = median(gaps[-9:]) if gaps else 0
            low, high = (0.75 * usual, 1.3 * usual) if gaps else (120, 1200)
            following = [one for one in by_value.get(chain[-1][2] + 1, []) if low <= one[0] - chain[-1][0] <= high]
            if not following:
                break
            nearest = min(following, key=lambda one: abs(one[0] - chain[-1][0] - usual) if usual else one[0])
            gaps.append(nearest[0] - chain[-1][0])
            chain.append(nearest)
        best = max(best, chain, key=len)
    return best


def _cuts_a_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 8) : position].rstrip()
    while before and before[-1] in CLOSERS:
        before = before[:-1]
    return bool(before) and before[-1] not in SENTENCE_END + "；;：:"


def page_number_edits(text: str, total: int | None) -> Iterator[Edit]:
    """Find page numbers: on lines of their own, and the page total that previewers drop into running text."""
    yield from _own_line_numbers(text)
    if total is None:
        return
    for found in re.finditer(rf"(?<![0-9.A-Za-z]){total}(?![0-9A-Za-z]|\.[0-9])", text):
        if _is_stray(text, *found.span()):
            yield Edit(*found.span(), "", "page-number", "page-total-in-text")


def _is_stray(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after in _COUNTED or before in _COUNTING:
        return False
    if before in CLOSERS + SENTENCE_END + "，；,":
        return True
    return (is_chinese(before) or before == "\n") and (is_chinese(after) or after in "“‘《（，。；\n")


def _own_line_numbers(text: str) -> Iterator[Edit]:
    found = [(match, int(next(group for group in match.groups() if group))) for match in _OWN_LINE.finditer(text)]
    values = [value for _, value in found]
    for index, (match, value) in enumerate(found):
        neighbours = values[max(0, index - 1) : index] + values[index + 1 : index + 2]
        framed = match[4] is None
        if framed or any(0 < abs(value - other) <= 2 for other in neighbours):
            yield Edit(*match.span(), "", "page-number", "own-line")
