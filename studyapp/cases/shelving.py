"""Putting casebooks, cases and new texts of cases into the library. The functions flush and never commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from studyapp.cases.models import Case, Casebook, CaseRevision
from studyapp.cases.pictures import place_pictures
from studyapp.cases.revision_rows import TITLE_LENGTH, revision_row
from studyapp.cases.search_index import index_revision
from studyapp.db import db

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import ReadCase


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
    revisions = [revision_row(row, one, now, import_id) for row, one in zip(rows, cases, strict=True)]
    db.session.add_all(revisions)
    db.session.flush()
    for revision, one in zip(revisions, cases, strict=True):
        place_pictures(revision, one.pictures)
        index_revision(revision)
    return revisions


def add_revision(case: Case, read: ReadCase, now: datetime, import_id: int | None = None) -> CaseRevision:
    """Give a case a new present text; what it was before stays as an earlier revision."""
    case.title = read.text.title[:TITLE_LENGTH]
    case.revision_number += 1
    revision = revision_row(case, read, now, import_id)
    db.session.add(revision)
    db.session.flush()
    place_pictures(revision, read.pictures)
    index_revision(revision)
    return revision


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
