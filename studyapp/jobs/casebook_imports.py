"""Imports as work in the background: asking for it, and doing it in short transactions.

Everything here may be run twice: what an earlier run finished is left alone, what it broke off is begun again. Reading
and drafting happen while no transaction is open.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp import clock
from studyapp.cases import importing, library, shelving
from studyapp.cases.choices import chosen
from studyapp.cases.codec import to_dict
from studyapp.cases.limited import read_in_child
from studyapp.cases.models import Casebook, CasebookImport, ImportState
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.jobs.keeping_pictures import keep_in_groups
from studyapp.jobs.models import Job
from studyapp.jobs.queue import enqueue
from studyapp.questions.bank import CONFIDENT
from studyapp.study import building

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.cases.casebook_text import CaseText, ReadCasebook
    from studyapp.cases.importing import Upload
    from studyapp.jobs.registry import Report

READ = "casebook.read"
BUILD = "casebook.build"
_LOST: dict[str, Any] = {"code": "job-lost", "parameters": {}}
ALL = 0.0
"""As a confidence to approve from: every question."""


def hand_in(organization_id: int, upload: Upload, now: datetime, created_by_id: int | None) -> CasebookImport:
    """Keep a file and have it read; one whose bytes are known already waits for the organizer's word instead."""
    imported = importing.start_import(organization_id, upload, now, created_by_id)
    if importing.find_earlier(imported) is None:
        ask_to_read(imported)
    return imported


def ask_to_read(imported: CasebookImport) -> None:
    """Have the file read in the background, in the caller's transaction."""
    _ask(READ, imported)


def ask_to_build(imported: CasebookImport) -> None:
    """Have the confirmed import built in the background, in the caller's transaction."""
    _ask(BUILD, imported)


def ask_again(imported: CasebookImport) -> None:
    """Take up a failed import where it failed. Raises `ConflictError` import-not-failed for any other."""
    if standing_of(imported).stage != "failed":
        raise ConflictError("import-not-failed")
    importing.try_again(imported)
    _ask(READ if imported.state == ImportState.UPLOADED else BUILD, imported)


def _ask(kind: str, imported: CasebookImport) -> None:
    job = enqueue(
        kind,
        {"import_id": imported.id},
        organization_id=imported.organization_id,
        created_by_id=imported.created_by_id,
    )
    imported.job_id = job.id
    db.session.flush()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an import is, for showing it: `stage`, and of work under way the share done and a code for what is done.

    A file waits as `question` when nobody has said yet whether to read it although it was imported before.
    """

    stage: Literal["question", "working", "preview", "failed", "done"]
    share: float = 0.0
    note: str = ""
    error: dict[str, Any] | None = None


def standing_of(imported: CasebookImport) -> Standing:
    """Return how far an import is, its job included: one whose job was lost has failed and can be tried again."""
    if imported.state == ImportState.PREVIEW:
        return Standing("preview")
    if imported.state == ImportState.DONE:
        return Standing("done", 1.0)
    if imported.state == ImportState.FAILED:
        return Standing("failed", error=imported.error)
    job = db.session.get(Job, imported.job_id) if imported.job_id is not None else None
    if job is None:
        is_new = imported.state == ImportState.UPLOADED
        return Standing("question") if is_new else Standing("failed", error=_LOST)
    if job.is_open:
        return Standing("working", job.progress, job.note)
    return Standing("failed", error=job.error or _LOST)


def read_upload(import_id: int, report: Report) -> None:
    """Read an uploaded file in a limited child process and keep the preview, or why there is none.

    Raises the `UnreadableFileError` of a file that cannot be read, after storing it.
    """
    imported = db.session.scalar(
        select(CasebookImport).where(CasebookImport.id == import_id).options(undefer(CasebookImport.content))
    )
    if imported is None or imported.state != ImportState.UPLOADED:
        db.session.rollback()
        return
    name, content, organization_id = imported.file_name, imported.content, imported.organization_id
    db.session.rollback()
    report(0.1, "reading-file")
    try:
        book = _read(name, content)
        reading = to_dict(book)
    except DomainError as error:
        fail(import_id, error)
        raise
    report(0.9, "keeping-preview")
    keep_in_groups(organization_id, book.pictures)
    begin_writing()
    imported = _locked(import_id)
    if imported.state == ImportState.UPLOADED:
        importing.keep_reading(imported, reading)
    db.session.commit()


def _read(name: str, content: bytes) -> ReadCasebook:
    with tempfile.TemporaryDirectory(prefix="studyapp-") as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return read_in_child(path, name)


def build(
    import_id: int, report: Report, approve_from: float | None = None, now: datetime | None = None
) -> building.Built | None:
    """Build a confirmed import into a published casebook; None when there was nothing (more) to do.

    Drafts of at least `approve_from` confidence are approved; None leaves it to what was chosen on the preview. `now`
    dates everything that is made.
    """
    prepared = _prepare(import_id)
    if prepared is None:
        return None
    book, others, chosen_from = prepared
    approve_from = chosen_from if approve_from is None else approve_from
    try:
        drafted: list[building.DraftedCase] = []
        report(0.02, "drafting-questions")
        for some in building.draft_book(book, others):
            drafted.extend(some)
            report(0.9 * len(drafted) / len(book.cases), "drafting-questions")
        staging = _Staging(import_id, approve_from, now or clock.now(), report)
        return _publish(staging, book, drafted)
    except DomainError as error:
        fail(import_id, error)
        raise


def _prepare(import_id: int) -> tuple[ReadCasebook, list[CaseText], float | None] | None:
    imported = db.session.scalar(
        select(CasebookImport).where(CasebookImport.id == import_id).options(undefer(CasebookImport.reading))
    )
    if imported is None or imported.state != ImportState.CONFIRMED:
        db.session.rollback()
        return None
    choices = importing.choices_of(imported)
    book = chosen(importing.reading_of(imported), choices)
    others = library.present_texts(imported.organization_id, building.LIBRARY_CASES)
    db.session.rollback()
    return book, others, CONFIDENT if choices.approve_confident else None


@dataclass(frozen=True)
class _Staging:
    import_id: int
    approve_from: float | None
    now: datetime
    report: Report


def _publish(staging: _Staging, book: ReadCasebook, drafted: list[building.DraftedCase]) -> building.Built:
    import_id, now, approve_from = staging.import_id, staging.now, staging.approve_from
    begin_writing()
    casebook_id = building.stage(confirmed(import_id), book, now).id
    db.session.commit()
    written = 0
    for group in building.batches(drafted):
        begin_writing()
        building.stage_cases(_staged(import_id, casebook_id), import_id, group, now, approve_from)
        db.session.commit()
        written += len(group)
        staging.report(0.9 + 0.1 * written / len(drafted), "keeping-questions")
    begin_writing()
    casebook = _staged(import_id, casebook_id)
    modules = building.publish(confirmed(import_id), casebook, now)
    db.session.commit()
    return building.built(casebook_id, drafted, modules, approve_from)


def _staged(import_id: int, casebook_id: int) -> Casebook:
    """Return the casebook being put together; another run that took over makes this one stop."""
    casebook = db.session.scalar(
        select(Casebook).where(Casebook.id == casebook_id).execution_options(populate_existing=True)
    )
    if casebook is None or confirmed(import_id).casebook_id != casebook_id:
        raise ConflictError("import-taken-over")
    return casebook


def confirmed(import_id: int) -> CasebookImport:
    """Return the confirmed import, held until the transaction ends. Raises `ConflictError` import-taken-over."""
    imported = _locked(import_id)
    if imported.state != ImportState.CONFIRMED:
        raise ConflictError("import-taken-over")
    return imported


def _locked(import_id: int) -> CasebookImport:
    imported = db.session.scalar(
        select(CasebookImport)
        .where(CasebookImport.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if imported is None:
        raise NotFoundError("import-not-found")
    return imported


def fail(import_id: int, error: DomainError) -> None:
    """Store why the import ended, unless another run has it now; what was staged of it goes."""
    db.session.rollback()
    if error.code in {"import-taken-over", "import-not-found"}:
        return
    begin_writing()
    imported = _locked(import_id)
    if imported.state in {ImportState.UPLOADED, ImportState.CONFIRMED}:
        if imported.casebook_id is not None:
            shelving.remove_staged(imported.casebook_id)
        importing.mark_failed(imported, error)
    db.session.commit()
