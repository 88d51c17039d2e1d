"""Which drafts of a case are kept: the worthiest, spread over the case, none twice, no figure hunt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from studyapp.questions.choices.swap import FILLING
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.held import Held

PER_SENTENCE = 2
ENOUGH = 8  # a case that has so many needs no filling
A_LIST = 3  # what rests on so many sentences asks for all of them, whatever one of them was asked for
OF_THE_WHOLE_CASE = frozenset({"case_analysis", "prediction"})  # they gather what other questions ask one by one
LIMITS = {
    "figure": 3,
    "result": 4,
    "law": 2,
    "naming": 3,
    "paired-name": 3,
    "list": 4,
    "term": 3,
    "provision": 3,
    "shown": 3,
    "character": 5,
    "outcome": 5,
    "demand": 6,
    "copula": 3,
    "reaction": 3,
    "agreed": 2,
    "benefit": 3,
    "charge": 4,
    "paired-heading": 2,
    "paired-aspect": 2,
    "ordering-events": 1,
}
NEAR_STEM = 88.0
SAME_SHARE = 0.5  # a figure within a long point is another question


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft with the worth of what it asks, 0 to 1."""

    draft: QuestionDraft
    worth: float


def choose(candidates: Sequence[Candidate]) -> tuple[list[QuestionDraft], list[Held]]:
    """Return the drafts to keep, in the order of their evidence, and those left out, each with the reason."""
    kept: list[QuestionDraft] = []
    left_out: list[Held] = []
    per_sentence: Counter[tuple[str, int]] = Counter()
    per_rule: Counter[str] = Counter()
    for one in sorted(candidates, key=lambda each: (-each.worth * each.draft.confidence, _place(each.draft))):
        draft = one.draft
        if one.worth <= FILLING and len(kept) >= ENOUGH:
            left_out.append(Held(draft, "enough-of-this-rule"))
            continue
        reason = _objection(draft, kept, per_sentence, per_rule)
        if reason:
            left_out.append(Held(draft, reason))
            continue
        kept.append(draft)
        per_rule[draft.rule] += 1
        if draft.kind not in OF_THE_WHOLE_CASE:
            per_sentence.update((proof.part, proof.start) for proof in draft.evidence)
    return with_enemies(sorted(kept, key=_place)), left_out


def _place(draft: QuestionDraft) -> tuple[str, int, str]:
    return draft.evidence[0].part, draft.evidence[0].start, draft.stem


def _objection(
    draft: QuestionDraft,
    kept: Sequence[QuestionDraft],
    per_sentence: Counter[tuple[str, int]],
    per_rule: Counter[str],
) -> str | None:
    if draft.kind in OF_THE_WHOLE_CASE:
        return None
    asked = [per_sentence[proof.part, proof.start] >= PER_SENTENCE for proof in draft.evidence]
    if all(asked) if len(asked) >= A_LIST else any(asked):
        return "sentence-asked-enough"
    if per_rule[draft.rule] >= LIMITS.get(draft.rule, 99):
        return "enough-of-this-rule"
    return "duplicate" if any(_is_duplicate(draft, other) for other in kept) else None


def _is_duplicate(draft: QuestionDraft, other: QuestionDraft) -> bool:
    if other.kind in OF_THE_WHOLE_CASE:
        return False
    mine = draft.answer_texts()
    if mine and mine == other.answer_texts():
        return True
    if _gathers_the_same(mine, other.answer_texts()):
        return True
    near = ratio(draft.stem, other.stem) >= NEAR_STEM
    listed = any(one.kind == "short_answer" and len(one.evidence) >= A_LIST for one in (draft, other))
    return _same_evidence(draft, other) and (near or (not listed and _asks_the_same(draft, other)))


def _gathers_the_same(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether most points of the shorter of two lists stand in the other."""
    fewer = min(len(mine), len(theirs))
    return fewer > 1 and len(set(mine) & set(theirs)) >= SAME_SHARE * fewer


def _asks_the_same(one: QuestionDraft, other: QuestionDraft) -> bool:
    """Say whether two drafts on one sentence ask for the same words, or one of them says what the other asks."""
    mine, theirs = one.answer_texts(), other.answer_texts()
    if any(_is_much_of(a, b) or _is_much_of(b, a) for a in mine for b in theirs):
        return True
    if "true_false" in (one.kind, other.kind):  # a statement to judge tells what others ask: enemies, no duplicates
        return one.kind == other.kind or _turns_on(one, theirs) or _turns_on(other, mine)
    return (len(theirs) == 1 and _tells(one, other)) or (len(mine) == 1 and _tells(other, one))


def _turns_on(statement: QuestionDraft, answers: Sequence[str]) -> bool:
    """Say whether what makes a statement true or false is the very answer of the other question."""
    whys = "".join(option.why for option in statement.options) if statement.kind == "true_false" else ""
    return any(text in whys for text in answers)


def _is_much_of(part: str, whole: str) -> bool:
    return part in whole and len(part) >= SAME_SHARE * len(whole)


def _same_evidence(one: QuestionDraft, other: QuestionDraft) -> bool:
    return bool(
        {(each.part, each.start) for each in one.evidence} & {(each.part, each.start) for each in other.evidence}
    )


def with_enemies(drafts: Sequence[QuestionDraft]) -> list[QuestionDraft]:
    """Name for each draft those that share its sentence, or whose stem or options say its answer, or the reverse."""
    enemies: dict[str, set[str]] = {draft.uid: set() for draft in drafts}
    for place, one in enumerate(drafts):
        for other in drafts[place + 1 :]:
            if _same_evidence(one, other) or _tells(one, other) or _tells(other, one):
                enemies[one.uid].add(other.uid)
                enemies[other.uid].add(one.uid)
    return [draft.with_enemies(tuple(sorted(enemies[draft.uid]))) for draft in drafts]


def _tells(one: QuestionDraft, other: QuestionDraft) -> bool:
    said = one.stem + "".join(option.text for option in one.options)
    return any(len(text) >= 3 and text in said for text in other.answer_texts())
