"""Questions written by hand: the same checks, the same evidence, one more question in the bank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from studyapp.cases.casebook_text import CaseText
from studyapp.cases.library import CasePage
from studyapp.cases.models import CaseRevision
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.people.actor import Actor
from studyapp.questions import desk
from studyapp.questions.bank import publish_drafts
from studyapp.questions.difficulty import expected_share
from studyapp.questions.draft import BY_HAND, FALSE_TEXT, TRUE_TEXT, Evidence, Kind, Option, QuestionDraft
from studyapp.questions.models import Question
from studyapp.questions.wording import Problem, Wording

WRITABLE: tuple[Kind, ...] = ("single", "multiple", "true_false", "blank", "short_answer")
CONFIDENCE = 0.5
"""Nothing is known of its quality yet: it is not approved together with the engine's confident drafts."""


def blank_draft(kind: Kind, evidence: tuple[Evidence, ...] = ()) -> QuestionDraft:
    """Return a question of this kind with nothing in it yet but evidence."""
    options = (Option(TRUE_TEXT, is_key=False), Option(FALSE_TEXT, is_key=False)) if kind == "true_false" else ()
    answers = {"blank": [], "short_answer": {"points": []}}
    return QuestionDraft(
        case=1,
        kind=kind,
        stem="",
        evidence=evidence,
        explanation="",
        bloom="understand",
        rule=BY_HAND,
        options=options,
        answer=answers.get(kind),  # type: ignore[arg-type] # the shapes of the contract
        confidence=CONFIDENCE,
    )


def write(
    actor: Actor, page: CasePage, text: CaseText, draft: QuestionDraft, wording: Wording, now: datetime, override: str
) -> Question:
    """Put a question by hand into the bank as a draft.

    Raises `DomainError` wording-not-sound (parameter `problems`), as an edit does, and `ConflictError` question-exists
    for one that the case has already.
    """
    changed, problems = desk.checked(draft, wording, text)
    return add_written(actor, page.revision, changed, problems, now, override)


def add_written(
    actor: Actor,
    revision: CaseRevision,
    draft: QuestionDraft,
    problems: Sequence[Problem],
    now: datetime,
    override: str,
) -> Question:
    """Put what an organizer worded into the bank as the case's last draft, if its problems allow; raises as `write`."""
    graves = {problem.gravity for problem in problems}
    override = override.strip()[: desk.REASON_LENGTH]
    if "must" in graves or ("reason" in graves and not override):
        raise DomainError("wording-not-sound", problems=list(problems))
    if not publish_drafts(revision, [_rated(draft)], now):
        raise ConflictError("question-exists")
    question = db.session.scalars(
        select(Question).where(Question.case_id == revision.case_id, Question.uid == draft.uid)
    ).one()
    last = select(func.max(Question.position)).where(Question.case_id == revision.case_id, Question.id != question.id)
    question.position = (db.session.scalar(last) or 0) + 1
    version = desk.get_version(question)
    version.written_by_id = actor.account_id
    version.override_reason = override if "reason" in graves else None
    db.session.flush()
    return question


def _rated(draft: QuestionDraft) -> QuestionDraft:
    texts = draft.answer_texts()
    share = expected_share(draft.kind, draft.bloom, max(map(len, texts), default=0), max(1, len(texts)))
    return draft.with_difficulty(share)
