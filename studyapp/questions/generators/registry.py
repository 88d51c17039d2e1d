"""All ways of finding a point; a new file is added here once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.generators import (
    amounts,
    answers,
    causes,
    charges,
    clauses_of_law,
    conditions,
    contingencies,
    contrasts,
    corrections,
    definitions,
    discoveries,
    effects,
    figures,
    findings,
    grounds,
    labelled,
    laws,
    lessons,
    lists,
    means,
    naming,
    numbered,
    objects,
    obligations,
    outcomes,
    pretexts,
    problems,
    provisions,
    purposes,
    reasons,
    responses,
    responsibilities,
    results,
    roles,
    series,
    shares,
    terms,
    terms_of_punishment,
    verdicts,
    violations,
    voices,
)
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.point import Point

Generator = Callable[[AnalysedCase], Iterator[Point]]

GENERATORS: tuple[Generator, ...] = (
    series.find,
    numbered.find,
    labelled.find,
    violations.find,
    findings.find,
    lessons.find,
    responses.find,
    answers.find,
    discoveries.find,
    contrasts.find,
    corrections.find,
    roles.find,
    causes.find,
    purposes.find,
    reasons.find,
    effects.find,
    conditions.find,
    contingencies.find,
    problems.find,
    provisions.find,
    responsibilities.find,
    obligations.find,
    means.find,
    outcomes.find,
    lists.find,
    naming.find,
    laws.find,
    voices.find,
    results.find,
    figures.find,
    charges.find,
    shares.find,
    amounts.find,
    terms_of_punishment.find,
    definitions.find,
    clauses_of_law.find,
    verdicts.find,
    grounds.find,
    pretexts.find,
    objects.find,
)


def points_of(case: AnalysedCase, lexicon: TermLexicon) -> list[Point]:
    """Return every point of a case, generator by generator, terms of the lexicon last."""
    return [*(point for generator in GENERATORS for point in generator(case)), *terms.find(case, lexicon)]
