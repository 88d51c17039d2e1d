"""Punctuation classes and what counts as visible."""

from __future__ import annotations

import re

SENTENCE_END = "。！？!?…"
CLOSERS = "”’』」）)】]》〉\"'"
OPENERS = "“‘『「（(【[《〈"
# Signs that only adorn the beginning of a line, for a character class; ❶ … ➓ count and are none.
ORNAMENTS = r"▀-▟■-◿☀-⛿✀-❵➔-➿⬀-⯿🀀-🫿※*"
_VISIBLE = re.compile(r"\S")
_CJK = re.compile(r"[\u3400-\u9fff]")


def visible_length(text: str) -> int:
    """Count characters that are not white space."""
    return sum(not sign.isspace() for sign in text)


def has_chinese(text: str) -> bool:
    """Say whether there is at least one Chinese character."""
    return bool(_CJK.search(text))


def is_chinese(sign: str) -> bool:
    """Say whether one character is a Chinese one."""
    return "\u3400" <= sign <= "\u9fff"


_RULE = re.compile(r"\s*(?:[-—–_=＝~～*＊#★☆◆◇●○■□·•.。…]\s*){3,80}|\s*[※☆★◆◇●○*＊]\s*")


def is_rule(line: str) -> bool:
    """Say whether a line is a drawn rule or a row of ornaments (* * *, ———, ◆)."""
    return bool(_RULE.fullmatch(line))


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, closing quotes and brackets passed over."""
    bare = text.rstrip()
    while bare and bare[-1] in CLOSERS:
        bare = bare[:-1].rstrip()
        if not bare:
            return True
    return bool(bare) and bare[-1] in SENTENCE_END + "；;："
