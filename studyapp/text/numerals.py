"""Numbers as people write them in Chinese, brought to one form: 六千万, 6000万 and 60,000,000 are one number."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    char: value for value, chars in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍")) for char in chars
}
DIGITS |= {"六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

_CHINESE = "".join([*DIGITS, *TENS, *MYRIADS])
_PERCENT = re.compile(rf"百分之([{_CHINESE}]+(?:点[{_CHINESE}]+)?|\d+(?:\.\d+)?)")
_NUMBER = re.compile(
    rf"(?P<arabic>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>(?:[十百千](?![米克瓦卡]))?[万亿]{{0,2}})"
    rf"|(?<!\d)(?P<chinese>[{_CHINESE}]+(?:点[{''.join(DIGITS)}]+)?)"
)
LONGEST = 30


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral such as 六千三百万, 二〇一二 or 三点五; None where it is none."""
    whole, _, fraction = text.partition("点")
    if not whole or len(text) > LONGEST:
        return None
    if all(char in DIGITS for char in whole):
        value = Decimal("".join(str(DIGITS[char]) for char in whole))
    else:
        value = _positional(whole)
    if fraction:
        value += Decimal("0." + "".join(str(DIGITS[char]) for char in fraction))
    return value


def _positional(text: str) -> Decimal:
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in TENS:
            section += (digit or 1) * TENS[char]
            digit = 0
        else:
            total = (total + section + digit) * MYRIADS[char] if char == "亿" else total + (section + digit) * 10**4
            section = digit = 0
    return Decimal(total + section + digit)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _one_form(match: re.Match[str]) -> str:
    if len(match.group()) > LONGEST:
        return match.group()
    if chinese := match["chinese"]:
        value = chinese_value(chinese)
        return match.group() if value is None else _plain(value)
    value = Decimal(match["arabic"].replace(",", ""))
    for char in match["scale"]:
        value *= TENS.get(char) or MYRIADS[char]
    return _plain(value)


def with_plain_numbers(text: str) -> str:
    """Return the text with every number, Chinese or not, as plain digits; 百分之三十 becomes 30%."""
    return _NUMBER.sub(_one_form, _PERCENT.sub(r"\1%", text))
