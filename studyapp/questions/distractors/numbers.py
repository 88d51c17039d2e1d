"""Wrong figures: the same shape and unit, near enough to be believed, far enough to be wrong."""

from __future__ import annotations

import re
from decimal import Decimal

from studyapp.questions.chance import rank_of

_FIGURE = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(.*)", re.DOTALL)
_FACTORS = ("0.5", "0.6", "0.75", "0.8", "1.2", "1.25", "1.4", "1.5", "1.8", "2")
_SMALL = (-3, -2, -1, 1, 2, 3, 4)
ROUND, _ROUND_BESIDE = 10, (5, 15, 20, 30)  # a round figure among others gives itself away
_POINTS = ("-20", "-15", "-12", "-10", "-8", "-5", "-3", "3", "5", "8", "10", "12", "15", "20")
MOST = {"%": Decimal(100), "％": Decimal(100)}


def wrong_figures(key: str, case_text: str, seed: str, count: int = 3) -> list[str]:
    """Return up to `count` figures around the key, none of which the case mentions."""
    found = _FIGURE.fullmatch(key)
    if not found:
        return []
    digits, rest = found[1], found[2]
    value = Decimal(digits.replace(",", ""))
    limit = MOST.get(rest)
    others = _others(value, digits) if limit is None or value < 20 else _other_shares(value)
    candidates = [other for other in others if other > 0 and (limit is None or other <= limit)]
    shaped = [_shaped(other, digits) + rest for other in candidates]
    fit = [one for one in dict.fromkeys(shaped) if one != key and not _is_said(one, case_text)]
    return _both_sides(fit, value, rank_of(seed, key), count)


def _others(value: Decimal, digits: str) -> list[Decimal]:
    if value == ROUND and digits == str(ROUND):
        return [Decimal(one) for one in _ROUND_BESIDE]
    if value <= 12 and "." not in digits:
        return [value + step for step in _SMALL]
    places = len(digits.partition(".")[2])
    others = [value * Decimal(factor) for factor in _FACTORS]
    if places:
        shaped = [other.quantize(Decimal(1).scaleb(-places)) for other in others]
        return [one for one in shaped if not f"{one:f}".endswith("0") or digits.endswith("0")]
    step = _round_step(int(value))
    return [Decimal(round(int(other) / step) * step) for other in others]


def _other_shares(value: Decimal) -> list[Decimal]:
    """Return shares that lie some points beside one; a round share has round neighbours."""
    steps = [Decimal(step) for step in _POINTS]
    return [value + step for step in steps if value % 5 or not step % 5]


def _round_step(value: int) -> int:
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    if value >= 100 and step == 1:
        return 1
    return 5 if step == 1 and value % 5 == 0 else step


def _shaped(value: Decimal, like: str) -> str:
    return f"{value:,f}" if "," in like else f"{value:f}"


def _is_said(figure: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(figure)}", text))


def amount_of(figure: str) -> Decimal | None:
    """Return the number that a figure begins with, None where it begins with none."""
    found = _FIGURE.match(figure)
    return Decimal(found[1].replace(",", "")) if found else None


def _both_sides(fit: list[str], value: Decimal, seed: int, count: int) -> list[str]:
    def amount(figure: str) -> Decimal:
        found = _FIGURE.fullmatch(figure)
        return Decimal(found[1].replace(",", "")) if found else value

    ordered = sorted(fit, key=amount)
    less = [one for one in ordered if amount(one) < value]
    more = [one for one in ordered if amount(one) > value]
    wanted = 1 + seed % 2 if less and more else (count if less else 0)
    chosen = less[-wanted:] if wanted else []
    chosen += more[: count - len(chosen)]
    return chosen[:count]
