"""What changed between two texts, paragraph by paragraph and within a paragraph word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"[A-Za-z0-9%％.]+|\s+|.", re.DOTALL)
_SHORTEST_SAME = 2
"""Fewer characters than these between two changes are shown as changed, so that words are not cut into crumbs."""
_LIKE = 50.0
"""From this share of common characters on, in per cent, a changed paragraph is set beside the one that it was."""
_LOOKED_AHEAD = 30
"""So many paragraphs further its partner is looked for: a text that is wholly another costs no more than others."""


class DiffRun(NamedTuple):
    """A run that is in both texts, only in the old one, or only in the new one."""

    text: str
    kind: Literal["same", "old", "new"]


def differences(old: str, new: str) -> list[list[DiffRun]]:
    """Return the paragraphs of both texts in reading order, each as runs.

    The runs that are not "new" give the old text's paragraphs, those that are not "old" the new one's.
    """
    before, after = old.split("\n"), new.split("\n")
    made: list[list[DiffRun]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            made.extend([DiffRun(line, "same")] for line in before[a:b] if line)
        else:
            made.extend(_paragraphs(before[a:b], after[c:d]))
    return made


def folded(paragraphs: Sequence[list[DiffRun]], around: int = 1) -> list[list[DiffRun] | int]:
    """Return the changed paragraphs with `around` unchanged ones on either side; a number stands for those left out."""
    changed = [place for place, runs in enumerate(paragraphs) if any(run.kind != "same" for run in runs)]
    shown = {near for place in changed for near in range(place - around, place + around + 1)}
    made: list[list[DiffRun] | int] = []
    for place, runs in enumerate(paragraphs):
        if place in shown:
            made.append(runs)
        elif made and isinstance(made[-1], int):
            made[-1] += 1
        else:
            made.append(1)
    return made


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[DiffRun]]:
    """Set changed paragraphs beside each other where they are alike, in order."""
    position = 0
    for line in before:
        ahead = range(position, min(len(after), position + _LOOKED_AHEAD))
        partner = next((at for at in ahead if ratio(line, after[at], score_cutoff=_LIKE)), None)
        if partner is None:
            if line:
                yield [DiffRun(line, "old")]
            continue
        yield from ([DiffRun(one, "new")] for one in after[position:partner] if one)
        yield within(line, after[partner])
        position = partner + 1
    yield from ([DiffRun(one, "new")] for one in after[position:] if one)


def within(old: str, new: str) -> list[DiffRun]:
    """Return what changed within a paragraph."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    runs = [DiffRun("".join(before[:head]), "same")]
    runs += _compared(before[head : len(before) - tail], after[head : len(after) - tail])
    runs.append(DiffRun("".join(before[len(before) - tail :]), "same"))
    return list(_gathered(one for one in runs if one.text))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many tokens two sequences begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[DiffRun]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield DiffRun("".join(before[a:b]), "same")
        else:
            yield from (DiffRun("".join(before[a:b]), "old"), DiffRun("".join(after[c:d]), "new"))


def _gathered(runs: Iterable[DiffRun]) -> Iterator[DiffRun]:
    """Join what belongs together: all that is gone, then all that came, with crumbs between two changes in both."""
    gone, came = "", ""
    waiting: DiffRun | None = None
    for run in runs:
        if run.kind == "same":
            if waiting is None and (gone or came) and len(run.text) < _SHORTEST_SAME:
                waiting = run
                continue
            yield from _change(gone, came)
            gone, came = "", ""
            if waiting is not None:
                yield waiting
                waiting = None
            yield run
            continue
        if waiting is not None:
            gone, came, waiting = gone + waiting.text, came + waiting.text, None
        gone, came = gone + (run.text if run.kind == "old" else ""), came + (run.text if run.kind == "new" else "")
    yield from _change(gone, came)
    if waiting is not None:
        yield waiting


def _change(gone: str, came: str) -> Iterator[DiffRun]:
    if gone:
        yield DiffRun(gone, "old")
    if came:
        yield DiffRun(came, "new")
