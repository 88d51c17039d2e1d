"""How common Chinese words are, and the likeliest way to cut a clause into words.

The frequencies are those of jieba's dictionary file, read without importing jieba: it would build much more.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

_LONGEST = 5


def _fields() -> list[str]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return []
    # Each line holds a word, its frequency and its class: three fields, which makes splitting it all at once safe.
    return Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split()


@lru_cache(maxsize=1)
def word_frequencies() -> dict[str, int]:
    """Return the frequency of every Chinese word (about 350,000)."""
    fields = _fields()
    return dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """Return the class of every Chinese word: n and what begins with it for nouns, v for verbs, vn for both."""
    fields = _fields()
    return dict(zip(fields[0::3], fields[2::3], strict=True))


@lru_cache(maxsize=1)
def _total() -> float:
    return log(sum(word_frequencies().values()) or 1)


def frequency(word: str) -> int:
    """Return how often a word occurs in the dictionary's corpus; 0 for none."""
    return word_frequencies().get(word, 0)


@lru_cache(maxsize=8192)
def best_cut(clause: str) -> tuple[float, tuple[str, ...]]:
    """Return the likeliest cut of a clause into words and its log probability; the clause should be short."""
    words, total = word_frequencies(), _total()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(clause) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            count = words.get(clause[start:end], 1 if end - start == 1 else 0)
            if count:
                options.append((best[start][0] + log(count) - total, start))
        best.append(max(options))
    cut: list[str] = []
    end = len(clause)
    while end:
        start = best[end][1]
        cut.append(clause[start:end])
        end = start
    return best[-1][0], tuple(reversed(cut))
