"""Terms that a text explains itself: X是指…, 所谓X，就是…, …，简称X: strings in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studyapp.text.sentences import sentences

MOST_TERMS = 8
LONGEST = 140
_TERM = r"[^\s，,、；;：:。！？!?“”‘’《》（）()的了是这那它他她其我你们]{2,14}"
_MEANS = re.compile(
    rf"(?:^|[，,。；;])(?:所谓的?|这里的)?[“‘]?(?P<term>{_TERM})[”’]?(?:[（(][^（）()]{{1,30}}[)）])?[，,]?"
    rf"(?:主要|通常|一般)?(?:是指|系指|指的是|就是指|即是)[^。]{{6,}}"
)
_SO_CALLED = re.compile(rf"所谓的?[“‘]?(?P<term>{_TERM})[”’]?[，,]?(?:就是|即|是)[^。]{{6,}}")
_NAMED = re.compile(r"[^。]{6,}(?:称为|称之为|叫做|叫作|又称|简称|俗称)[“‘「](?P<term>[^“”‘’「」]{2,14})[”’」]")
_FORMS = (_SO_CALLED, _MEANS, _NAMED)
_NO_TERM = re.compile(
    r"^(?:还|也|都|就|不|要|应|可|能|又|再|更|却|并|而|但|因|如果|虽然|这|那|此|其|本|我|你|他|她|它|谁)"
)


@dataclass(frozen=True, slots=True)
class ExplainedTerm:
    """A term with the sentence that explains it, which stands at `start` to `end` (half-open) of the text."""

    term: str
    sentence: str
    start: int
    end: int


def explained_terms(text: str) -> list[ExplainedTerm]:
    """Return the terms that the text explains, in their order, each once, at most `MOST_TERMS`.

    Rather none than a wrong one: a sentence that is long, or whose term is a mere opening of a clause, is passed over.
    """
    found: dict[str, ExplainedTerm] = {}
    for one in _explained(text):
        found.setdefault(one.term, one)
    return list(found.values())[:MOST_TERMS]


def _explained(text: str) -> Iterator[ExplainedTerm]:
    for run in sentences(text):
        if len(run.text) > LONGEST or not run.ended:
            continue
        for form in _FORMS:
            match = form.search(run.text)
            if match and not _NO_TERM.match(match["term"]):
                yield ExplainedTerm(match["term"], run.text, run.start, run.end)
                break
