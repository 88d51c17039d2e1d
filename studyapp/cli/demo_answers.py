"""How the demo's learners answer: right about as often as each of them can, wrong in ways that people are."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from studyapp.study.questions_asked import AskedQuestion

Given = dict[str, Any]


def answer_of(question: AskedQuestion, ability: float, random: Random) -> Given | None:
    """Return what a learner of that ability (0..1) gives, with options by shown place; None for no answer."""
    knows = random.random() < ability
    if question.kind in {"single", "true_false", "multiple"}:
        return _chosen(question, random, knows=knows)
    if question.kind == "blank":
        return {"texts": [texts[0] if knows else "记不清了" for texts in question.answer or []]}
    if question.kind == "short_answer":
        return _written(question.answer, random, knows=knows)
    return None


def _chosen(question: AskedQuestion, random: Random, *, knows: bool) -> Given:
    shown = [question.options[place]["is_key"] for place in question.places]
    keys = [place for place, is_key in enumerate(shown) if is_key]
    others = [place for place, is_key in enumerate(shown) if not is_key]
    if knows:
        return {"chosen": keys}
    if question.kind == "multiple":
        return {"chosen": sorted([*keys[:1], random.choice(others)] if others else keys[:1])}
    return {"chosen": [random.choice(others or keys)]}


def _written(answer: Mapping[str, Any], random: Random, *, knows: bool) -> Given:
    points = [point["text"] for point in answer.get("points", [])]
    kept = points if knows else points[: random.randint(0, 1)]
    return {"text": "；".join(kept) or "还没想好"}
