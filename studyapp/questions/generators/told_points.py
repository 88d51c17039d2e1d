"""What a run of sentences says, cut into the points that a full answer names, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studyapp.questions.analysis import Sentence
from studyapp.text.sentences import clauses, without_quotations
from studyapp.text.standalone import dangles, is_noisy, points_away

FEWEST, MOST = 1, 6
SHORTEST, LONGEST = 6, 110
OPENING = 3
_HALVES = re.compile("[；;]")
_COUNTED = re.compile(
    r"^(?:[①-⑳]\s*|[一二三四五六七八九]是要?|第[一二三四五六七八九][，,、是]|(?:首先|其次|再次|最后)[，,]?|[（(][一二三四五六\d][)）])[，,]?"
)
_ANNOUNCES = re.compile(
    r"(?:以下|如下|下列|[几两二三四五六七八][项点条个种处招件方])[^，,]{0,8}$"
    r"|(?:措施|做法|办法|规定|改动|调整|改变|工作|要求|安排|方案|规矩|原因|问题|明确|约定|决定)$"
)
_GOES_ON = re.compile(r"(?:但|而|却|并(?!列)|且|也|还|否则|因此|所以|从而|结果)")
_LEAD = re.compile(r"^(?P<lead>[^：:“”]{2,40})[：:](?P<rest>[^：:]+)$")


def points_told(sentences: Sequence[Sentence], most: int, *, by_sentence: bool = False) -> tuple[str, ...]:
    """Return the points of some sentences; empty where they cannot be read by themselves or say too much.

    Every sentence is a point, or several where semicolons divide it and not `by_sentence`; together they hold all that
    is said.
    """
    if not sentences or not all(map(is_whole_point, sentences)) or sum(len(one.text) for one in sentences) > most:
        return ()
    points = tuple(part for one in sentences for part in ([one.core] if by_sentence else divided(one.core)))
    if by_sentence:
        points = with_their_answers(points)
    fit = FEWEST <= len(points) <= MOST and all(_is_fit(one) for one in points)
    return points if fit and len(set(points)) == len(points) else ()


def with_their_answers(points: Sequence[str]) -> tuple[str, ...]:
    """Join each question to the sentence that follows it."""
    joined: list[str] = []
    for one in points:
        if joined and joined[-1].endswith(("？", "?")):
            joined[-1] += one
        else:
            joined.append(one)
    return tuple(joined)


def is_whole_point(sentence: Sentence) -> bool:
    """Say whether a sentence is undamaged and ends, be it with the semicolon of a list of lines."""
    return sentence.clean and (sentence.ended or sentence.text.endswith(("；", ";")))


def leans_back(sentence: Sentence) -> bool:
    """Say whether a sentence opens with what only the sentences before it explain; later words may find it within."""
    first = clauses(sentence.core)[:1]
    return dangles(sentence.core) or not first or points_away(first[0].text)


def opens_away(text: str) -> bool:
    """Say whether a point opens with a word that points at what only the context names; further in, it may be told."""
    return points_away(text[:OPENING])


def announces(core: str) -> bool:
    """Say whether a sentence is a lead, a colon and a list divided by semicolons."""
    found = _LEAD.match(core)
    return bool(found and _ANNOUNCES.search(found["lead"]) and _HALVES.search(found["rest"]))


def divided(core: str) -> list[str]:
    """Cut a sentence at its semicolons outside quotations; a lead before a colon that announces a list is left out."""
    listed = core.replace(":", "：").partition("：")[2] if announces(core) else core
    if "：" in without_quotations(listed) or ":" in without_quotations(listed):
        return [_COUNTED.sub("", listed.strip()).strip(" ，,。；;")]  # what follows a colon belongs to what precedes it
    runs = clauses(listed)
    parts, start = [], 0
    for one in runs:
        goes_on = _GOES_ON.match(listed[one.end + 1 :].lstrip())
        if listed[one.end : one.end + 1] in ("；", ";") and not goes_on:
            parts.append(listed[start : one.end])
            start = one.end + 1
    parts.append(listed[start:])
    return [_COUNTED.sub("", one.strip()).strip(" ，,。；;") for one in parts]


def _is_fit(point: str) -> bool:
    return SHORTEST <= len(point) <= LONGEST and not is_noisy(point) and not point.endswith(("？", "?"))
