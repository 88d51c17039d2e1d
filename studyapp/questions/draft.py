"""The one value that every generator returns: a question that carries its proof.

A draft is plain and frozen; it knows neither the bank nor the page. `to_dict` gives exactly the JSON that
`flask questions draft --json` promises, and `from_dict` takes it back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from studyapp.text.full_width import in_full_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.cases.casebook_text import Part

Kind = Literal[
    "single",
    "true_false",
    "multiple",
    "blank",
    "matching",
    "ordering",
    "short_answer",
    "case_analysis",
    "prediction",
]
Bloom = Literal["remember", "understand", "apply", "analyse"]
Answer = list[list[str]] | dict[str, Any]

KINDS: tuple[Kind, ...] = get_args(Kind)
BLOOMS: tuple[Bloom, ...] = get_args(Bloom)
BLANK = "____"
TRUE_TEXT = "正确"
FALSE_TEXT = "错误"
BY_HAND = "by-hand"
"""The rule of what an organizer wrote; of every other rule the engine made the draft."""


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return in_full_width(value)
    if isinstance(value, dict):
        return {name: _typeset(one) for name, one in value.items()}
    return [_typeset(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Option:
    """An offered answer; `why` says, in Chinese, why it is right or why it fails."""

    text: str
    is_key: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that proves the key: `quote` equals the part's text from `start` to `end` (half-open)."""

    part: Part
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """One scorable task.

    `answer` is None, or by kind: blank a list of accepted texts per blank; matching left, right, pairs; ordering
    items, order; short_answer and prediction points; case_analysis parts. `difficulty` is the expected share correct
    (0 hard, 1 easy), `confidence` how sure the rule is (0 to 1). `enemies` are the uids of drafts that give this one
    away and so never share a paper with it.
    """

    case: int
    kind: Kind
    stem: str
    evidence: tuple[Evidence, ...]
    explanation: str
    bloom: Bloom
    rule: str
    options: tuple[Option, ...] = ()
    answer: Answer | None = None
    difficulty: float = 0.6
    confidence: float = 0.5
    enemies: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        """A hash of rule, kind, evidence quotes and stem: the same wherever the case stands in the book."""
        parts = [self.rule, self.kind, *(proof.quote for proof in self.evidence), self.stem]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]

    @property
    def keys(self) -> tuple[str, ...]:
        """The texts of the right options, in their order."""
        return tuple(option.text for option in self.options if option.is_key)

    @property
    def distractors(self) -> tuple[str, ...]:
        """The texts of the wrong options, in their order."""
        return tuple(option.text for option in self.options if not option.is_key)

    def answer_texts(self) -> list[str]:
        """Return the texts that are right: keys, first accepted texts of blanks, or points; none for true_false."""
        if self.kind == "true_false":
            return []
        if isinstance(self.answer, list):
            return [one[0] for one in self.answer]
        if isinstance(self.answer, dict):
            parts = self.answer.get("parts", [self.answer])
            return [point["text"] for part in parts for point in part.get("points", [])]
        return list(self.keys)

    def typeset(self) -> QuestionDraft:
        """Return the draft as it is printed: the marks of what is shown in full width, the evidence exact."""
        return replace(
            self,
            stem=in_full_width(self.stem),
            explanation=in_full_width(self.explanation),
            options=tuple(Option(in_full_width(one.text), one.is_key, in_full_width(one.why)) for one in self.options),
            answer=_typeset(self.answer),
        )

    def quoting(self, texts: Mapping[Part, str]) -> QuestionDraft:
        """Return the same draft with its evidence in the very words of `texts`, whose offsets it has."""
        proofs = tuple(replace(one, quote=texts[one.part][one.start : one.end]) for one in self.evidence)
        return self if proofs == self.evidence else replace(self, evidence=proofs)

    def with_enemies(self, uids: tuple[str, ...]) -> QuestionDraft:
        """Return the same draft with its enemies named."""
        return replace(self, enemies=uids)

    def with_difficulty(self, share: float) -> QuestionDraft:
        """Return the same draft with this expected share correct."""
        return replace(self, difficulty=share)

    def to_dict(self) -> dict[str, Any]:
        """Return the draft as the JSON object of the command line; keys in a fixed order."""
        return {
            "uid": self.uid,
            "case": self.case,
            "kind": self.kind,
            "stem": self.stem,
            "options": [{"text": one.text, "is_key": one.is_key, "why": one.why} for one in self.options],
            "answer": self.answer,
            "evidence": [
                {"part": one.part, "start": one.start, "end": one.end, "quote": one.quote} for one in self.evidence
            ],
            "explanation": self.explanation,
            "bloom": self.bloom,
            "difficulty": self.difficulty,
            "confidence": self.confidence,
            "rule": self.rule,
            "enemies": list(self.enemies),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> QuestionDraft:
        """Build a draft from what `to_dict` gave; the uid is computed again, not read."""
        return cls(
            case=data["case"],
            kind=data["kind"],
            stem=data["stem"],
            evidence=tuple(Evidence(one["part"], one["start"], one["end"], one["quote"]) for one in data["evidence"]),
            explanation=data["explanation"],
            bloom=data["bloom"],
            rule=data["rule"],
            options=tuple(Option(one["text"], one["is_key"], one.get("why", "")) for one in data["options"]),
            answer=data["answer"],
            difficulty=data["difficulty"],
            confidence=data["confidence"],
            enemies=tuple(data.get("enemies", ())),
        )
