"""The points of a commentary to hold one's own judgement against: its own sentences, verbatim."""

from __future__ import annotations

from collections.abc import Sequence

from studyapp.study.objectives import lesson_weight, stands_alone
from studyapp.text.sentences import Run, sentences

MOST = 5
FEWEST_WITHOUT_LESSON = 3


def points_of(commentary: str) -> list[Run]:
    """Return at most five sentences of a commentary, in their order, those first that speak as a lesson.

    Where few do, others that stand alone fill up to three; a commentary always has at least one point.
    """
    runs = sentences(commentary)
    standing = [run for run in runs if stands_alone(run.text)]
    ranked = sorted(standing, key=lambda run: (-lesson_weight(run.text), run.start))
    teaching = [run for run in ranked if lesson_weight(run.text)]
    chosen = ranked[: min(MOST, max(len(teaching), FEWEST_WITHOUT_LESSON))] or runs[:1]
    return sorted(chosen, key=lambda run: run.start)


def joined(texts: Sequence[str]) -> str:
    """Return a case's commentaries as the one text that part offsets count in."""
    return "\n".join(texts)
