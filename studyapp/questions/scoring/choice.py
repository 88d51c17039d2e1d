"""Marking single, true_false and multiple."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studyapp.questions.draft import Option
from studyapp.questions.scoring.mark import Mark, field_of, index_of, items_of

AnyOption = Option | Mapping[str, Any]


def is_key(option: AnyOption) -> bool:
    """Say whether an option, as a value or as its JSON, is right."""
    return option.is_key if isinstance(option, Option) else bool(option.get("is_key"))


def chosen_of(response: object, count: int) -> set[int] | None:
    """Return the chosen indices; None where anything chosen is no option."""
    chosen = [index_of(one) for one in items_of(field_of(response, "chosen"))]
    if any(one is None or not 0 <= one < count for one in chosen):
        return None
    return {one for one in chosen if one is not None}


def mark_one(options: Sequence[AnyOption], response: object) -> Mark:
    """Mark a question that takes one option: 1 for a key, of which a correction may accept several, otherwise 0."""
    chosen = chosen_of(response, len(options)) or set()
    right = {place for place, option in enumerate(options) if is_key(option)}
    return Mark(float(len(chosen) == 1 and chosen <= right), {"chosen": sorted(chosen), "keys": sorted(right)})


def mark_several(options: Sequence[AnyOption], response: object) -> Mark:
    """Mark a question with several keys: the share of keys chosen; any distractor chosen gives 0."""
    chosen = chosen_of(response, len(options)) or set()
    right = {place for place, option in enumerate(options) if is_key(option)}
    score = len(chosen & right) / len(right) if right and chosen <= right else 0.0
    return Mark(score, {"chosen": sorted(chosen), "keys": sorted(right)})
