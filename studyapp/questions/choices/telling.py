"""What all questions of choice share: where the proof stands, and the draft around it."""

from __future__ import annotations

from studyapp.cases.casebook_text import Part
from studyapp.questions.analysis import AnalysedCase, Sentence
from studyapp.questions.difficulty import expected_share
from studyapp.questions.draft import Answer, Bloom, Kind, Option, QuestionDraft


def where(case: AnalysedCase, sentence: Sentence) -> str:
    """Return the words that say in which part a proof stands."""
    return f"依据（“{case.commentary_name(sentence.start)}”部分）" if sentence.part == "commentary" else "依据（正文）"


def drafted(  # noqa: PLR0913 - one name for each field of a draft; all but four are keywords
    case: AnalysedCase,
    kind: Kind,
    stem: str,
    sentences: tuple[Sentence, ...],
    *,
    explanation: str,
    rule: str,
    bloom: Bloom,
    options: tuple[Option, ...] = (),
    answer: Answer | None = None,
    confidence: float = 0.8,
) -> QuestionDraft:
    """Return a draft that rests on whole sentences; the stem is given without the words that name the case."""
    names = {one.part == "commentary" and case.commentary_name(one.start) for one in sentences}
    of_commentary = len(names) == 1 and False not in names and kind != "prediction"  # that is asked before it opens
    part: Part = "commentary" if of_commentary else "body"
    return QuestionDraft(
        case=case.case.number,
        kind=kind,
        stem=case.opening(part, sentences[0].start) + stem,
        evidence=tuple(one.evidence() for one in sentences),
        explanation=explanation,
        bloom=bloom,
        rule=rule,
        options=options,
        answer=answer,
        difficulty=expected_share(kind, bloom, 0, 1),
        confidence=confidence,
    )
