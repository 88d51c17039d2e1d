"""A case's text, ready for the page: paragraphs with their places, headings, and the marks of evidence.

Offsets are Python string indices into the text given, half-open, as everywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Span = tuple[int, int]
Kind = Literal["plain", "heading", "own", "evidence"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one look; `start` is its offset in the whole text."""

    text: str
    start: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text; `is_heading` when a section's heading is all of it."""

    start: int
    text: str
    runs: tuple[Run, ...]
    is_heading: bool


def case_paragraphs(
    text: str, headings: Iterable[Span] = (), evidence: Iterable[Span] = (), own: Iterable[Span] = ()
) -> list[Paragraph]:
    """Return the non-empty lines of `text` in runs; evidence wins over one's own marks, these over a heading.

    No character is lost.
    """
    looks = {"evidence": sorted(evidence), "own": sorted(own), "heading": sorted(headings)}
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            runs = _runs(text, (start, end), looks)
            alone = (start, start + len(line.rstrip())) in looks["heading"]
            paragraphs.append(Paragraph(start, line, runs, alone))
        start = end + 1
    return paragraphs


def heading_spans(body: str, sections: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Return where the headings of a revision's sections stand in its body; words not found there have no place."""
    spans = []
    for section in sections:
        start = body.find(section["heading"], section["start"], section["end"])
        if start >= 0:
            spans.append((start, start + len(section["heading"])))
    return spans


def _runs(text: str, line: Span, looks: Mapping[str, Sequence[Span]]) -> tuple[Run, ...]:
    spans = itertools.chain.from_iterable(looks.values())
    edges = {edge for span in spans for edge in span if line[0] < edge < line[1]}
    cuts = [line[0], *sorted(edges), line[1]]
    runs: list[Run] = []
    for start, end in itertools.pairwise(cuts):
        kind = _kind(start, looks)
        if runs and runs[-1].kind == kind:
            runs[-1] = Run(text[runs[-1].start : end], runs[-1].start, kind)
        else:
            runs.append(Run(text[start:end], start, kind))
    return tuple(runs)


def _kind(offset: int, looks: Mapping[str, Sequence[Span]]) -> Kind:
    kinds: tuple[Kind, ...] = ("evidence", "own", "heading")  # the first that covers the place wins
    for kind in kinds:
        if any(start <= offset < end for start, end in looks[kind]):
            return kind
    return "plain"
