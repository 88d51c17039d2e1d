"""Where words begin and end; the segmenter's dictionary is loaded at the first question asked of it."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    """Return jieba's tokenizer; importing it alone costs a quarter of a second, its dictionary most of one more."""
    import jieba  # noqa: PLC0415 - see above: most commands and pages never ask

    jieba.setLogLevel(logging.WARNING)
    return jieba.dt


@lru_cache(maxsize=4096)
def boundaries(text: str) -> frozenset[int]:
    """Return every place of a text at which a word begins or ends."""
    places = {0}
    place = 0
    for word in _segmenter().cut(text, HMM=False):
        place += len(word)
        places.add(place)
    return frozenset(places)


def is_word_run(text: str, start: int, end: int) -> bool:
    """Say whether the run from `start` to `end` is made of whole words."""
    places = boundaries(text)
    return start in places and end in places
