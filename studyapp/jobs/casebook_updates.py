"""A confirmed new edition brought into its casebook: drafting outside transactions, then each case in a short one.

Every case is changed as a whole, with its questions, and an interrupted run is taken up where it ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp import clock
from studyapp.cases import importing, library
from studyapp.cases.choices import previewed
from studyapp.cases.models import Casebook, CasebookImport, ImportState
from studyapp.db import begin_writing, db
from studyapp.errors import DomainError
from studyapp.jobs.casebook_imports import confirmed, fail
from studyapp.questions.bank import CONFIDENT
from studyapp.study import building, updating
from studyapp.study.updating import Update, Updated

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, ReadCasebook
    from studyapp.jobs.registry import Report


def is_edition(import_id: int) -> bool:
    """Say whether an import is a new edition of a casebook."""
    imported = db.session.get(CasebookImport, import_id)
    found = imported is not None and importing.choices_of(imported).edition_of is not None
    db.session.rollback()
    return found


@dataclass(frozen=True, slots=True)
class _Edition:
    import_id: int
    casebook_id: int
    book: ReadCasebook
    update: Update
    withdrawn: frozenset[int]
    others: list[CaseText]
    approve_from: float | None


def update(import_id: int, report: Report, now: datetime | None = None) -> Updated | None:
    """Bring a confirmed new edition into its casebook; None when there was nothing (more) to do."""
    now = now or clock.now()
    try:
        edition = _prepare(import_id)
        if edition is None:
            return None
        return _written(edition, _drafted(edition, report), now, report)
    except DomainError as error:
        fail(import_id, error)
        raise


def _prepare(import_id: int) -> _Edition | None:
    imported = db.session.scalar(
        select(CasebookImport).where(CasebookImport.id == import_id).options(undefer(CasebookImport.reading))
    )
    if imported is None or imported.state != ImportState.CONFIRMED:
        db.session.rollback()
        return None
    choices = importing.choices_of(imported)
    reading = importing.reading_of(imported)
    casebook = library.get_casebook(imported.organization_id, choices.edition_of or 0)
    casebook_id, known = casebook.id, library.known_cases(casebook)
    others = library.present_texts(imported.organization_id, building.LIBRARY_CASES)
    db.session.rollback()
    book = previewed(reading, choices)
    return _Edition(
        import_id,
        casebook_id,
        book,
        updating.plan_update(book, known, choices.left_out),
        choices.withdrawn,
        updating.without(others, known),
        CONFIDENT if choices.approve_confident else None,
    )


def _drafted(edition: _Edition, report: Report) -> list[building.DraftedCase]:
    """Draft the questions of new and changed cases; they keep their numbers in the edition."""
    cases = edition.update.cases
    numbered = [replace(one, text=replace(one.text, number=place)) for place, one in enumerate(cases, 1)]
    report(0.02, "drafting-questions")
    drafted: list[building.DraftedCase] = []
    for some in building.draft_book(replace(edition.book, cases=tuple(numbered)), edition.others):
        drafted.extend(some)
        report(0.9 * len(drafted) / len(cases), "drafting-questions")
    return [replace(one, read=read) for one, read in zip(drafted, cases, strict=True)]


def _written(edition: _Edition, drafted: list[building.DraftedCase], now: datetime, report: Report) -> Updated:
    done = Updated(edition.casebook_id)
    for place, one in enumerate(drafted, 1):
        begin_writing()
        confirmed(edition.import_id)
        partner = edition.update.partners[one.read.text.number]
        if partner is not None:
            carried = updating.change_case(partner, edition.import_id, one, now, edition.approve_from)
            done = done.plus(carried) if carried else done
        elif updating.add_case(_casebook(edition), edition.import_id, one, now, edition.approve_from):
            done = replace(done, new=done.new + 1)
        db.session.commit()
        report(0.9 + 0.1 * place / len(drafted), "keeping-questions")
    begin_writing()
    imported = confirmed(edition.import_id)
    withdrawn = updating.finish_update(imported, _casebook(edition), edition.update, edition.withdrawn, now)
    db.session.commit()
    return replace(done, withdrawn=withdrawn)


def _casebook(edition: _Edition) -> Casebook:
    return db.session.scalars(
        select(Casebook).where(Casebook.id == edition.casebook_id).execution_options(populate_existing=True)
    ).one()
