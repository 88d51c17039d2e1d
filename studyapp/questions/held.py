"""Drafts that were not offered, each with the reason: which of them are kept so that an organizer can look at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.questions.draft import QuestionDraft

MOST_KEPT = 120
"""How many held-back drafts of one case are kept; a case yields a handful to some dozens."""


@dataclass(frozen=True, slots=True)
class Held:
    """A draft with the name of the gate, or the reason of the plan, that held it back."""

    draft: QuestionDraft
    reason: str


def worth_keeping(held: Iterable[Held], limit: int = MOST_KEPT) -> list[Held]:
    """Return at most `limit` of them, no draft twice: for every sentence the surest one first, then the next sure."""
    unique = {one.draft.uid: one for one in reversed(list(held))}
    ranked = sorted(unique.values(), key=lambda one: (-one.draft.confidence, one.draft.uid))
    first_of: dict[tuple[str, int], Held] = {}
    for one in ranked:
        proof = one.draft.evidence[0]
        first_of.setdefault((proof.part, proof.start), one)
    firsts = list(first_of.values())
    chosen = {one.draft.uid for one in firsts}
    return [*firsts, *(one for one in ranked if one.draft.uid not in chosen)][:limit]
