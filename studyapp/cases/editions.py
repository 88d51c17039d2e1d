"""A book that comes again: which of its cases the library has already, and what became of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from studyapp.cases.casebook_text import CaseText

Fate = Literal["unchanged", "changed", "new", "removed"]
COMPARED = 3000
"""So many characters of a body are compared: more say nothing more about which case it is."""
ALIKE = 60.0
ALIKE_OF_ONE_TITLE = 25.0
"""From this share of common text on, in per cent, two bodies are one case; less is needed where the titles agree."""
_BLANK = re.compile(r"[\s\u3000“”\"'《》〈〉（）()【】\[\]·—:：，,。]+")


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the library with its present text."""

    id: int
    text: CaseText


@dataclass(frozen=True, slots=True)
class Pairing:
    """What becomes of one case: the one of the library, if any, beside the one of the new edition, if any."""

    fate: Fate
    known: KnownCase | None
    new: CaseText | None


def compared(known: Sequence[KnownCase], edition: Sequence[CaseText]) -> list[Pairing]:
    """Pair the cases of a book with those of its new edition: in the edition's order, then what it has no more.

    A case is recognised by its text, also after edits; its title decides where the texts leave it open. No case is
    paired twice.
    """
    partner = _partners(known, edition)
    rows = [_pairing(partner.get(index), one) for index, one in enumerate(edition)]
    taken = {one.id for one in partner.values()}
    return [*rows, *(Pairing("removed", one, None) for one in known if one.id not in taken)]


def _pairing(known: KnownCase | None, new: CaseText) -> Pairing:
    if known is None:
        return Pairing("new", None, new)
    return Pairing("unchanged" if _content(known.text) == _content(new) else "changed", known, new)


def _content(text: CaseText) -> tuple[str, str, tuple[str, ...], str | None]:
    return text.title, text.body, tuple(one.text for one in text.commentaries), text.subtitle


def _partners(known: Sequence[KnownCase], edition: Sequence[CaseText]) -> dict[int, KnownCase]:
    partner: dict[int, KnownCase] = {}
    taken: set[int] = set()
    for score, place, index in sorted(_scores(known, edition), key=lambda one: (-one[0], one[1], one[2])):
        if score and index not in partner and known[place].id not in taken:
            partner[index] = known[place]
            taken.add(known[place].id)
    return partner


def _scores(known: Sequence[KnownCase], edition: Sequence[CaseText]) -> Iterator[tuple[float, int, int]]:
    """Return (likeness, place among the known, place in the edition) of every pair that may be one case."""
    titles = [plain_title(one.text.title) for one in known]
    bodies = [one.text.body[:COMPARED] for one in known]
    for index, one in enumerate(edition):
        title, body = plain_title(one.title), one.body[:COMPARED]
        for place, other in enumerate(bodies):
            if other == body:
                yield 200.0 + (titles[place] == title), place, index
                continue
            same_title = bool(title) and titles[place] == title
            score = ratio(other, body, score_cutoff=ALIKE_OF_ONE_TITLE if same_title else ALIKE)
            if score:
                yield score + 50.0 * same_title, place, index


def plain_title(title: str) -> str:
    """Return a title without blanks and marks, for comparing."""
    return _BLANK.sub("", title)


def likeliest(titles: Iterable[str], books: Iterable[tuple[int, str]]) -> int | None:
    """Return the book, of (book id, title of a case) rows, of which at least half the given titles are cases."""
    wanted = {plain for plain in map(plain_title, titles) if plain}
    found: dict[int, set[str]] = {}
    for book_id, title in books:
        plain = plain_title(title)
        if plain in wanted:
            found.setdefault(book_id, set()).add(plain)
    best = max(found, key=lambda book_id: (len(found[book_id]), book_id), default=None)
    return best if best is not None and 2 * len(found[best]) >= len(wanted) else None
