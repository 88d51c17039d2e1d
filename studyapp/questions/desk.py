"""The question desk: what an organizer decides about a question, and what is kept of it.

A wording is never changed in place: an edit adds a version, and papers that are running keep the one they froze. Every
decision names the version it was made on, so that nobody approves what somebody else has just reworded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from studyapp.cases.casebook_text import CaseText, Part
from studyapp.cases.models import CaseRevision
from studyapp.cases.revision_rows import case_text
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.questions.carrying import bring_up_to_date
from studyapp.questions.desk_gates import gate_problems
from studyapp.questions.draft import Evidence, Option, QuestionDraft
from studyapp.questions.models import Question, QuestionEvidence, QuestionState, QuestionVersion, Verdict
from studyapp.questions.shape_checks import shape_problems
from studyapp.questions.trust import teach
from studyapp.questions.wording import PARTS, Problem, Wording, reworded

REASON_LENGTH = 300
_NEXT_STATES = {
    QuestionState.APPROVED: frozenset({QuestionState.DRAFT, QuestionState.REJECTED, QuestionState.RETIRED}),
    QuestionState.REJECTED: frozenset({QuestionState.DRAFT}),
    QuestionState.RETIRED: frozenset({QuestionState.APPROVED}),
    QuestionState.DRAFT: frozenset({QuestionState.APPROVED, QuestionState.REJECTED}),
}

_SET_ASIDE = frozenset({QuestionState.REJECTED, QuestionState.RETIRED})


def get_question(actor: Actor, question_id: int) -> Question:
    """Return a question of the actor's organization. Raises `NotFoundError` question-not-found."""
    question = db.session.get(Question, question_id)
    if question is None or question.organization_id != actor.organization_id:
        raise NotFoundError("question-not-found")
    return question


def get_version(question: Question, number: int | None = None) -> QuestionVersion:
    """Return a version of a question, the present one by default. Raises `NotFoundError` question-not-found."""
    version = db.session.scalar(
        select(QuestionVersion).where(
            QuestionVersion.question_id == question.id, QuestionVersion.number == (number or question.version_number)
        )
    )
    if version is None:
        raise NotFoundError("question-not-found")
    return version


def approve(actor: Actor, question_id: int, version_number: int, now: datetime) -> Question:
    """Let a question be asked from now on. Raises as `_decide`."""
    question = _decide(actor, question_id, version_number, QuestionState.APPROVED, now)
    if question.state is QuestionState.APPROVED and question.taught in {None, Verdict.REJECTED}:
        teach(question, Verdict.EDITED if get_version(question).written_by_id else Verdict.APPROVED)
    return question


def reject(actor: Actor, question_id: int, version_number: int, reason: str, now: datetime) -> Question:
    """Keep a draft from being asked, saying why. Raises `DomainError` reject-reason-missing, or as `_decide`."""
    reason = _stated(reason, "reject-reason-missing")
    question = _decide(actor, question_id, version_number, QuestionState.REJECTED, now)
    question.reject_reason = reason
    teach(question, Verdict.REJECTED)
    return question


def retire(actor: Actor, question_id: int, version_number: int, now: datetime) -> Question:
    """Ask an approved question no more; what was answered stays. Raises as `_decide`."""
    return _decide(actor, question_id, version_number, QuestionState.RETIRED, now)


def reopen(actor: Actor, question_id: int, version_number: int, now: datetime) -> Question:
    """Take a decision back: the question waits as a draft again. Raises as `_decide`."""
    question = _decide(actor, question_id, version_number, QuestionState.DRAFT, now)
    teach(question, None)
    return question


def keep_for_exams(actor: Actor, question_id: int, *, is_kept: bool) -> Question:
    """Keep a question for exams alone, or release it for practice again. Raises `NotFoundError` question-not-found."""
    question = get_question(actor, question_id)
    question.is_for_exams = is_kept
    db.session.flush()
    return question


def edit(
    actor: Actor,
    question_id: int,
    version_number: int,
    wording: Wording,
    now: datetime,
    override: str = "",
    evidence: tuple[Evidence, ...] = (),
) -> QuestionVersion:
    """Add a version with this wording; the question's state stays. `evidence` says where picked quotes stand.

    Raises `ConflictError` question-changed, and `DomainError` wording-not-sound (parameter `problems`) where the
    wording cannot stand: a key that the text does not support is only saved with the stated reason `override`.
    """
    question = get_question(actor, question_id)
    _check_present(question, version_number)
    before = get_version(question)
    draft = draft_of(before, question.rule)
    changed, problems = checked(with_evidence(draft, evidence), wording, get_text(before.revision_id))
    override = override.strip()[:REASON_LENGTH]
    graves = {problem.gravity for problem in problems}
    if changed == draft and "must" not in graves:
        return before
    if "must" in graves or ("reason" in graves and not override):
        raise DomainError("wording-not-sound", problems=problems)
    version = add_version(question, before, changed)
    version.written_by_id, version.created_at = actor.account_id, now
    version.override_reason = override if "reason" in graves else None
    question.is_evidence_changed = False
    db.session.flush()
    return version


def checked(draft: QuestionDraft, wording: Wording, case: CaseText) -> tuple[QuestionDraft, list[Problem]]:
    """Return the draft with this wording, and everything that is wrong with it, gravest first."""
    texts: dict[Part, str] = {part: case.part(part) for part in PARTS}
    changed, problems = reworded(draft, wording, texts)
    problems += shape_problems(changed, texts)
    if not problems or all(problem.gravity != "must" for problem in problems):
        problems += gate_problems(changed, case)
    return changed, problems


def with_evidence(draft: QuestionDraft, evidence: tuple[Evidence, ...]) -> QuestionDraft:
    """Return the draft with further evidence that a wording's quotes may name."""
    return replace(draft, evidence=(*draft.evidence, *evidence))


def draft_of(version: QuestionVersion, rule: str = "") -> QuestionDraft:
    """Return a stored version as the value that checks and marking know; it stands alone, as case 1."""
    proofs = db.session.scalars(
        select(QuestionEvidence).where(QuestionEvidence.version_id == version.id).order_by(QuestionEvidence.position)
    )
    return as_draft(version, proofs, rule)


def as_draft(version: QuestionVersion, proofs: Iterable[QuestionEvidence], rule: str = "") -> QuestionDraft:
    """Return a version with its evidence, loaded already, as `draft_of` does."""
    return QuestionDraft(
        case=1,
        kind=version.kind,  # type: ignore[arg-type] # the engine wrote it
        stem=version.stem,
        evidence=tuple(Evidence(one.part, one.start, one.end, one.quote) for one in proofs),  # type: ignore[arg-type]
        explanation=version.explanation,
        bloom=version.bloom,  # type: ignore[arg-type]
        rule=rule,
        options=tuple(Option(one["text"], one["is_key"], one.get("why", "")) for one in version.options),
        answer=version.answer,
        difficulty=version.difficulty,
        confidence=version.confidence,
    )


def get_text(revision_id: int) -> CaseText:
    """Return a revision as the value that evidence offsets index."""
    revision = db.session.scalars(
        select(CaseRevision).where(CaseRevision.id == revision_id).options(selectinload(CaseRevision.commentaries))
    ).one()
    return case_text(revision, 1)


def _decide(actor: Actor, question_id: int, version_number: int, state: QuestionState, now: datetime) -> Question:
    """Move a question to `state`; already there, nothing happens.

    One that was set aside is first brought to its case's present text; where its evidence reads differently there, it
    waits as a draft. Raises `NotFoundError` question-not-found, `ConflictError` question-changed, question-state,
    case-withdrawn or evidence-gone.
    """
    question = get_question(actor, question_id)
    _check_present(question, version_number)
    if question.state is state:
        return question
    if question.state not in _NEXT_STATES[state]:
        raise ConflictError("question-state", state=question.state.value)
    if question.state in _SET_ASIDE and bring_up_to_date(question, now) == "returned":
        return question
    question.state, question.decided_by_id, question.decided_at = state, actor.account_id, now
    question.reject_reason, question.is_evidence_changed = None, False
    db.session.flush()
    return question


def _check_present(question: Question, version_number: int) -> None:
    if question.version_number != version_number:
        raise ConflictError("question-changed")


def _stated(reason: str, code: str) -> str:
    if not reason.strip():
        raise DomainError(code)
    return reason.strip()[:REASON_LENGTH]


def add_version(
    question: Question, before: QuestionVersion, draft: QuestionDraft, *, is_present: bool = True
) -> QuestionVersion:
    """Add a wording after all others; it becomes the question's present one unless said otherwise."""
    data = draft.to_dict()
    newest = select(func.max(QuestionVersion.number)).where(QuestionVersion.question_id == question.id)
    number = (db.session.scalar(newest) or 0) + 1
    if is_present:
        question.version_number = number
    version = QuestionVersion(
        organization_id=question.organization_id,
        question_id=question.id,
        revision_id=before.revision_id,
        number=number,
        confidence=before.confidence,
        difficulty=before.difficulty,
        **{name: data[name] for name in ("kind", "stem", "options", "answer", "explanation", "bloom")},
    )
    version.evidence = [
        QuestionEvidence(organization_id=question.organization_id, position=position, **proof)
        for position, proof in enumerate(data["evidence"], start=1)
    ]
    db.session.add(version)
    return version
