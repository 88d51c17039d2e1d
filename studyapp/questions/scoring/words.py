"""Marking answers in the learner's own words: blank and short_answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from studyapp.questions.scoring.mark import Mark, field_of, items_of
from studyapp.text.fair import bare_number, fair_form

COVERED_ENOUGH = 0.6
_DENIED = re.compile(r"(?:不|没|未|非|无|别|莫|毋)(?:是|有|应|该|能|要|必|会|需|用)?$")


def accepts(accepted: Sequence[object], given: object) -> bool:
    """Say whether a given text is one of the accepted texts, as a fair examiner reads it."""
    if not isinstance(given, str) or not (form := fair_form(given)):
        return False
    forms = [fair_form(one) for one in accepted if isinstance(one, str)]
    return any(form == one or form == bare_number(one) for one in forms if one)


def mark_blanks(answer: object, response: object) -> Mark:
    """Mark a blank question: the share of blanks filled right."""
    blanks, texts = items_of(answer), items_of(field_of(response, "texts"))
    right = [
        accepts(items_of(accepted), texts[place] if place < len(texts) else None)
        for place, accepted in enumerate(blanks)
    ]
    return Mark(sum(right) / len(right) if right else 0.0, {"right": right})


def found_in(form: str, point: Mapping[str, Any]) -> str | None:
    """Return what of a point was found in the fair form of a response, None where it was missed."""
    wanted = [point.get("text"), *items_of(point.get("accept"))]
    for text in wanted:
        if isinstance(text, str) and (sought := fair_form(text)) and _affirmed(form, sought):
            return text
    text = fair_form(str(point.get("text", "")))
    pairs = {text[place : place + 2] for place in range(len(text) - 1)}
    covered = sorted((pair for pair in pairs if pair in form), key=text.index)
    return "…".join(covered) if len(pairs) >= 4 and len(covered) / len(pairs) >= COVERED_ENOUGH else None


def _affirmed(form: str, sought: str) -> bool:
    place = form.find(sought)
    while place >= 0:
        if not _DENIED.search(form[max(0, place - 3) : place]):
            return True
        place = form.find(sought, place + 1)
    return False


def weight_of(point: Mapping[str, Any]) -> float:
    """Return a point's weight; 1 where none or nonsense is stated."""
    weight = point.get("weight", 1)
    return float(weight) if isinstance(weight, (int, float)) and 0 < weight < 1000 else 1.0


def mark_points(answer: object, response: object) -> Mark:
    """Mark a short answer: the weights of the points found over all weights, and for each what was matched."""
    points = [one for one in items_of(field_of(answer, "points")) if isinstance(one, Mapping)]
    text = field_of(response, "text")
    form = fair_form(text) if isinstance(text, str) else ""
    matched = [found_in(form, point) if form else None for point in points]
    total = sum(weight_of(point) for point in points)
    got = sum(weight_of(point) for point, match in zip(points, matched, strict=True) if match)
    details = [
        {"point": point.get("text", ""), "found": match is not None, "matched": match}
        for point, match in zip(points, matched, strict=True)
    ]
    return Mark(min(1.0, got / total) if total else 0.0, {"points": details})
