"""Evidence chosen from a case's own sentences instead of being copied."""

from __future__ import annotations

from collections.abc import Iterable

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.questions.draft import Evidence
from studyapp.questions.wording import PARTS
from studyapp.text.full_width import in_print
from studyapp.text.sentences import sentences


def offered(case: CaseText) -> list[tuple[Part, list[Evidence]]]:
    """Return by part, where it has any, its sentences in their order."""
    found: list[tuple[Part, list[Evidence]]] = []
    for part in PARTS:
        text = case.part(part)
        runs = [Evidence(part, one.start, one.end, text[one.start : one.end]) for one in sentences(in_print(text))]
        if runs:
            found.append((part, runs))
    return found


def value_of(proof: Evidence) -> str:
    """Return how a form names a sentence."""
    return f"{proof.part}:{proof.start}:{proof.end}"


def picked(case: CaseText, values: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the sentences that a form names; whatever is no sentence of the case is passed over."""
    wanted = set(values)
    return tuple(one for _, runs in offered(case) for one in runs if value_of(one) in wanted)
