"""The library: looking up casebooks, their cases, and the present texts of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from studyapp.cases.editions import KnownCase
from studyapp.cases.models import Case, Casebook, CaseRevision
from studyapp.cases.revision_rows import case_text
from studyapp.db import db
from studyapp.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText

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
