"""From cases to drafted questions, with an account of what is covered and what was held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.questions.analysis import AnalysedCase, analyse
from studyapp.questions.card import card_of
from studyapp.questions.checks import failed_gate
from studyapp.questions.choices.offered import choices_of
from studyapp.questions.distractors.pool import Pool
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.generators.registry import points_of
from studyapp.questions.held import Held
from studyapp.questions.lexicon import TermLexicon
from studyapp.questions.plan import Candidate, choose
from studyapp.questions.point import Point
from studyapp.questions.rendering import as_blank, renderings


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
    """What drafting yields, case by case in the order of the book; `held` are the drafts that `withheld` counts."""

    questions: tuple[QuestionDraft, ...]
    coverage: tuple[Coverage, ...]
    withheld: tuple[Withheld, ...]
    held: tuple[Held, ...] = ()


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
    all_held: list[Held] = []
    undraftable: Counter[tuple[int, str, str]] = Counter()
    stems: set[str] = set()
    for case, points in found:
        kept, held, silent = _drafts_of(case, points, pool)
        for draft in kept:
            if draft.stem in stems:
                held.append(Held(draft, "stem-asked-of-another-case"))
            else:
                stems.add(draft.stem)
                questions.append(draft)
        all_held.extend(held)
        undraftable.update((case.case.number, rule, "no-fitting-kind") for rule in silent)
    coverage = tuple(_coverage(case, questions) for case in analysed)
    withheld = _counted(cases, all_held, undraftable)
    set_anew = [case for case, read in zip(cases, analysed, strict=True) if read.case is not case]
    return _in_the_books_words(DraftedQuestions(tuple(questions), coverage, withheld, tuple(all_held)), set_anew)


def _in_the_books_words(drafted: DraftedQuestions, set_anew: Sequence[CaseText]) -> DraftedQuestions:
    """Return the same with the evidence as the book has it, in those cases that were read as a printer sets them."""
    texts: dict[int, dict[Part, str]] = {
        one.number: {"body": one.body, "commentary": one.commentary or ""} for one in set_anew
    }
    if not texts:
        return drafted
    made = [*drafted.questions, *(one.draft for one in drafted.held)]
    exact = {one.uid: one.quoting(texts[one.case]) if one.case in texts else one for one in made}
    uids = {before: after.uid for before, after in exact.items()}

    def named(draft: QuestionDraft) -> QuestionDraft:
        enemies = tuple(uids.get(one, one) for one in draft.enemies)
        return exact[draft.uid].with_enemies(enemies)

    questions = tuple(named(one) for one in drafted.questions)
    held = tuple(replace(one, draft=named(one.draft)) for one in drafted.held)
    return replace(drafted, questions=questions, held=held)


def _drafts_of(
    case: AnalysedCase, points: Sequence[Point], pool: Pool
) -> tuple[list[QuestionDraft], list[Held], list[str]]:
    """Return the drafts kept, those held back, and the rules of points that no kind of question fits at all."""
    candidates: list[Candidate] = []
    held: list[Held] = []
    silent: list[str] = []
    for point in points:
        found = _first_sound(case, point, pool)
        if isinstance(found, Candidate):
            candidates.append(found)
        elif isinstance(found, Held):
            held.append(found)
        else:
            silent.append(point.rule)
    offered, refused = choices_of(case, points)
    kept, left_out = choose([*candidates, *offered])
    return kept, [*held, *refused, *left_out], silent


def _first_sound(case: AnalysedCase, point: Point, pool: Pool) -> Candidate | Held | None:
    """Return the first question on a point that passes every gate, or else the last tried with what held it back."""
    held: Held | None = None
    for draft in (one.typeset() for one in renderings(case, point, pool)):
        failed = failed_gate(draft, case)
        if not failed:
            return Candidate(draft, point.worth)
        held = Held(draft, failed)
    if held is None and point.cloze:
        return Held(as_blank(case, point).typeset(), "no-fitting-kind")
    return held


def _counted(
    cases: Sequence[CaseText], held: Sequence[Held], undraftable: Counter[tuple[int, str, str]]
) -> tuple[Withheld, ...]:
    counts = undraftable + Counter((one.draft.case, one.draft.rule, one.reason) for one in held)
    places = {case.number: place for place, case in enumerate(cases)}
    found = sorted(counts.items(), key=lambda one: (places[one[0][0]], *one[0][1:]))
    return tuple(Withheld(case, rule, reason, count) for (case, rule, reason), count in found)


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
