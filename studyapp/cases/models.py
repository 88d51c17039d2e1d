"""Casebooks, their cases, and the immutable revisions of a case's text."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from studyapp.db import Model, UTCDateTime, choice


class ImportState(StrEnum):
    """How far an import has come."""

    UPLOADED = "uploaded"
    PREVIEW = "preview"
    CONFIRMED = "confirmed"
    DONE = "done"
    FAILED = "failed"
    DISCARDED = "discarded"


class RevisionOrigin(StrEnum):
    """How a text came to be."""

    IMPORTED = "imported"
    CORRECTED = "corrected"
    RESTORED = "restored"


class Casebook(Model):
    """An imported work of an organization. Until `published_at` it is being put together and shown to nobody."""

    __tablename__ = "casebook"
    __table_args__ = (Index(None, "organization_id", "created_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    introduction: Mapped[str | None] = mapped_column(Text)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CasebookImport(Model):
    """A file handed in: its bytes, what was understood (`reading`, as `studyapp.cases.codec` writes it), its fate.

    `choices` is what the organizer decided on the preview (`studyapp.cases.choices`), `job_id` the work under way;
    `error` is {"code": …, "parameters": {…}} of a failed import. `touched_at` is when somebody last worked on it: some
    time after that its bytes are let go (`studyapp.cases.pruning`).
    """

    __tablename__ = "casebook_import"
    __table_args__ = (
        Index(None, "organization_id", "created_at"),
        Index(None, "organization_id", "sha256"),
        CheckConstraint("size >= 0", "size"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    casebook_id: Mapped[int | None] = mapped_column(ForeignKey("casebook.id", ondelete="SET NULL"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    touched_at: Mapped[datetime] = mapped_column(UTCDateTime)
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    state: Mapped[ImportState] = mapped_column(choice(ImportState, "state"), default=ImportState.UPLOADED)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    choices: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    reading: Mapped[dict[str, Any] | None] = deferred(mapped_column(JSON))


class Case(Model):
    """One numbered story of a casebook. Its present text is the revision numbered `revision_number`.

    One that a new edition has no more can be withdrawn: nothing new is asked about it, and its history stays.
    """

    __tablename__ = "case"
    __table_args__ = (UniqueConstraint("casebook_id", "number"), Index(None, "organization_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    casebook_id: Mapped[int] = mapped_column(ForeignKey("casebook.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    revision_number: Mapped[int] = mapped_column(default=1)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class CaseRevision(Model):
    """One immutable text of a case.

    `sections` = [{"heading", "start", "end"}] and `suspects` = [{"part", "start", "end"}] lie in part offsets;
    `source_map` = {"raw_spans", "body", "commentary"} holds the pieces that lead back to the import's raw text.
    `made_by_id` and `reason` say who corrected it and why; `restored_number` is the earlier text taken up again.
    """

    __tablename__ = "case_revision"
    __table_args__ = (UniqueConstraint("case_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("casebook_import.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    label: Mapped[str | None] = mapped_column(String(50))
    title: Mapped[str] = mapped_column(String(300))
    subtitle: Mapped[str | None] = mapped_column(String(300))
    place: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    suspects: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    discussion_prompts: Mapped[list[str]] = mapped_column(JSON, default=list)
    source_map: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, default=dict))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    origin: Mapped[RevisionOrigin] = mapped_column(choice(RevisionOrigin, "origin"), default=RevisionOrigin.IMPORTED)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    restored_number: Mapped[int | None]
    commentaries: Mapped[list[RevisionCommentary]] = relationship(
        order_by="RevisionCommentary.position", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Picture(Model):
    """A picture of an organization's files, drawn anew: kept once, however often shown. `sha256` is its content's."""

    __tablename__ = "picture"
    __table_args__ = (
        UniqueConstraint("organization_id", "sha256"),
        CheckConstraint("width > 0 AND height > 0", "sides"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(32))
    width: Mapped[int]
    height: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(UTCDateTime)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class RevisionPicture(Model):
    """A picture at its place in a revision: before the paragraph that begins at `offset` of the part, or at its end.

    `alt` says what is to be seen; one that is hidden is kept and not shown. Both may be changed: they are no text.
    """

    __tablename__ = "revision_picture"
    __table_args__ = (
        UniqueConstraint("revision_id", "position"),
        CheckConstraint("part IN ('body', 'commentary')", "part"),
        CheckConstraint('"offset" >= 0', "offset"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    part: Mapped[str] = mapped_column(String(16))
    offset: Mapped[int]
    alt: Mapped[str] = mapped_column(String(300), default="")
    is_hidden: Mapped[bool] = mapped_column(default=False)


class RevisionCommentary(Model):
    """One expert's words on a case, as they stand in a revision; kept apart, since a learner opens them as a step."""

    __tablename__ = "revision_commentary"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id", ondelete="CASCADE"))
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(String(50))
    by: Mapped[str | None] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    raw_start: Mapped[int]
    raw_end: Mapped[int]
