"""The question bank: questions, their immutable versions, the evidence of each, and their running totals."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from studyapp.db import Model, UTCDateTime, choice


class QuestionState(StrEnum):
    """Where a question stands: only an approved one is asked."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETIRED = "retired"


class Verdict(StrEnum):
    """What a decision on a draft says of the rule that made it."""

    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    RESCUED = "rescued"


class Question(Model):
    """One scorable task about a case. Its present wording is the version numbered `version_number`.

    `is_evidence_changed` says that the case was changed where the evidence stands, and nobody has looked at it since.
    One that `is_for_exams` is asked in exams alone, and reviewed only once no exam could ask it.
    `taught` is the verdict that was counted for its rule, so that taking the decision back takes the verdict back.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("case_id", "uid"),
        Index(None, "organization_id", "state"),
        Index(None, "case_id", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(64))
    state: Mapped[QuestionState] = mapped_column(choice(QuestionState, "state"), default=QuestionState.DRAFT)
    version_number: Mapped[int] = mapped_column(default=1)
    rule: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(default=0)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reject_reason: Mapped[str | None] = mapped_column(String(300))
    is_evidence_changed: Mapped[bool] = mapped_column(default=False)
    is_for_exams: Mapped[bool] = mapped_column(default=False, server_default=false())
    taught: Mapped[Verdict | None] = mapped_column(choice(Verdict, "taught"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class QuestionVersion(Model):
    """One immutable wording. `options` and `answer` have the shapes of the command line's contract, by `kind`.

    `difficulty` is the expected share correct, `confidence` the engine's trust in the draft, both 0..1.
    """

    __tablename__ = "question_version"
    __table_args__ = (
        UniqueConstraint("question_id", "number"),
        CheckConstraint("difficulty BETWEEN 0 AND 1", "difficulty"),
        CheckConstraint("confidence BETWEEN 0 AND 1", "confidence"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    stem: Mapped[str] = mapped_column(Text)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    answer: Mapped[Any] = mapped_column(JSON)
    explanation: Mapped[str] = mapped_column(Text)
    bloom: Mapped[str] = mapped_column(String(16))
    difficulty: Mapped[float]
    confidence: Mapped[float]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    override_reason: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    evidence: Mapped[list[QuestionEvidence]] = relationship(
        order_by="QuestionEvidence.position", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class QuestionEvidence(Model):
    """A run of the case that proves the key: `quote` equals the part's text from `start` to `end`."""

    __tablename__ = "question_evidence"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint('"start" >= 0 AND "end" > "start"', "span"),
        CheckConstraint("part IN ('body', 'commentary')", "part"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"))
    position: Mapped[int]
    part: Mapped[str] = mapped_column(String(16))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)


class WithheldDrafts(Model):
    """How many drafts on a revision a gate held back, by the rule that made them and the gate's reason."""

    __tablename__ = "withheld_drafts"
    __table_args__ = (UniqueConstraint("revision_id", "rule", "reason"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"))
    rule: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(64))
    count: Mapped[int]


class HeldDraft(Model):
    """A draft that was held back on a revision: `reason` names the gate or what the plan objected to.

    `content` is the draft as `QuestionDraft.to_dict` gives it; `question_id` is the question that a rescue made of it.
    """

    __tablename__ = "held_draft"
    __table_args__ = (
        UniqueConstraint("revision_id", "uid"),
        Index(None, "organization_id", "reason"),
        CheckConstraint("confidence BETWEEN 0 AND 1", "confidence"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    stem: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"), index=True)


class RuleVerdicts(Model):
    """What an organization's organizers decided, one by one, on the drafts of a rule: the counts that trust rests on.

    Drafts approved together, without a look at each, are not counted.
    """

    __tablename__ = "rule_verdicts"
    __table_args__ = (CheckConstraint("approved >= 0 AND edited >= 0 AND rejected >= 0 AND rescued >= 0", "counts"),)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True)
    rule: Mapped[str] = mapped_column(String(64), primary_key=True)
    approved: Mapped[int] = mapped_column(default=0)
    edited: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    rescued: Mapped[int] = mapped_column(default=0)


class QuestionTotals(Model):
    """Running totals of the marked responses to one version, enough for difficulty and discrimination.

    x is a response's score (0..1), r the scaled score of the rest of the same attempt. Difficulty is sum_x / n;
    discrimination is Pearson's correlation of x and r (classical test theory: corrected item-total correlation).
    """

    __tablename__ = "question_totals"
    __table_args__ = (CheckConstraint("n >= 0", "n"),)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    sum_x: Mapped[float] = mapped_column(default=0.0)
    sum_xx: Mapped[float] = mapped_column(default=0.0)
    sum_r: Mapped[float] = mapped_column(default=0.0)
    sum_rr: Mapped[float] = mapped_column(default=0.0)
    sum_xr: Mapped[float] = mapped_column(default=0.0)


class OptionTotals(Model):
    """Running totals of those who chose one option of a version; r as in `QuestionTotals`."""

    __tablename__ = "option_totals"
    __table_args__ = (CheckConstraint("n >= 0", "n"),)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), primary_key=True)
    option: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    n: Mapped[int] = mapped_column(default=0)
    sum_r: Mapped[float] = mapped_column(default=0.0)
    sum_rr: Mapped[float] = mapped_column(default=0.0)


class CorrectionKind(StrEnum):
    """What a correction changes: another key, further answers that hold, or that the question counts no more."""

    REKEYED = "rekeyed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class Correction(Model):
    """A decision that answers to a version (`before_id`) are marked by another one (`version_id`) from now on.

    Both have the same stem and options. `finished_at` is empty while attempts are still being marked again.
    """

    __tablename__ = "correction"
    __table_args__ = (UniqueConstraint("version_id"), Index(None, "question_id", "decided_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    before_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"))
    kind: Mapped[CorrectionKind] = mapped_column(choice(CorrectionKind, "kind"))
    reason: Mapped[str] = mapped_column(String(500))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CorrectedVersion(Model):
    """By which version answers to a corrected one are marked; a later correction moves `by_id` on."""

    __tablename__ = "corrected_version"
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
