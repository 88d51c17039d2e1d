"""From cases to drafted questions, with an account of what is covered and what was held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from studyapp.cases.casebook_text import CaseText
from studyapp.questions.analysis import AnalysedCase, analyse
from studyapp.questions.card import card_of
from studyapp.questions.checks import failed_gate
from studyapp.questions.choices.offered import choices_of
from studyapp.questions.distractors.pool import Pool
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.generators.registry import points_of
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.plan import Candidate, choose
from studyapp.questions.point import Point
from studyapp.questions.rendering import renderings


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a case the kept questions rest on; `card` counts the spans of four slots of the case card."""

    case: int
    sentences: int
    covered: int
    commentary_sentences: int
    commentary_covered: int
    card: dict[str, int]


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many drafts of a rule were held back in a case, for one reason (the name of a gate or of the plan)."""

    case: int
    rule: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class DraftedQuestions:
    """What drafting yields, case by case in the order of the book."""

    questions: tuple[QuestionDraft, ...]
    coverage: tuple[Coverage, ...]
    withheld: tuple[Withheld, ...]


def draft_questions(
    cases: Sequence[CaseText], lexicon: TermLexicon, library: Sequence[CaseText] = ()
) -> DraftedQuestions:
    """Draft the questions of some cases; `library` are further cases that lend wrong options.

    The same cases, lexicon and library give the same drafts on every run.
    """
    titles = Counter(case.title for case in cases)
    analysed = [analyse(case, is_named=titles[case.title] == 1) for case in cases]
    found = [(case, points_of(case, lexicon)) for case in analysed]
    lent = [(case, points_of(case, lexicon)) for case in (analyse(one) for one in library)]
    pool = Pool.of(lexicon, [*found, *lent])
    questions: list[QuestionDraft] = []
    withheld: list[Withheld] = []
    stems: set[str] = set()
    for case, points in found:
        kept, held = _drafts_of(case, points, pool)
        for draft in kept:
            if draft.stem in stems:
                held[draft.rule, "stem-asked-of-another-case"] += 1
            else:
                stems.add(draft.stem)
                questions.append(draft)
        withheld.extend(
            Withheld(case.case.number, rule, reason, count) for (rule, reason), count in sorted(held.items())
        )
    coverage = tuple(_coverage(case, questions) for case in analysed)
    return DraftedQuestions(tuple(questions), coverage, tuple(withheld))


def _drafts_of(
    case: AnalysedCase, points: Sequence[Point], pool: Pool
) -> tuple[list[QuestionDraft], Counter[tuple[str, str]]]:
    candidates, held = [], Counter[tuple[str, str]]()
    for point in points:
        reason = "no-fitting-kind"
        for draft in (one.typeset() for one in renderings(case, point, pool)):
            failed = failed_gate(draft, case)
            if not failed:
                candidates.append(Candidate(draft, point.worth))
                break
            reason = failed
        else:
            held[point.rule, reason] += 1
    offered, refused = choices_of(case, points)
    held.update(refused)
    kept, left_out = choose([*candidates, *offered])
    return kept, held + left_out


def _coverage(case: AnalysedCase, questions: Sequence[QuestionDraft]) -> Coverage:
    number = case.case.number
    asked = {(one.part, one.start) for draft in questions if draft.case == number for one in draft.evidence}
    body = [one for one in case.sentences if one.part == "body"]
    commentary = [one for one in case.sentences if one.part == "commentary"]
    card = card_of(case)
    return Coverage(
        case=number,
        sentences=len(body),
        covered=sum(("body", one.start) in asked for one in body),
        commentary_sentences=len(commentary),
        commentary_covered=sum(("commentary", one.start) in asked for one in commentary),
        card={slot: card.count(slot) for slot in ("problems", "measures", "results", "lessons")},
    )


def drafts_as_json(drafted: DraftedQuestions) -> dict[str, Any]:
    """Return the JSON object that `flask questions draft --json` prints."""
    return {
        "questions": [draft.to_dict() for draft in drafted.questions],
        "coverage": [
            {
                "case": one.case,
                "sentences": one.sentences,
                "covered": one.covered,
                "commentary_sentences": one.commentary_sentences,
                "commentary_covered": one.commentary_covered,
                "card": one.card,
            }
            for one in drafted.coverage
        ],
        "withheld": [
            {"case": one.case, "rule": one.rule, "reason": one.reason, "count": one.count} for one in drafted.withheld
        ],
    }
