"""Runs of raw text, each with a word, that can be asked which of them holds another run."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from studyapp.cases.casebook_text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def merged(spans: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Return the runs in order, neighbours of one word joined."""
    made: list[tuple[Span, str]] = []
    for span, word in sorted(spans):
        if made and made[-1][1] == word and made[-1][0].end >= span.start:
            made[-1] = (Span(made[-1][0].start, max(span.end, made[-1][0].end)), word)
        else:
            made.append((span, word))
    return made


class Cover:
    """Runs that do not overlap, ready to be asked."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._spans = merged((span, word) for span, word in spans if span.end > span.start)
        self._starts = [span.start for span, _ in self._spans]

    def word_of(self, span: Span) -> str | None:
        """Return the word of the run that holds `span` wholly, or None where there is none."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or self._spans[index][0].end < span.end:
            return None
        return self._spans[index][1]

    def __contains__(self, span: Span) -> bool:
        """Say whether one of the runs holds `span` wholly."""
        return self.word_of(span) is not None
