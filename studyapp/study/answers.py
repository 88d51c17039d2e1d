"""Answers as they are stored: cleaned of junk, in the shapes that marking takes, by option index of the version.

A page names options by the place they were shown at; the version's own indices never leave the server, since the key
may well stand first there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studyapp.questions.draft import BLANK
from studyapp.study.questions_asked import AskedQuestion

MAX_TEXT = 4000
MAX_SHORT_TEXT = 200
Content = dict[str, Any]


def clean(question: AskedQuestion, given: object) -> Content:
    """Return the storable answer for what a page sent (options by shown place); junk is left out, never an error."""
    answer = given if isinstance(given, Mapping) else {}
    if question.kind in {"single", "true_false", "multiple"}:
        return {"chosen": _chosen(question, answer.get("chosen"))}
    if question.kind == "blank":
        return {"texts": _texts(answer.get("texts"), question.stem.count(BLANK) or 1, MAX_SHORT_TEXT)}
    if question.kind == "matching":
        return {"pairs": _pairs(answer.get("pairs"), _length(question, "left"), _length(question, "right"))}
    if question.kind == "ordering":
        return {"order": _order(answer.get("order"), _length(question, "items"))}
    if question.kind == "case_analysis":
        return {"texts": _texts(answer.get("texts"), _length(question, "parts"), MAX_TEXT)}
    return {"text": _text(answer.get("text"), MAX_TEXT)}


def as_shown(question: AskedQuestion, content: Content) -> Content:
    """Return a stored answer as a page shows it: chosen options by the place they stand at."""
    if "chosen" not in content:
        return content
    places = list(question.places)
    return {"chosen": sorted(places.index(one) for one in content["chosen"] if one in places)}


def is_answered(content: Content | None) -> bool:
    """Say whether a stored answer holds anything at all."""
    if not content:
        return False
    if "order" in content:
        return any(one is not None for one in content["order"])
    if "texts" in content:
        return any(content["texts"])
    return bool(content.get("chosen") or content.get("pairs") or content.get("text"))


def _chosen(question: AskedQuestion, value: object) -> list[int]:
    places = question.places
    shown = [_index(one, len(places)) for one in _items(value)]
    chosen = sorted({places[one] for one in shown if one is not None})
    return chosen if question.kind == "multiple" else chosen[:1]


def _texts(value: object, count: int, longest: int) -> list[str]:
    texts = [_text(one, longest) for one in _items(value)[:count]]
    return texts + [""] * (count - len(texts))


def _pairs(value: object, lefts: int, rights: int) -> list[list[int]]:
    pairs: dict[int, int] = {}
    for pair in _items(value):
        sides = _items(pair)
        if len(sides) == 2:
            left, right = _index(sides[0], lefts), _index(sides[1], rights)
            if left is not None and right is not None:
                pairs[left] = right
    return [[left, right] for left, right in sorted(pairs.items())]


def _order(value: object, count: int) -> list[int | None]:
    order = [_index(one, count) for one in _items(value)[:count]]
    return order + [None] * (count - len(order))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _index(value: object, count: int) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4:
        value = int(value)
    is_place = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count
    return value if is_place else None  # type: ignore[return-value] # the line above has looked


def _text(value: object, longest: int) -> str:
    """Keep what every database can store: no NUL, no lone surrogates."""
    if not isinstance(value, str):
        return ""
    kept = value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return kept.strip()[:longest]


def _length(question: AskedQuestion, name: str) -> int:
    value = question.answer.get(name) if isinstance(question.answer, Mapping) else None
    return len(value) if isinstance(value, list) else 0
