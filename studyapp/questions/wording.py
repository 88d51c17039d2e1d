"""A question as an organizer words it: plain text in, a draft out, and what keeps it from being asked.

Pure: the page gives lines, the case gives the text they must rest on. Evidence is given as quotes, each a line copied
from the case; its place is found, never typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from studyapp.cases.casebook_text import Part
from studyapp.questions.draft import Answer, Bloom, Evidence, Kind, Option, QuestionDraft

PARTS: tuple[Part, Part] = ("body", "commentary")
Gravity = Literal["must", "reason", "advice"]
CHOICE_KINDS = frozenset({"single", "multiple", "true_false"})
_SEPARATORS = str.maketrans({"｜": "|", "；": ";"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands in the form.

    `options` are (text, is key, why); `blanks` has one line per blank, its accepted texts parted by `|`; `points` one
    line per point of a short answer, the point and further accepted words parted by `|`; `quotes` the evidence.
    """

    stem: str
    explanation: str
    bloom: Bloom
    quotes: tuple[str, ...]
    options: tuple[Option, ...] = ()
    blanks: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a wording. With a "must" it cannot be saved, with a "reason" only for a logged reason."""

    code: str
    parameters: dict[str, object] = field(default_factory=dict)
    gravity: Gravity = "must"


def reworded(draft: QuestionDraft, wording: Wording, texts: dict[Part, str]) -> tuple[QuestionDraft, list[Problem]]:
    """Return the draft with the wording in it, and quotes that are not in the text (their evidence is left out)."""
    evidence, problems = _located(wording.quotes, draft.evidence, texts)
    changed = replace(
        draft,
        stem=wording.stem.strip(),
        explanation=wording.explanation.strip(),
        bloom=wording.bloom,
        evidence=evidence,
        options=wording.options if draft.kind in CHOICE_KINDS else draft.options,
        answer=_answer(draft, wording),
    )
    return changed, problems


def wording_of(draft: QuestionDraft) -> Wording:
    """Return what the form shows of a draft; `reworded` takes it back unchanged."""
    return Wording(
        stem=draft.stem,
        explanation=draft.explanation,
        bloom=draft.bloom,
        quotes=tuple(proof.quote for proof in draft.evidence),
        options=draft.options,
        blanks=tuple(" | ".join(texts) for texts in _blanks(draft)),
        points=tuple(" | ".join([str(one["text"]), *_further(one)]) for one in _points(draft)),
    )


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text field that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _blanks(draft: QuestionDraft) -> list[list[str]]:
    return draft.answer if draft.kind == "blank" and isinstance(draft.answer, list) else []


def _points(draft: QuestionDraft) -> list[dict[str, object]]:
    answer = draft.answer
    return list(answer.get("points", [])) if draft.kind == "short_answer" and isinstance(answer, dict) else []


def _further(point: dict[str, object]) -> list[str]:
    accepted = point.get("accept") or []
    return [str(text) for text in accepted if text != point["text"]] if isinstance(accepted, list) else []


def _answer(draft: QuestionDraft, wording: Wording) -> Answer | None:
    if draft.kind == "blank":
        return [parted(line) for line in wording.blanks]
    if draft.kind != "short_answer":
        return draft.answer
    before = {one["text"]: one for one in _points(draft)}
    points = []
    for text, *further in filter(None, map(parted, wording.points)):
        known = before.get(text, {})
        kept = [text] if text in _accepted(known) else []
        points.append({"text": text, "accept": [*kept, *further], "weight": known.get("weight", 1)})
    return {**draft.answer, "points": points} if isinstance(draft.answer, dict) else {"points": points}


def _accepted(point: dict[str, object]) -> list[object]:
    accepted = point.get("accept")
    return accepted if isinstance(accepted, list) else []


def parted(line: str) -> list[str]:
    """Return the texts of a line that are parted by `|` or its wide form."""
    return [text.strip() for text in line.translate(_SEPARATORS).split("|") if text.strip()]


def _located(
    quotes: Sequence[str], before: Sequence[Evidence], texts: dict[Part, str]
) -> tuple[tuple[Evidence, ...], list[Problem]]:
    known = {proof.quote: proof for proof in before}
    found: list[Evidence] = []
    problems: list[Problem] = []
    for quote in quotes:
        proof = known.get(quote) or _place(quote, texts)
        if proof is None:
            problems.append(Problem("quote-not-in-case", {"quote": quote[:40]}))
        elif proof not in found:
            found.append(proof)
    return tuple(found), problems


def _place(quote: str, texts: dict[Part, str]) -> Evidence | None:
    for part in PARTS:
        start = texts.get(part, "").find(quote)
        if start >= 0:
            return Evidence(part, start, start + len(quote), quote)
    return None


def is_editable(kind: Kind) -> bool:
    """Say whether the answers of this kind can be changed in the form; of others only stem, evidence, explanation."""
    return kind in CHOICE_KINDS or kind in {"blank", "short_answer"}
