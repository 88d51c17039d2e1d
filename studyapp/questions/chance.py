"""Chance that is the same on every run: places and choices come from a hash of the words themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def rank_of(*words: str) -> int:
    """Return a number from 0 to 2^32-1 that depends on the words alone."""
    return int.from_bytes(hashlib.sha256("\x1f".join(words).encode()).digest()[:4], "big")


def shuffled(texts: Iterable[str], seed: str) -> list[str]:
    """Return the texts in an order that depends on the seed and the texts alone."""
    return sorted(texts, key=lambda text: (rank_of(seed, text), text))
