"""Casebooks of any length for measuring: the shipped book's cases again and again, each time with other figures."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

SHIPPED = Path(__file__).resolve().parents[1] / "content/casebooks/jumin-fuwu/casebook.md"
DIGITS = "零一二三四五六七八九"


def generated(characters: int, seed: int = 1) -> str:
    """Return a book as plain text of at least so many characters, cut after a whole case."""
    chance = Random(seed)
    title, *cases = re.split(r"(?m)^## 案例[零一二三四五六七八九十]+ ", SHIPPED.read_text(encoding="utf-8"))
    parts = [title.lstrip("# ").strip()]
    number = 0
    while sum(map(len, parts)) < characters:
        case = cases[number % len(cases)]
        number += 1
        parts.append(f"案例{_chinese(number)} {_varied(case, chance)}")
    return "\n\n".join(parts) + "\n"


def _varied(case: str, chance: Random) -> str:
    plain = re.sub(r"(?m)^#+ ", "", case).strip()
    return re.sub(r"\d+", lambda found: str(max(1, int(found[0]) + chance.randint(1, 9))), plain)


def _chinese(number: int) -> str:
    """Write 1..999 as it is counted in Chinese."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (DIGITS[ones] if ones else "")
