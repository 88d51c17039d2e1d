"""Answers in people's own words, gathered by likeness, so that many are judged with one decision. Pure values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from studyapp.text.fair import fair_form

ALIKE = 80.0
MOST_WORDINGS = 20


@dataclass(frozen=True, slots=True)
class Cluster:
    """Alike answers: `wordings` that a fair examiner tells apart, most frequent first; how many gave any of them."""

    wordings: tuple[str, ...]
    count: int


def clusters_of(texts: Iterable[str], alike: float = ALIKE) -> list[Cluster]:
    """Gather texts around the most frequent ones; the largest cluster first, the same texts always the same way."""
    shown: dict[str, str] = {}
    counts = Counter[str]()
    for text in texts:
        form = fair_form(text)
        if form:
            shown.setdefault(form, text.strip())
            counts[form] += 1
    groups: list[list[str]] = []
    for form, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        home = next((group for group in groups if ratio(form, group[0]) >= alike), None)
        if home is None:
            groups.append([form])
        else:
            home.append(form)
    found = [
        Cluster(tuple(shown[form] for form in group[:MOST_WORDINGS]), sum(counts[form] for form in group))
        for group in groups
    ]
    return sorted(found, key=lambda one: -one.count)
