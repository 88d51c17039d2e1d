"""The form in which two answers are compared: what a fair examiner overlooks is gone from it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from studyapp.text.numerals import with_plain_numbers

LONGEST = 4000
_UNITS = (
    ("平方公里", "km2"), ("平方千米", "km2"), ("平方米", "m2"), ("平米", "m2"), ("立方米", "m3"),
    ("公里", "km"), ("千米", "km"), ("公斤", "kg"), ("千克", "kg"), ("摄氏度", "°C"), ("℃", "°C"),
    ("个小时", "小时"), ("人民币", ""), ("块钱", "元"),
)  # fmt: skip
_KEPT_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.~\-—–]+(?=\d)")
_NUMBER_WITH_UNIT = re.compile(r"[约近超]?(\d+(?:\.\d+)?)(?:[^\d.]{1,4})")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def fair_form(text: str) -> str:
    """Return the text in simplified characters, half width, lower case, plain numbers, without marks and spaces.

    Only the first 4,000 characters are looked at.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST].encode("utf-8", "ignore").decode())
    plain = with_plain_numbers(_simplifier().convert(plain)).casefold()
    for written, short in _UNITS:
        plain = plain.replace(written, short)
    plain = _KEPT_BETWEEN_DIGITS.sub(lambda found: "." if found.group() == "." else "~", plain)
    return "".join(char for place, char in enumerate(plain) if _counts(plain, place, char))


def _counts(text: str, place: int, char: str) -> bool:
    if char.isalnum() or char in "%°":
        return True
    inside = 0 < place < len(text) - 1 and text[place - 1].isdigit() and text[place + 1].isdigit()
    return char in ".~" and inside


def bare_number(form: str) -> str | None:
    """Return the number of a fair form that is one number and its unit (1 to 4 characters), else None."""
    found = _NUMBER_WITH_UNIT.fullmatch(form)
    return found[1] if found else None
