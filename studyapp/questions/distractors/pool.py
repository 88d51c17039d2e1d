"""Wrong options in words: keys of the same make from other cases first, then terms of a fitting class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from studyapp.questions.analysis import AnalysedCase
from studyapp.questions.chance import rank_of
from studyapp.questions.lexicon import TermClass, TermLexicon
from studyapp.questions.likeness import are_near, longest_shared, said_share
from studyapp.questions.point import Point

FAMILY_CLASSES = {
    "condition": ("condition-phrase",),
    "principle": ("principle",),
    "key-factor": ("key-factor",),
}
MOST_SAID = 0.5
LEAST_SAID = 0.1  # a listed item from elsewhere must at least speak of the same field
FROM_LIBRARY = frozenset({"law", "listed-causes", "listed-measures"})
LISTED = frozenset({"listed-causes", "listed-measures"})


@dataclass(frozen=True, slots=True)
class WrongOption:
    """A wrong option and why it is wrong."""

    text: str
    why: str


@dataclass(frozen=True)
class Pool:
    """All that wrong options are drawn from: the lexicon, and per family the keys of every case of the library."""

    lexicon: TermLexicon
    keys: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: TermLexicon, points: Iterable[tuple[AnalysedCase, Sequence[Point]]]) -> Pool:
        """Build the pool from the points of all cases; each key remembers the text of the case that it came from."""
        keys: dict[str, list[tuple[str, str]]] = {}
        for case, found in points:
            for point in found:
                if point.family in FROM_LIBRARY:
                    keys.setdefault(point.family, []).extend((key, case.text) for key in point.keys)
        return cls(lexicon, keys)

    def wrong(self, case: AnalysedCase, point: Point, stem: str, count: int = 3) -> list[WrongOption]:
        """Return up to `count` wrong options for a point with one key."""
        found = self._lent(case, point)
        for slug in classes_of(point.family):
            if slug in self.lexicon.classes:
                found.extend(of_class(self.lexicon.classes[slug]))
        return fitting(found, case, point.keys, stem, count, self.lexicon)

    def _lent(self, case: AnalysedCase, point: Point) -> list[WrongOption]:
        return [
            WrongOption(text, f"“{text}”出自另一案例，本材料没有提到。")
            for text, source in self.keys.get(point.family, ())
            if source != case.text
        ]

    def beside(self, case: AnalysedCase, point: Point, stem: str, count: int = 2) -> list[WrongOption]:
        """Return up to `count` wrong options beside the keys of a list whose items share a class."""
        if point.family in LISTED:
            near = [one for one in self._lent(case, point) if said_share(one.text, case.text) > LEAST_SAID]
            return fitting(near, case, point.keys, stem, count, self.lexicon)
        one = self.lexicon.class_of_most(point.keys)
        return fitting(of_class(one), case, point.keys, stem, count, self.lexicon) if one else []


def classes_of(family: str) -> tuple[str, ...]:
    """Return the slugs of the classes that lend to a family; `class:slug` names one directly."""
    return (family.removeprefix("class:"),) if family.startswith("class:") else FAMILY_CLASSES.get(family, ())


def of_class(one: TermClass) -> list[WrongOption]:
    """Return all terms of a class as wrong options."""
    return [WrongOption(term, f"“{term}”属于{one.name}，但材料没有提到。") for term in one.terms]


def fitting(
    options: Iterable[WrongOption],
    case: AnalysedCase,
    keys: Sequence[str],
    stem: str,
    count: int,
    lexicon: TermLexicon,
) -> list[WrongOption]:
    """Return the options that are surely wrong and not given away by their looks, nearest to the keys' length first."""
    typical = sum(len(key) for key in keys) / len(keys)
    fit = [one for one in options if _is_fit(one.text, case, keys, stem, typical, lexicon)]
    fit.sort(key=lambda one: (abs(len(one.text) - typical) > 2, rank_of(stem, one.text), one.text))
    chosen: list[WrongOption] = []
    for one in fit:
        if len(chosen) < count and not any(are_near(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen


def _is_fit(
    text: str, case: AnalysedCase, keys: Sequence[str], stem: str, typical: float, lexicon: TermLexicon
) -> bool:
    if abs(len(text) - typical) > max(1, typical * 0.4):
        return False
    names = [name for one in lexicon.classes_of(text) for name in one.names_of(text)] or [text]
    if any(name in case.text for name in names) or any(are_near(text, key) for key in keys):
        return False
    return said_share(text, case.text) < MOST_SAID and len(longest_shared(text, stem)) < 3
