"""The class lexicon: terms of which one could stand for another, from `content/terms/*.txt`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

BAR = "｜"


@dataclass(frozen=True, slots=True)
class TermClass:
    """A class: slug, Chinese name, shape (n, v, vn, a), its terms in file order, and other names of a term."""

    slug: str
    name: str
    shape: str
    terms: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names_of(self, term: str) -> tuple[str, ...]:
        """Return a term and its other names."""
        return (term, *self.synonyms.get(term, ()))


@dataclass(frozen=True, slots=True)
class TermLexicon:
    """All classes by slug, in the order of file names and lines."""

    classes: dict[str, TermClass] = field(default_factory=dict)
    by_term: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | str) -> TermLexicon:
        """Read every .txt file of a folder; an empty or missing folder gives an empty lexicon."""
        found: list[TermClass] = []
        for file in sorted(Path(path).glob("*.txt")):
            found.extend(parse_classes(file.read_text(encoding="utf-8").splitlines()))
        return cls.of(found)

    @classmethod
    def of(cls, classes: Iterable[TermClass]) -> TermLexicon:
        """Build a lexicon of classes."""
        by_slug = {one.slug: one for one in classes}
        by_term: dict[str, tuple[str, ...]] = {}
        for one in by_slug.values():
            for term in one.terms:
                for name in one.names_of(term):
                    by_term[name] = (*by_term.get(name, ()), one.slug)
        return cls(by_slug, by_term)

    def classes_of(self, term: str) -> tuple[TermClass, ...]:
        """Return the classes in which a term, or another name of it, stands."""
        return tuple(self.classes[slug] for slug in self.by_term.get(term, ()))

    def class_of_most(self, terms: Iterable[str], least: int = 2) -> TermClass | None:
        """Return the class that holds most of the terms, if it holds at least `least` of them."""
        counts: dict[str, int] = {}
        for term in terms:
            for slug in self.by_term.get(term, ()):
                counts[slug] = counts.get(slug, 0) + 1
        best = max(counts.items(), key=lambda one: one[1], default=None)
        return self.classes[best[0]] if best and best[1] >= least else None


def parse_classes(lines: Iterable[str]) -> list[TermClass]:
    """Read the lines of one file into its classes; lines before the first heading are passed over."""
    found: list[TermClass] = []
    for line in (raw.strip() for raw in lines):
        if line.startswith("#"):
            parts = [part.strip() for part in line.lstrip("# ").split(BAR)]
            if len(parts) == 3:
                found.append(TermClass(parts[0], parts[1], parts[2], ()))
        elif line and found:
            term, _, others = line.partition("=")
            last = found[-1]
            names = tuple(one.strip() for one in others.replace("，", ",").split(",") if one.strip())
            synonyms = {**last.synonyms, term.strip(): names} if names else last.synonyms
            found[-1] = TermClass(last.slug, last.name, last.shape, (*last.terms, term.strip()), synonyms)
    return found
