"""Why the engine has nothing to ask about a sentence: codes, gravest first. Pure."""

from __future__ import annotations

from typing import Literal

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import Sentence
from studyapp.text.standalone import dangles, is_noisy, is_speech, points_away

Silence = Literal["suspect", "damaged", "heading", "speech", "leans", "short", "no-rule"]
SHORTEST = 12
"""A sentence of fewer characters says too little for a question that stands alone."""


def why_silent(sentence: Sentence, case: CaseText) -> Silence:
    """Return the first reason that holds; `no-rule` where nothing is wrong and no way of asking fits."""
    if any(
        one.part == sentence.part and one.start < sentence.end and sentence.start < one.end for one in case.suspects
    ):
        return "suspect"
    if is_noisy(sentence.text):
        return "damaged"
    if not sentence.ended:
        return "heading"
    if is_speech(sentence.text):
        return "speech"
    if dangles(sentence.core) or points_away(sentence.core):
        return "leans"
    return "short" if len(sentence.core) < SHORTEST else "no-rule"
