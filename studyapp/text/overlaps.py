"""Sentences of a text that other texts hold too, by runs of five characters: a hint for a reader, never a verdict."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from studyapp.text.sentences import sentences

RUN = 5
SHORTEST = 12
"""Characters; shorter sentences are alike by chance."""
ENOUGH = 0.6
"""The share of a sentence's runs that another text must hold."""
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Overlap(Generic[Name]):
    """A sentence (half-open place in the text) that another text holds, and how much of it (0 to 1)."""

    start: int
    end: int
    other: Name
    share: float


def runs_of(text: str) -> frozenset[str]:
    """Return all runs of `RUN` characters of a text, marks and spaces left out."""
    plain = "".join(char for char in text if char.isalnum())
    return frozenset(plain[place : place + RUN] for place in range(len(plain) - RUN + 1))


def find_overlaps(text: str, others: Mapping[Name, frozenset[str]]) -> list[Overlap[Name]]:
    """Return the sentences that one of the other texts, each given by its runs, holds for the most part."""
    found = []
    for one in sentences(text):
        own = runs_of(one.text)
        if len(own) < SHORTEST - RUN + 1:
            continue
        shares = {name: len(own & runs) / len(own) for name, runs in others.items()}
        best = max(shares, key=lambda name: shares[name], default=None)
        if best is not None and shares[best] >= ENOUGH:
            found.append(Overlap(one.start, one.end, best, shares[best]))
    return found


def overlapped_share(text: str, found: list[Overlap[Name]]) -> float:
    """Return the share (0 to 1) of a text's characters that stand in those sentences."""
    length = sum(not char.isspace() for char in text)
    covered = sum(not char.isspace() for one in found for char in text[one.start : one.end])
    return covered / length if length else 0.0
