"""Correcting how a question is marked, after it was answered: a new version with the same stem and options.

Papers keep the version they froze; from the correction on their answers are marked by the new one. Marking again what
was marked before is the work of `studyapp.study.remarking`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select, update

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.people.actor import Actor
from studyapp.questions import desk
from studyapp.questions.accepting import with_accepted
from studyapp.questions.draft import QuestionDraft
from studyapp.questions.models import (
    CorrectedVersion,
    Correction,
    CorrectionKind,
    Question,
    QuestionState,
    QuestionVersion,
)
from studyapp.questions.shape_checks import shape_problems
from studyapp.questions.wording import CHOICE_KINDS, PARTS, reworded, wording_of

REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Fix:
    """What an organizer decides. `keys` are the option indices that are right, `accepted` words to add by place.

    `reason` is read by learners; a new explanation and new evidence may come along.
    """

    reason: str
    is_withdrawn: bool = False
    keys: tuple[int, ...] = ()
    accepted: Mapping[int, Sequence[str]] = field(default_factory=dict)
    explanation: str = ""
    quotes: tuple[str, ...] = ()


def correct(actor: Actor, question_id: int, version_number: int, fix: Fix, now: datetime) -> Correction:
    """Correct a version, the present or an older one; open challenges and old marks are the caller's next steps.

    A question that is withdrawn, or that now has more right options than its kind, is asked no more.
    Raises `NotFoundError` question-not-found, `DomainError` correction-reason-missing, correction-changes-nothing,
    correction-key-missing or wording-not-sound, `ConflictError` question-changed or question-withdrawn.
    """
    question = desk.get_question(actor, question_id)
    before = desk.get_version(question, version_number)
    _check_open(before)
    if not fix.reason.strip():
        raise DomainError("correction-reason-missing")
    draft = desk.draft_of(before, question.rule)
    changed = draft if fix.is_withdrawn else _fixed(draft, fix, before)
    kind = _kind_of(draft, changed, fix)
    version = desk.add_version(question, before, changed, is_present=question.version_number == before.number)
    version.written_by_id, version.created_at = actor.account_id, now
    version.override_reason = fix.reason.strip()[: desk.REASON_LENGTH]
    db.session.flush()
    if _ends(changed, kind) and question.version_number == version.number:
        _retire(question, actor, now)
    correction = Correction(
        organization_id=question.organization_id,
        question_id=question.id,
        before_id=before.id,
        version_id=version.id,
        kind=kind,
        reason=fix.reason.strip()[:REASON_LENGTH],
        decided_by_id=actor.account_id,
        decided_at=now,
    )
    db.session.add(correction)
    _point_on(before, version)
    db.session.flush()
    return correction


def _check_open(before: QuestionVersion) -> None:
    if db.session.get(CorrectedVersion, before.id) is not None:
        raise ConflictError("question-changed")
    query = select(Correction.kind).where(Correction.version_id == before.id)
    if db.session.scalar(query) is CorrectionKind.WITHDRAWN:
        raise ConflictError("question-withdrawn")


def _fixed(draft: QuestionDraft, fix: Fix, before: QuestionVersion) -> QuestionDraft:
    texts = {part: desk.get_text(before.revision_id).part(part) for part in PARTS}
    if draft.kind in CHOICE_KINDS:
        if not fix.keys:
            raise DomainError("correction-key-missing")
        options = tuple(
            one if one.is_key == (place in fix.keys) else replace(one, is_key=not one.is_key, why="")
            for place, one in enumerate(draft.options)
        )
        draft = replace(draft, options=options)
    else:
        draft = replace(draft, answer=with_accepted(draft.kind, draft.answer, fix.accepted))
    wording = replace(
        wording_of(draft), explanation=fix.explanation or draft.explanation, quotes=fix.quotes or _quotes(draft)
    )
    changed, problems = reworded(draft, wording, texts)
    problems += [one for one in shape_problems(changed, texts) if one.code != "one-key-needed"]
    grave = [one for one in problems if one.gravity == "must"]
    if grave:
        raise DomainError("wording-not-sound", problems=grave)
    return replace(changed, answer=draft.answer)


def _quotes(draft: QuestionDraft) -> tuple[str, ...]:
    return tuple(proof.quote for proof in draft.evidence)


def _kind_of(draft: QuestionDraft, changed: QuestionDraft, fix: Fix) -> CorrectionKind:
    if fix.is_withdrawn:
        return CorrectionKind.WITHDRAWN
    if draft.kind in CHOICE_KINDS:
        if set(draft.keys) == set(changed.keys):
            raise DomainError("correction-changes-nothing")
        return CorrectionKind.ACCEPTED if set(draft.keys) < set(changed.keys) else CorrectionKind.REKEYED
    if draft.answer == changed.answer:
        raise DomainError("correction-changes-nothing")
    return CorrectionKind.ACCEPTED


def _ends(changed: QuestionDraft, kind: CorrectionKind) -> bool:
    too_many = changed.kind in {"single", "true_false"} and len(changed.keys) > 1
    return too_many or kind is CorrectionKind.WITHDRAWN


def _retire(question: Question, actor: Actor, now: datetime) -> None:
    if question.state is QuestionState.APPROVED:
        question.state, question.decided_by_id, question.decided_at = QuestionState.RETIRED, actor.account_id, now


def _point_on(before: QuestionVersion, version: QuestionVersion) -> None:
    """Let the version, and all that it stood in for, be marked by the new one."""
    db.session.execute(update(CorrectedVersion).where(CorrectedVersion.by_id == before.id).values(by_id=version.id))
    db.session.add(CorrectedVersion(version_id=before.id, by_id=version.id, organization_id=before.organization_id))
