"""The library: casebooks, their cases, and the revisions of a case's text. The functions flush and never commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import selectinload

from studyapp.cases.casebook_text import (
    CaseText,
    Commentary,
    PartSpan,
    Piece,
    ReadCase,
    Section,
    Span,
)
from studyapp.cases.editions import KnownCase
from studyapp.cases.models import Case, Casebook, CaseRevision, RevisionCommentary
from studyapp.cases.search_index import index_revision
from studyapp.db import db
from studyapp.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TITLE_LENGTH = 300
MOST_TITLES = 5000


@dataclass(frozen=True, slots=True)
class CasebookEntry:
    """A casebook in a list, with how many cases it has."""

    casebook: Casebook
    case_count: int


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case in a list: its present place, flags and length in characters, without the text."""

    id: int
    number: int
    title: str
    label: str | None
    place: str | None
    flags: list[str]
    length: int
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its casebook and its present revision, commentaries loaded."""

    case: Case
    casebook: Casebook
    revision: CaseRevision


def stage_casebook(
    organization_id: int, title: str, introduction: str | None, now: datetime, created_by_id: int | None = None
) -> Casebook:
    """Add a casebook that nobody sees yet; cases follow, then `publish_casebook`."""
    casebook = Casebook(
        organization_id=organization_id,
        title=title[:TITLE_LENGTH],
        introduction=introduction,
        created_by_id=created_by_id,
        created_at=now,
    )
    db.session.add(casebook)
    db.session.flush()
    return casebook


def publish_casebook(casebook: Casebook, now: datetime) -> None:
    """Show the casebook to its organization."""
    casebook.published_at = now
    db.session.flush()


def remove_staged(casebook_id: int) -> None:
    """Remove a casebook that was never published, with all that was put into it; a published one stays."""
    db.session.execute(delete(Casebook).where(Casebook.id == casebook_id, Casebook.published_at.is_(None)))


def add_cases(
    casebook: Casebook, cases: Sequence[ReadCase], now: datetime, import_id: int | None = None
) -> list[CaseRevision]:
    """Add cases with their first revisions and return these, in order."""
    rows = [
        Case(
            organization_id=casebook.organization_id,
            casebook_id=casebook.id,
            number=one.text.number,
            title=one.text.title[:TITLE_LENGTH],
        )
        for one in cases
    ]
    db.session.add_all(rows)
    db.session.flush()
    revisions = [_revision(row, one, now, import_id) for row, one in zip(rows, cases, strict=True)]
    db.session.add_all(revisions)
    db.session.flush()
    for revision in revisions:
        index_revision(revision)
    return revisions


def add_revision(case: Case, read: ReadCase, now: datetime, import_id: int | None = None) -> CaseRevision:
    """Give a case a new present text; what it was before stays as an earlier revision."""
    case.title = read.text.title[:TITLE_LENGTH]
    case.revision_number += 1
    revision = _revision(case, read, now, import_id)
    db.session.add(revision)
    db.session.flush()
    index_revision(revision)
    return revision


def _revision(case: Case, read: ReadCase, now: datetime, import_id: int | None) -> CaseRevision:
    text = read.text
    return CaseRevision(
        organization_id=case.organization_id,
        case_id=case.id,
        import_id=import_id,
        number=case.revision_number,
        label=_cut(text.label, 50),
        title=case.title,
        subtitle=_cut(text.subtitle, 300),
        place=_cut(text.place, 200),
        body=text.body,
        sections=[{"heading": one.heading, "start": one.start, "end": one.end} for one in text.sections],
        flags=list(text.flags),
        suspects=[{"part": one.part, "start": one.start, "end": one.end} for one in text.suspects],
        discussion_prompts=list(read.discussion_prompts),
        source_map=_source_map(read),
        created_at=now,
        commentaries=[
            RevisionCommentary(
                organization_id=case.organization_id,
                position=position,
                heading=one.heading[:50],
                by=_cut(one.by, 100),
                text=one.text,
                raw_start=one.raw.start,
                raw_end=one.raw.end,
            )
            for position, one in enumerate(text.commentaries, 1)
        ],
    )


def _cut(text: str | None, length: int) -> str | None:
    return None if text is None else text[:length]


def _source_map(read: ReadCase) -> dict[str, Any]:
    """Pieces are kept as [raw start, raw end, length in the part]."""
    spans = read.raw_spans
    return {
        "raw_spans": {
            "case": list(spans.case),
            "title": list(spans.title) if spans.title else None,
            "body": list(spans.body),
            "commentary": list(spans.commentary) if spans.commentary else None,
        },
        "body": _mapped(read.body_pieces),
        "commentary": _mapped(read.commentary_pieces),
    }


def _mapped(pieces: Sequence[Piece]) -> list[list[int]]:
    return [[one.raw.start, one.raw.end, len(one.text)] for one in pieces]


def case_text(revision: CaseRevision, number: int) -> CaseText:
    """Return a revision, its commentaries loaded, as the value that the question engine reads."""
    return CaseText(
        number=number,
        title=revision.title,
        body=revision.body,
        label=revision.label,
        subtitle=revision.subtitle,
        place=revision.place,
        commentaries=tuple(
            Commentary(one.heading, one.by, one.text, Span(one.raw_start, one.raw_end)) for one in revision.commentaries
        ),
        sections=tuple(Section(one["heading"], one["start"], one["end"]) for one in revision.sections),
        flags=tuple(revision.flags),
        suspects=tuple(PartSpan(one["part"], one["start"], one["end"]) for one in revision.suspects),
    )


def list_casebooks(organization_id: int) -> list[CasebookEntry]:
    """Return the organization's published casebooks, newest first."""
    rows = db.session.execute(
        select(Casebook, func.count(Case.id))
        .outerjoin(Case, Case.casebook_id == Casebook.id)
        .where(Casebook.organization_id == organization_id, Casebook.published_at.is_not(None))
        .group_by(Casebook.id)
        .order_by(Casebook.published_at.desc(), Casebook.id.desc())
    )
    return [CasebookEntry(casebook, count) for casebook, count in rows]


def get_casebook(organization_id: int, casebook_id: int) -> Casebook:
    """Return a published casebook of the organization. Raises `NotFoundError` casebook-not-found."""
    casebook = db.session.scalar(
        select(Casebook).where(
            Casebook.id == casebook_id,
            Casebook.organization_id == organization_id,
            Casebook.published_at.is_not(None),
        )
    )
    if casebook is None:
        raise NotFoundError("casebook-not-found")
    return casebook


def list_cases(casebook: Casebook) -> list[CaseEntry]:
    """Return the cases of a casebook in their order, without their texts."""
    rows = db.session.execute(
        select(
            Case.id,
            Case.number,
            Case.title,
            CaseRevision.label,
            CaseRevision.place,
            CaseRevision.flags,
            func.length(CaseRevision.body),
            Case.withdrawn_at,
        )
        .join(CaseRevision, _is_present())
        .where(Case.casebook_id == casebook.id)
        .order_by(Case.number)
    )
    return [CaseEntry(*row) for row in rows]


def get_case(organization_id: int, case_id: int) -> CasePage:
    """Return a case of a published casebook with its present text. Raises `NotFoundError` case-not-found."""
    row = db.session.execute(
        select(Case, Casebook, CaseRevision)
        .join(Casebook, Casebook.id == Case.casebook_id)
        .join(CaseRevision, _is_present())
        .where(Case.id == case_id, Case.organization_id == organization_id, Casebook.published_at.is_not(None))
        .options(selectinload(CaseRevision.commentaries))
    ).one_or_none()
    if row is None:
        raise NotFoundError("case-not-found")
    return CasePage(*row)


def known_cases(casebook: Casebook) -> list[KnownCase]:
    """Return the cases of a casebook that were not taken out, with their present texts."""
    rows = db.session.execute(
        select(Case, CaseRevision)
        .join(CaseRevision, _is_present())
        .where(Case.casebook_id == casebook.id, Case.withdrawn_at.is_(None))
        .options(selectinload(CaseRevision.commentaries))
        .order_by(Case.number)
    )
    return [KnownCase(case.id, case_text(revision, case.number)) for case, revision in rows]


def list_titles(organization_id: int) -> list[tuple[int, str]]:
    """Return (casebook id, title) of the cases of the organization's published casebooks, the newest first."""
    rows = db.session.execute(
        select(Case.casebook_id, Case.title)
        .join(Casebook, Casebook.id == Case.casebook_id)
        .where(Case.organization_id == organization_id, Casebook.published_at.is_not(None))
        .order_by(Case.id.desc())
        .limit(MOST_TITLES)
    )
    return [(casebook_id, title) for casebook_id, title in rows]


def reorder(casebook: Casebook, case_ids: Sequence[int]) -> None:
    """Number a casebook's cases anew: those named first, in that order, then the others as they stood."""
    cases = db.session.scalars(select(Case).where(Case.casebook_id == casebook.id).order_by(Case.number)).all()
    wanted = {case_id: place for place, case_id in enumerate(case_ids)}
    ordered = sorted(cases, key=lambda one: (wanted.get(one.id, len(wanted)), one.number))
    for case in cases:
        case.number = -case.number  # numbers are unique: free them before they are given anew
    db.session.flush()
    for number, case in enumerate(ordered, 1):
        case.number = number
    db.session.flush()


def present_texts(organization_id: int, limit: int) -> list[CaseText]:
    """Return the texts of the organization's newest published cases, at most `limit`, for the engine to draw upon."""
    rows = db.session.execute(
        select(CaseRevision, Case.number)
        .join(Case, _is_present())
        .join(Casebook, Casebook.id == Case.casebook_id)
        .where(Case.organization_id == organization_id, Casebook.published_at.is_not(None))
        .options(selectinload(CaseRevision.commentaries))
        .order_by(Case.id.desc())
        .limit(limit)
    )
    return [case_text(revision, number) for revision, number in rows]


def _is_present() -> Any:
    return (CaseRevision.case_id == Case.id) & (CaseRevision.number == Case.revision_number)
