"""Word's automatic numbering: the labels a reader sees are computed, not written in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from studyapp.text.ordinals import CIRCLED, ROMAN

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml import etree

_SIGNS = "零一二三四五六七八九"


def chinese_count(value: int) -> str:
    """Write 1..999 the Chinese way: 12 → 十二, 105 → 一百零五."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_SIGNS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _SIGNS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_SIGNS[ones] if ones else "")


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        # Lists made from one pattern count on together, unless one of them is told to begin anew.
        self._counter_of: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            pattern = _value(number, "w:abstractNumId") or ""
            name = number.get(qn("w:numId")) or ""
            restarts = number.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
            self._counter_of[name] = f"list {name}" if restarts else f"pattern {pattern}"
            source = abstract.get(pattern)
            for level in source.findall(qn("w:lvl")) if source is not None else ():
                self._take_level(name, level)
        for style in document.styles.element.iterfind(qn("w:style")):
            self._take_style(style)

    def _take_level(self, name: str, level: etree._Element) -> None:
        depth = int(level.get(qn("w:ilvl"), "0"))
        start = int(_value(level, "w:start") or 1)
        self._levels[name, depth] = (_value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or "", start)
        style = _value(level, "w:pStyle")
        if style:
            self._styles.setdefault(style, (name, depth))

    def _take_style(self, style: etree._Element) -> None:
        mark = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = _value(mark, "w:numId") if mark is not None else None
        if number:
            depth = int(_value(mark, "w:ilvl") or self._styles.get(style.get(qn("w:styleId")), ("", 0))[1])
            self._styles[style.get(qn("w:styleId"))] = (number, depth)

    def label_of(self, paragraph: etree._Element) -> str:
        """Return the printed number of a paragraph ("案例一：", "1."), or the empty string. Counts it."""
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if mark is not None:
            number, depth = _value(mark, "w:numId") or "0", int(_value(mark, "w:ilvl") or 0)
        else:
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            number, depth = self._styles.get(style.get(qn("w:val")) if style is not None else "", ("0", 0))
        if (number, depth) not in self._levels:
            return ""
        kind, pattern, start = self._levels[number, depth]
        counter = self._counter_of.get(number, number)
        self._counts[counter, depth] = self._counts.get((counter, depth), start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((counter, deeper), None)
        if kind in {"bullet", "none"}:
            return ""
        return re.sub(r"%(\d)", lambda found: self._printed(number, int(found[1]) - 1), pattern)

    def _printed(self, number: str, depth: int) -> str:
        kind, _, start = self._levels.get((number, depth), ("decimal", "", 1))
        value = self._counts.get((self._counter_of.get(number, number), depth), start)
        if "chinese" in kind.lower() or "japanese" in kind.lower() or kind == "ideographDigital":
            return chinese_count(value) if value < 1000 else str(value)
        if kind == "decimalEnclosedCircle" and value <= len(CIRCLED):
            return CIRCLED[value - 1]
        if kind == "upperRoman" and value <= len(ROMAN):
            return ROMAN[value - 1]
        if kind in {"upperLetter", "lowerLetter"} and value <= 26:
            return chr((65 if kind == "upperLetter" else 97) + value - 1)
        return str(value)


def _value(parent: etree._Element, name: str) -> str | None:
    child = parent.find(qn(name))
    return child.get(qn("w:val")) if child is not None else None
