"""The one door to marking: a kind's own rule, and 0 for whatever is no response."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from studyapp.questions.scoring.arranging import mark_matching, mark_ordering
from studyapp.questions.scoring.choice import AnyOption, mark_one, mark_several
from studyapp.questions.scoring.mark import Mark, field_of, items_of
from studyapp.questions.scoring.words import mark_blanks, mark_points

__all__ = ["Mark", "mark"]


def mark_parts(answer: object, response: object) -> Mark:
    """Mark a case analysis: the mean of its parts."""
    parts = [one for one in items_of(field_of(answer, "parts")) if isinstance(one, Mapping)]
    texts = items_of(field_of(response, "texts"))
    marks = [
        mark_points(part, {"text": texts[place] if place < len(texts) else None}) for place, part in enumerate(parts)
    ]
    mean = sum(one.score for one in marks) / len(marks) if marks else 0.0
    return Mark(mean, {"parts": [one.details for one in marks]})


BY_OPTIONS: dict[str, Callable[[Sequence[AnyOption], object], Mark]] = {
    "single": mark_one,
    "true_false": mark_one,
    "multiple": mark_several,
}
BY_ANSWER: dict[str, Callable[[object, object], Mark]] = {
    "blank": mark_blanks,
    "short_answer": mark_points,
    "matching": mark_matching,
    "ordering": mark_ordering,
    "case_analysis": mark_parts,
}


def mark(kind: str, options: Sequence[AnyOption], answer: object, response: object) -> Mark:
    """Mark one response; the score lies from 0 to 1 whatever the response is, and nothing is raised.

    `options` are `Option` values or their JSON; `answer` is the draft's answer; `response` by kind: `{"chosen": [i]}`,
    `{"texts": [...]}`, `{"text": "..."}`, `{"pairs": [[left, right]]}`, `{"order": [...]}`, for case_analysis
    `{"texts": [...]}` with one text per part. A prediction is never scored: 0.
    """
    if kind in BY_OPTIONS:
        return BY_OPTIONS[kind](options, response)
    if kind in BY_ANSWER:
        return BY_ANSWER[kind](answer, response)
    return Mark(0.0)
