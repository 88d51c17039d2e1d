"""The marks of a Chinese sentence as they are set in print: in full width beside Chinese words."""

from __future__ import annotations

import re

_AFTER = r"[\u4e00-\u9fff”’》）%％]"
_BEFORE = r"[\u4e00-\u9fff“‘《（]"
_HALF_WIDTH = re.compile(rf"(?<={_AFTER})[,;:?](?=[\d]|{_BEFORE}|_|$)|(?<=[\d_])[,;:?](?={_BEFORE}|_)")
_FULL = str.maketrans(",;:?", "，；：？")
_EVERY_FULL = str.maketrans(",;:?!", "，；：？！")

_MARK = re.compile(
    rf"(?<={_AFTER})[,;:?!](?!//)|(?<=[A-Za-z0-9%％℃])[,;:?!](?={_BEFORE}|\s|$)",
    re.MULTILINE,
)
_STOP = re.compile(rf"(?<=[A-Za-z0-9℃)\"]|{_AFTER})\.(?={_BEFORE}|[A-Z\d\"”’)）]|\s|$)", re.MULTILINE)
_NUMBERING = re.compile(r"(?:^|[。；;：:.!！?？）)\s])[（(]?(?:\d{1,2}|[A-Za-z])$")
_BRACKETS = re.compile(r"\(([^()\n]*[\u4e00-\u9fff][^()\n]*)\)")


def in_full_width(text: str) -> str:
    """Return a text of the same length with the marks beside its Chinese words in full width; 3:4 and 1,200 stay."""
    return _HALF_WIDTH.sub(lambda found: found.group().translate(_FULL), text)


def in_print(text: str) -> str:
    """Return a whole text of the same length as a printer would set it, where its typist used half-width marks.

    Commas, colons and their like beside Chinese words always; full stops, straight quotation marks and brackets only
    in a text in which half-width stops end more sentences than “。” does. Numbering (1. 2.), decimals and times stay.
    """
    stops = [found.start() for found in _STOP.finditer(text) if _ends_a_sentence(text, found.start())]
    if len(stops) <= text.count("。"):
        return in_full_width(text)
    chars = list(text)
    for place in stops:
        chars[place] = "。"
    for found in _BRACKETS.finditer(text):
        chars[found.start()], chars[found.end() - 1] = "（", "）"
    printed = "\n".join(with_turned_quotes(line) for line in "".join(chars).split("\n"))
    return in_full_width(_MARK.sub(lambda found: found.group().translate(_EVERY_FULL), printed))


def with_turned_quotes(line: str) -> str:
    """Return a line with its straight double quotation marks turned; as it is, where one lacks its partner."""
    first, *others = line.split('"')
    if len(others) % 2:
        return line
    return first + "".join(f"{'”' if at % 2 else '“'}{piece}" for at, piece in enumerate(others))


def _ends_a_sentence(text: str, place: int) -> bool:
    before = text[place - 1]
    if before.isdigit() and text[place + 1 : place + 2].isdigit():
        return False
    is_latin = before.isascii() and before.isalnum()
    return not (is_latin and _NUMBERING.search(text[text.rfind("\n", 0, place) + 1 : place]))
