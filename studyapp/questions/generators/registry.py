"""All ways of finding a point; a new file is added here once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators import (
    causes,
    conditions,
    contrasts,
    figures,
    laws,
    lessons,
    lists,
    means,
    naming,
    obligations,
    outcomes,
    purposes,
    responses,
    roles,
    series,
)
from studyapp.questions.point import Point

Generator = Callable[[AnalysedCase], Iterator[Point]]

GENERATORS: tuple[Generator, ...] = (
    series.find,
    lessons.find,
    responses.find,
    contrasts.find,
    roles.find,
    causes.find,
    purposes.find,
    conditions.find,
    obligations.find,
    means.find,
    outcomes.find,
    lists.find,
    naming.find,
    laws.find,
    figures.find,
)


def points_of(case: AnalysedCase) -> list[Point]:
    """Return every point of a case, generator by generator."""
    return [point for generator in GENERATORS for point in generator(case)]
