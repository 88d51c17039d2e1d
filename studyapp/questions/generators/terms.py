"""A term of the class lexicon in the author's own sentence: its class mates make the wrong options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.generators.phrases import is_fit_stem
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.point import Point
from studyapp.text.words import is_word_run

ASKED_CLASSES = frozenset(
    {
        "meeting-form", "document-kind", "administrative-penalty",
        "civil-liability", "criminal-charge", "criminal-penalty", "discipline-measure", "incentive", "oversight-form",
        "policy-tool", "evidence-kind", "dispute-channel", "assessment-form", "training-form",
        "consumer-remedy", "consumer-right",
    }
)  # fmt: skip
_JOINING = "、和及与或"
_CUE = re.compile(
    r"(?:^|[，,；;：:]|通过|采取|采用|实行|进行|给予|召开|组织|开展|作出|用|以|受到|处以?|构成|享有|承担|的|了)$"
)


def find(case: AnalysedCase, lexicon: TermLexicon) -> Iterator[Point]:
    """Yield a point for every sentence with exactly one term that matters, each term once."""
    seen: set[str] = set()
    present = [term for term in lexicon.by_term if len(term) >= 3 and term in case.text]
    for sentence in case.usable:
        here = [term for term in present if term in sentence.core]
        here = [term for term in here if not any(term in other and term != other for other in here)]
        for term in here:
            if term not in seen and sentence.core.count(term) == 1 and _matters(term, here, lexicon):
                seen.add(term)
                yield from _point(case, sentence, term, lexicon)


def _matters(term: str, here: list[str], lexicon: TermLexicon) -> bool:
    slugs = lexicon.by_term[term]
    alone = not any(set(slugs) & set(lexicon.by_term[other]) for other in here if other != term)
    return alone and len(slugs) == 1 and slugs[0] in ASKED_CLASSES


def _point(case: AnalysedCase, sentence: Sentence, term: str, lexicon: TermLexicon) -> Iterator[Point]:
    core = sentence.core
    start = core.index(term)
    end = start + len(term)
    beside = core[max(0, start - 1) : start] + core[end : end + 1]
    if (
        not _CUE.search(core[:start])
        or any(char in _JOINING for char in beside)
        or term in (case.case.title or "")
        or not is_word_run(core, start, end)
    ):
        return
    if is_fit_stem(core, 16, 100) and len(core) >= 3 * len(term):
        family = f"class:{lexicon.by_term[term][0]}"
        cloze = f"{core[:start]}____{core[end:]}。"
        yield Point("term", (sentence,), (term,), "", cloze, family, "remember", 0.7, 0.5)
