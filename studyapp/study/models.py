"""Modules, assignments, enrolments, papers, attempts and responses."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from studyapp.db import Model, UTCDateTime, choice


class ModuleState(StrEnum):
    """A module can be assigned once it is published; an archived one only stays with its history."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class QuizMode(StrEnum):
    """Practice teaches while it asks; an exam tells nothing before the hand-in or the deadline."""

    PRACTICE = "practice"
    EXAM = "exam"


class Feedback(StrEnum):
    """When keys may leave the server: as soon as an answer is committed, after the hand-in, or after the deadline."""

    AT_ONCE = "at_once"
    AFTER_HAND_IN = "after_hand_in"
    AFTER_DEADLINE = "after_deadline"


class EnrolmentState(StrEnum):
    """How far a person has come with an assignment."""

    NOT_STARTED = "not_started"
    READING = "reading"
    ANSWERING = "answering"
    NOT_PASSED = "not_passed"
    PASSED = "passed"


class AttemptState(StrEnum):
    """An open attempt takes answers; it ends by the hand-in, or is closed by the server when its time is over."""

    OPEN = "open"
    HANDED_IN = "handed_in"
    CLOSED = "closed"


class Module(Model):
    """Ordered cases with objectives, reading and quiz. `question_count` is how many questions a paper draws."""

    __tablename__ = "module"
    __table_args__ = (Index(None, "organization_id", "state"), CheckConstraint("question_count > 0", "question_count"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    casebook_id: Mapped[int | None] = mapped_column(ForeignKey("casebook.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    objectives: Mapped[str] = mapped_column(Text, default="")
    question_count: Mapped[int] = mapped_column(default=10)
    state: Mapped[ModuleState] = mapped_column(choice(ModuleState, "state"), default=ModuleState.DRAFT)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ModuleCase(Model):
    """A case's place in a module; positions count from 1."""

    __tablename__ = "module_case"
    __table_args__ = (UniqueConstraint("module_id", "position"), UniqueConstraint("module_id", "case_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class Assignment(Model):
    """A module given to units or people. `pass_mark` is a percentage; `duration_minutes` limits one attempt if set.

    Where `is_prediction_required`, a commentary opens only to those who have judged the case first. `is_reminded` lets
    the organization's schedule remind its people.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        Index(None, "organization_id", "closes_at"),
        CheckConstraint("closes_at > opens_at", "dates"),
        CheckConstraint("pass_mark BETWEEN 0 AND 100", "pass_mark"),
        CheckConstraint("attempts_allowed > 0", "attempts_allowed"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    pass_mark: Mapped[int] = mapped_column(default=60)
    attempts_allowed: Mapped[int] = mapped_column(default=3)
    mode: Mapped[QuizMode] = mapped_column(choice(QuizMode, "mode"), default=QuizMode.PRACTICE)
    feedback: Mapped[Feedback] = mapped_column(choice(Feedback, "feedback"), default=Feedback.AFTER_HAND_IN)
    is_open_book: Mapped[bool] = mapped_column(default=True)
    is_prediction_required: Mapped[bool] = mapped_column(default=False)
    duration_minutes: Mapped[int | None]
    is_reminded: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    module: Mapped[Module] = relationship(lazy="raise")


class AssignmentTarget(Model):
    """Whom an assignment is for: a unit with its subtree, or one person. Those who join the unit later are included."""

    __tablename__ = "assignment_target"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (account_id IS NULL)", "one_target"),
        UniqueConstraint("assignment_id", "unit_id"),
        UniqueConstraint("assignment_id", "account_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)


class Enrolment(Model):
    """One person's standing in one assignment: the running totals that every list and dashboard reads.

    `unit_id` is the unit through which the person came to it. Scores are scaled, 0..1.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("assignment_id", "account_id"),
        Index(None, "account_id", "assignment_id"),
        Index(
            "ix_enrolment_standing",
            "assignment_id",
            "state",
            "unit_id",
            "best_score",
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("attempts_used >= 0", "attempts_used"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="SET NULL"))
    state: Mapped[EnrolmentState] = mapped_column(choice(EnrolmentState, "state"), default=EnrolmentState.NOT_STARTED)
    attempts_used: Mapped[int] = mapped_column(default=0)
    best_score: Mapped[float | None]
    last_score: Mapped[float | None]
    cases_read: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    passed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_activity_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    assignment: Mapped[Assignment] = relationship(lazy="raise")


class CaseReading(Model):
    """That a person opened a case, and later its commentary, within an assignment."""

    __tablename__ = "case_reading"
    __table_args__ = (UniqueConstraint("enrolment_id", "case_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    commentary_opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Attempt(Model):
    """One sitting. `closes_at` is when the server stops taking answers; `receipt_code` proves the hand-in.

    `points` of `points_possible`; `scaled` = points / points_possible.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "number"),
        Index(
            "uq_attempt_open",
            "enrolment_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index(None, "state", "closes_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    state: Mapped[AttemptState] = mapped_column(choice(AttemptState, "state"), default=AttemptState.OPEN)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    points: Mapped[float | None]
    points_possible: Mapped[float | None]
    scaled: Mapped[float | None]
    is_passed: Mapped[bool | None]
    receipt_code: Mapped[str | None] = mapped_column(String(32), unique=True)
    enrolment: Mapped[Enrolment] = relationship(lazy="raise")
    paper: Mapped[Paper] = relationship(lazy="raise", back_populates="attempt", uselist=False)


class Paper(Model):
    """One learner's frozen selection and order, with the rules it was made under."""

    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), unique=True)
    seed: Mapped[str] = mapped_column(String(64))
    pass_mark: Mapped[int]
    mode: Mapped[QuizMode] = mapped_column(choice(QuizMode, "mode"))
    feedback: Mapped[Feedback] = mapped_column(choice(Feedback, "feedback"))
    feedback_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_open_book: Mapped[bool]
    question_count: Mapped[int]
    attempt: Mapped[Attempt] = relationship(lazy="raise", back_populates="paper")


class PaperQuestion(Model):
    """A question's place in a paper, from 1; `option_order` lists the version's option indices as shown."""

    __tablename__ = "paper_question"
    __table_args__ = (UniqueConstraint("paper_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id", ondelete="CASCADE"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    option_order: Mapped[list[int]] = mapped_column(JSON, default=list)


class Response(Model):
    """One saved answer. Each save adds a row; the highest `version` of a position counts, unless it `is_late`.

    `save_key` comes from the client and makes a repeated save the same save. `content` names options by their index in
    the question version, not by the place they were shown at. `is_final` closes the position for further answers
    (practice with feedback at once); `is_flagged` is the learner's own mark to come back to it.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position", "version"),
        UniqueConstraint("attempt_id", "position", "save_key"),
        CheckConstraint("version > 0", "version"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    position: Mapped[int]
    version: Mapped[int]
    save_key: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_late: Mapped[bool] = mapped_column(default=False)
    is_final: Mapped[bool] = mapped_column(default=False)
    is_flagged: Mapped[bool] = mapped_column(default=False)


class ResponseMark(Model):
    """How the counting response to a position was marked: at the end of an attempt, and again after a correction.

    Marks are added, never changed, save that only the newest one of a position `is_current`. `key_score` is what the
    key alone gives, empty where the question was withdrawn; `score` is what the learner is credited with, which a
    correction never lowers. A `weight` of 0 leaves the position out of points and points possible. `details` say what
    matched.
    """

    __tablename__ = "response_mark"
    __table_args__ = (
        Index(
            "uq_response_mark_current",
            "attempt_id",
            "position",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
        CheckConstraint("score BETWEEN 0 AND 1", "score"),
        CheckConstraint("key_score BETWEEN 0 AND 1", "key_score"),
        CheckConstraint("weight BETWEEN 0 AND 1", "weight"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id", ondelete="RESTRICT"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id", ondelete="SET NULL"))
    correction_id: Mapped[int | None] = mapped_column(ForeignKey("correction.id", ondelete="SET NULL"))
    score: Mapped[float]
    key_score: Mapped[float | None]
    weight: Mapped[int] = mapped_column(default=1)
    is_current: Mapped[bool] = mapped_column(default=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
