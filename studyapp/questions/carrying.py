"""Carrying questions from one revision of a case to the next.

A question whose evidence still stands verbatim gets the same wording on the new revision and keeps its state. One whose
evidence changed, or moved to the other part, waits at the question desk again, with the run that stands there now. One
whose evidence is gone is retired. Earlier versions stay as they are: papers that were made from them keep them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from studyapp.cases.models import Case, CaseRevision
from studyapp.cases.revision_rows import case_text
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion
from studyapp.text.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, Part

Fate = Literal["kept", "returned", "retired"]
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
        self._moves = {part: Moves(old.part(part), new.part(part)) for part in _PARTS}

    def proof(self, part: Part, start: int, end: int) -> Proof | None:
        """Return what stands in the new text for the run [start, end) of the old one; None where nothing does.

        The very words count wherever they stand, nearest to their old place; in a doubtful place they do not. Words
        that moved to the other part are found there, and have to be looked at: a question may say whose words they are.
        """
        quote = self._old.part(part)[start:end]
        moves, text = self._moves[part], self._new.part(part)
        expected = moves.place(start)
        place = _nearest(text, quote, expected)
        if place is not None and not self._is_doubtful(part, place, place + len(quote)):
            return Proof(part, place, place + len(quote), quote, stands=True)
        other: Part = "commentary" if part == "body" else "body"
        moved = self._new.part(other).find(quote)
        if place is None and moved >= 0:
            return Proof(other, moved, moved + len(quote), quote, stands=False)
        found = text[expected : moves.place(end, is_end=True)]
        bare = found.strip()
        if not bare:
            return None
        at = expected + len(found) - len(found.lstrip())
        return Proof(part, at, at + len(bare), bare, stands=False)

    def proofs(self, version: QuestionVersion) -> tuple[Fate, list[Proof]]:
        """Return what becomes of a wording, its evidence loaded, and the runs that prove it in the new text."""
        runs = [self.proof(one.part, one.start, one.end) for one in version.evidence]  # type: ignore[arg-type]
        found = [one for one in runs if one is not None]
        if runs and len(found) == len(runs) and all(one.stands for one in found):
            return "kept", found
        return ("returned", found) if found else ("retired", [])

    def _is_doubtful(self, part: Part, start: int, end: int) -> bool:
        return any(one.part == part and one.start < end and start < one.end for one in self._new.suspects)


def _nearest(text: str, quote: str, expected: int) -> int | None:
    after = text.find(quote, expected)
    before = text.rfind(quote, 0, expected + len(quote))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - expected), default=None)


def foreseen(revision: CaseRevision, after: CaseText) -> Carried:
    """Return what `carry` would do with the questions on a revision, commentaries loaded, if this text followed it."""
    mapping = TextMap(case_text(revision, 1), after)
    fates: Counter[Fate] = Counter(
        mapping.proofs(version)[0] for question, version in _present(revision) if question.state in _ASKED
    )
    return Carried(fates["kept"], fates["returned"], fates["retired"])


def carry(before: CaseRevision, after: CaseRevision, now: datetime) -> Carried:
    """Carry the questions on the revision `before` to `after`; both have their commentaries loaded."""
    mapping = TextMap(case_text(before, 1), case_text(after, 1))
    fates: Counter[Fate] = Counter()
    for question, version in _present(before):
        fate, proofs = mapping.proofs(version)
        if fate != "kept" and question.state not in _ASKED:
            continue  # nobody asks it: it stays with the text it was decided on
        if fate == "retired":
            question.state, question.decided_at = QuestionState.RETIRED, now
        else:
            _bring(question, version, after, (fate, proofs), now)
        fates[fate] += 1
    db.session.flush()
    return Carried(fates["kept"], fates["returned"], fates["retired"])


def bring_up_to_date(question: Question, now: datetime) -> Fate:
    """Carry a question that stayed with an earlier text to the present one of its case; one on it already is kept.

    Raises `ConflictError` case-withdrawn for a case that was taken out, and evidence-gone where nothing proves it now.
    """
    case = db.session.get_one(Case, question.case_id)
    if case.withdrawn_at is not None:
        raise ConflictError("case-withdrawn")
    version = db.session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question.id, QuestionVersion.number == question.version_number)
        .options(selectinload(QuestionVersion.evidence))
    ).one()
    texts = select(CaseRevision).options(selectinload(CaseRevision.commentaries))
    after = db.session.scalars(
        texts.where(CaseRevision.case_id == case.id, CaseRevision.number == case.revision_number)
    ).one()
    if version.revision_id == after.id:
        return "kept"
    before = db.session.scalars(texts.where(CaseRevision.id == version.revision_id)).one()
    fate, proofs = TextMap(case_text(before, 1), case_text(after, 1)).proofs(version)
    if fate == "retired":
        raise ConflictError("evidence-gone")
    _bring(question, version, after, (fate, proofs), now)
    db.session.flush()
    return fate


def _bring(
    question: Question, before: QuestionVersion, after: CaseRevision, carried: tuple[Fate, list[Proof]], now: datetime
) -> None:
    fate, proofs = carried
    version = _add(question, before, after, proofs, now)
    if fate == "returned":
        version.confidence = 0.0  # nobody approves it without looking
        question.state, question.decided_by_id, question.decided_at = QuestionState.DRAFT, None, None
        question.reject_reason, question.is_evidence_changed = None, True


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
    """Add the same wording as a version on another revision, after all others."""
    newest = select(func.max(QuestionVersion.number)).where(QuestionVersion.question_id == question.id)
    question.version_number = (db.session.scalar(newest) or 0) + 1
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
