"""Carrying questions from one revision of a case to the next.

A question whose evidence still stands verbatim gets the same wording on the new revision and keeps its state. One whose
evidence changed waits at the question desk again, with the run that stands there now. One whose evidence is gone is
retired. Earlier versions stay as they are: papers that were made from them keep them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from studyapp.cases.library import case_text
from studyapp.db import db
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, Part
    from studyapp.cases.models import CaseRevision

_PARTS: tuple[Part, ...] = ("body", "commentary")
_ASKED = frozenset({QuestionState.DRAFT, QuestionState.APPROVED})


@dataclass(frozen=True, slots=True)
class Carried:
    """How many questions went along as they are, how many wait at the desk again, how many are retired."""

    kept: int = 0
    returned: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """A run that proves a key, in part offsets; `stands` says that it is the very run of before."""

    part: Part
    start: int
    end: int
    quote: str
    stands: bool


class TextMap:
    """Where the runs of an old text stand in a new one."""

    def __init__(self, old: CaseText, new: CaseText) -> None:
        self._old, self._new = old, new
        self._steps = {part: Levenshtein.opcodes(old.part(part), new.part(part)) for part in _PARTS}

    def proof(self, part: Part, start: int, end: int) -> Proof | None:
        """Return what stands in the new text for the run [start, end) of the old one; None where nothing does.

        The very words count wherever they stand, nearest to their old place; in a doubtful place they do not.
        """
        quote = self._old.part(part)[start:end]
        text = self._new.part(part)
        expected = self._moved(part, start, is_end=False)
        place = _nearest(text, quote, expected)
        if place is not None and not self._is_doubtful(part, place, place + len(quote)):
            return Proof(part, place, place + len(quote), quote, stands=True)
        stop = self._moved(part, end, is_end=True)
        found = text[expected:stop]
        bare = found.strip()
        if not bare:
            return None
        at = expected + len(found) - len(found.lstrip())
        return Proof(part, at, at + len(bare), bare, stands=False)

    def _moved(self, part: Part, position: int, *, is_end: bool) -> int:
        for step in self._steps[part]:
            inside = step.src_start < position <= step.src_end if is_end else step.src_start <= position < step.src_end
            if inside:
                if step.tag == "equal":
                    return step.dest_start + position - step.src_start
                return step.dest_end if is_end else step.dest_start
        return len(self._new.part(part)) if position else 0

    def _is_doubtful(self, part: Part, start: int, end: int) -> bool:
        return any(one.part == part and one.start < end and start < one.end for one in self._new.suspects)


def _nearest(text: str, quote: str, expected: int) -> int | None:
    after = text.find(quote, expected)
    before = text.rfind(quote, 0, expected + len(quote))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - expected), default=None)


def carry(before: CaseRevision, after: CaseRevision, now: datetime) -> Carried:
    """Carry the questions on the revision `before` to `after`; both have their commentaries loaded."""
    mapping = TextMap(case_text(before, 1), case_text(after, 1))
    kept = returned = retired = 0
    for question, version in _present(before):
        proofs = [mapping.proof(one.part, one.start, one.end) for one in version.evidence]  # type: ignore[arg-type]
        found = [one for one in proofs if one is not None]
        if proofs and len(found) == len(proofs) and all(one.stands for one in found):
            _add(question, version, after, found, now)
            kept += 1
        elif question.state not in _ASKED:
            continue  # nobody asks it: it stays with the text it was decided on
        elif found:
            _add(question, version, after, found, now).confidence = 0.0  # nobody approves it without looking
            question.state, question.decided_by_id, question.decided_at = QuestionState.DRAFT, None, None
            returned += 1
        else:
            question.state, question.decided_at = QuestionState.RETIRED, now
            retired += 1
    db.session.flush()
    return Carried(kept, returned, retired)


def retire_all(case_id: int, now: datetime) -> int:
    """Ask nothing more about a case; what was answered stays. Return how many questions were asked until now."""
    asked = db.session.scalars(
        select(Question).where(Question.case_id == case_id, Question.state == QuestionState.APPROVED)
    ).all()
    for question in asked:
        question.state, question.decided_at = QuestionState.RETIRED, now
    db.session.flush()
    return len(asked)


def _present(revision: CaseRevision) -> Sequence[tuple[Question, QuestionVersion]]:
    rows = db.session.execute(
        select(Question, QuestionVersion)
        .join(
            QuestionVersion,
            (QuestionVersion.question_id == Question.id) & (QuestionVersion.number == Question.version_number),
        )
        .where(QuestionVersion.revision_id == revision.id, Question.organization_id == revision.organization_id)
        .options(selectinload(QuestionVersion.evidence))
        .order_by(Question.id)
    )
    return [(question, version) for question, version in rows]


def _add(
    question: Question, before: QuestionVersion, revision: CaseRevision, proofs: Sequence[Proof], now: datetime
) -> QuestionVersion:
    """Add the same wording as a version on another revision."""
    question.version_number += 1
    version = QuestionVersion(
        organization_id=question.organization_id,
        question_id=question.id,
        revision_id=revision.id,
        number=question.version_number,
        kind=before.kind,
        stem=before.stem,
        options=before.options,
        answer=before.answer,
        explanation=before.explanation,
        bloom=before.bloom,
        difficulty=before.difficulty,
        confidence=before.confidence,
        written_by_id=before.written_by_id,
        override_reason=before.override_reason,
        created_at=now,
    )
    version.evidence = [
        QuestionEvidence(
            organization_id=question.organization_id,
            position=position,
            part=one.part,
            start=one.start,
            end=one.end,
            quote=one.quote,
        )
        for position, one in enumerate(proofs, 1)
    ]
    db.session.add(version)
    return version
