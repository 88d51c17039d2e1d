"""A question as it is asked: what the marking knows of it, and the part of that which a page may show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studyapp.questions.draft import BLANK
from studyapp.questions.models import CorrectionKind


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question in its place (from 1) of a paper, keys included: never handed to a template.

    `version_id` is the version by which it is marked: the paper's own, or the one that a correction put in its place.
    """

    position: int
    version_id: int
    revision_id: int
    kind: str
    stem: str
    options: Sequence[Mapping[str, Any]]
    answer: Any
    option_order: Sequence[int]
    case_id: int
    case_title: str
    correction: CorrectionKind | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the question counts no more."""
        return self.correction is CorrectionKind.WITHDRAWN

    @property
    def places(self) -> Sequence[int]:
        """The option indices as shown; the order of the version where none was frozen."""
        return self.option_order or range(len(self.options))


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What a learner sees while answering. `options` stand in the order shown; nothing here tells the key."""

    position: int
    kind: str
    stem: str
    case_title: str
    options: tuple[str, ...] = ()
    stem_parts: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())


def show(question: AskedQuestion) -> ShownQuestion:
    """Return the part of a question that may be shown before its feedback."""
    answer = question.answer if isinstance(question.answer, Mapping) else {}
    is_blank = question.kind == "blank"
    return ShownQuestion(
        position=question.position,
        kind=question.kind,
        stem=question.stem,
        case_title=question.case_title,
        options=tuple(str(question.options[place]["text"]) for place in question.places),
        stem_parts=tuple(question.stem.split(BLANK)) if is_blank else (),
        lefts=_texts(answer.get("left")) if question.kind == "matching" else (),
        rights=_texts(answer.get("right")) if question.kind == "matching" else (),
        items=_texts(answer.get("items")) if question.kind == "ordering" else (),
        parts=_stems(answer.get("parts")) if question.kind == "case_analysis" else (),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _stems(value: object) -> tuple[str, ...]:
    return tuple(str(one.get("stem", "")) for one in value) if isinstance(value, list) else ()
