"""Further answers that hold: the places of a question where words are compared, and adding accepted words to one."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studyapp.text.fair import fair_form


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A blank or a point: `number` counts through the question from 0, `accepted` is what holds already."""

    number: int
    label: str
    accepted: tuple[str, ...]


def word_places(kind: str, answer: Any) -> list[WordPlace]:
    """Return where a question compares words: its blanks, its points, the points of its parts; none for other kinds."""
    if kind == "blank":
        return [WordPlace(number, "", tuple(texts)) for number, texts in enumerate(answer or ())]
    return [
        WordPlace(number, str(point.get("text", "")), tuple(_accepted(point)))
        for number, point in enumerate(points_of(kind, answer))
    ]


def points_of(kind: str, answer: Any) -> list[dict[str, Any]]:
    """Return the points of a short answer, or of all parts of a case analysis one after another."""
    if not isinstance(answer, Mapping):
        return []
    if kind == "short_answer":
        return list(answer.get("points", ()))
    if kind == "case_analysis":
        return [point for part in answer.get("parts", ()) for point in part.get("points", ())]
    return []


def with_accepted(kind: str, answer: Any, added: Mapping[int, Sequence[str]]) -> Any:
    """Return a copy of the answer that also takes the words added by place; what holds already is not repeated."""
    changed = copy.deepcopy(answer)
    if kind == "blank":
        for number, texts in enumerate(changed or ()):
            texts.extend(_new(added.get(number, ()), texts))
        return changed
    for number, point in enumerate(points_of(kind, changed)):
        new = _new(added.get(number, ()), [str(point.get("text", "")), *_accepted(point)])
        if new:
            point["accept"] = [*_accepted(point), *new]
    return changed


def _accepted(point: Mapping[str, Any]) -> list[str]:
    accepted = point.get("accept")
    return [str(one) for one in accepted] if isinstance(accepted, list) else []


def _new(words: Sequence[str], known: Sequence[str]) -> list[str]:
    forms = {fair_form(one) for one in known}
    found = []
    for one in words:
        form = fair_form(one)
        if form and form not in forms:
            forms.add(form)
            found.append(one.strip())
    return found
