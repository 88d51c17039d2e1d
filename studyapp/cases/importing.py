"""Imports of casebook files: from the bytes handed in to the preview that an organizer confirms.

The functions flush and never commit. The file itself is read outside any transaction (`studyapp.cases.limited`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from studyapp.cases.choices import Choices, arranged, importable
from studyapp.cases.codec import from_dict
from studyapp.cases.models import Casebook, CasebookImport, ImportState
from studyapp.cases.shelving import remove_staged
from studyapp.config import MAX_UPLOAD_BYTES
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import ReadCasebook

MEGABYTE = 1024 * 1024
_WAITING = (ImportState.UPLOADED, ImportState.PREVIEW, ImportState.CONFIRMED, ImportState.FAILED)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """That the same bytes were imported before: when, and the casebook they became, if it is finished."""

    id: int
    at: datetime
    casebook_id: int | None
    title: str | None


def start_import(
    organization_id: int, upload: Upload, now: datetime, created_by_id: int | None = None
) -> CasebookImport:
    """Keep a file's bytes. Raises `UnreadableFileError` file-missing, empty-file or file-too-large."""
    if not upload.name:
        raise UnreadableFileError("file-missing")
    if not upload.content:
        raise UnreadableFileError("empty-file")
    if len(upload.content) > MAX_UPLOAD_BYTES:
        megabytes = -(-len(upload.content) // MEGABYTE)
        raise UnreadableFileError("file-too-large", megabytes=megabytes, limit=MAX_UPLOAD_BYTES // MEGABYTE)
    imported = CasebookImport(
        organization_id=organization_id,
        created_by_id=created_by_id,
        created_at=now,
        touched_at=now,
        file_name=_file_name(upload.name),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        size=len(upload.content),
        state=ImportState.UPLOADED,
        content=upload.content,
    )
    db.session.add(imported)
    db.session.flush()
    return imported


def _file_name(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "")
    return last[-255:] or "casebook"


def find_earlier(imported: CasebookImport) -> EarlierImport | None:
    """Return the latest other import of the very same bytes in the organization that was not given up."""
    return _find_same(imported, (ImportState.PREVIEW, ImportState.CONFIRMED, ImportState.DONE))


def find_finished(imported: CasebookImport) -> EarlierImport | None:
    """Return the latest other import of the same bytes that became a casebook which is still there."""
    found = _find_same(imported, (ImportState.DONE,))
    return found if found and found.casebook_id is not None else None


def _find_same(imported: CasebookImport, states: tuple[ImportState, ...]) -> EarlierImport | None:
    row = db.session.execute(
        select(CasebookImport.id, CasebookImport.created_at, Casebook.id, Casebook.title)
        .outerjoin(Casebook, (Casebook.id == CasebookImport.casebook_id) & Casebook.published_at.is_not(None))
        .where(
            CasebookImport.organization_id == imported.organization_id,
            CasebookImport.sha256 == imported.sha256,
            CasebookImport.id != imported.id,
            CasebookImport.state.in_(states),
        )
        .order_by(CasebookImport.id.desc())
        .limit(1)
    ).one_or_none()
    return EarlierImport(*row) if row else None


def list_waiting(organization_id: int) -> Sequence[CasebookImport]:
    """Return the imports that are not finished yet, newest first, without their bytes and readings."""
    return db.session.scalars(
        select(CasebookImport)
        .where(CasebookImport.organization_id == organization_id, CasebookImport.state.in_(_WAITING))
        .order_by(CasebookImport.id.desc())
        .limit(50)
    ).all()


def get_import(organization_id: int, import_id: int, *, with_reading: bool = False) -> CasebookImport:
    """Return an import of the organization. Raises `NotFoundError` import-not-found."""
    query = select(CasebookImport).where(
        CasebookImport.id == import_id, CasebookImport.organization_id == organization_id
    )
    if with_reading:
        query = query.options(undefer(CasebookImport.reading))
    imported = db.session.scalar(query)
    if imported is None or imported.state == ImportState.DISCARDED:
        raise NotFoundError("import-not-found")
    return imported


def keep_reading(imported: CasebookImport, reading: dict[str, Any]) -> None:
    """Store what was understood of the file, as the codec writes it; a preview can be shown from now on."""
    imported.reading = reading
    imported.state, imported.error = ImportState.PREVIEW, None
    db.session.flush()


def mark_failed(imported: CasebookImport, error: DomainError) -> None:
    """Store why the work on the import ended."""
    imported.state = ImportState.FAILED
    imported.error = {"code": error.code, "parameters": _plain(error.parameters)}
    db.session.flush()


def _plain(parameters: dict[str, object]) -> dict[str, Any]:
    return {key: one if isinstance(one, int | float | str | None) else str(one) for key, one in parameters.items()}


def reading_of(imported: CasebookImport) -> ReadCasebook:
    """Return what was understood of the file. Raises `ConflictError` import-not-read before it was read."""
    if imported.reading is None:
        raise ConflictError("import-not-read")
    return from_dict(imported.reading)


def case_numbers(imported: CasebookImport) -> set[int]:
    """Return the numbers of the cases that can be imported, as they are arranged now."""
    return importable(arranged(reading_of(imported), choices_of(imported)))


def choices_of(imported: CasebookImport) -> Choices:
    """Return what the organizer has chosen so far."""
    return Choices.from_dict(imported.choices)


def keep_choices(imported: CasebookImport, choices: Choices, now: datetime) -> None:
    """Store the organizer's choices. Raises `ConflictError` import-not-in-preview once confirmed."""
    _require(imported, ImportState.PREVIEW)
    imported.choices, imported.touched_at = choices.to_dict(), now
    db.session.flush()


def confirm(imported: CasebookImport, case_numbers: Collection[int]) -> None:
    """Take the preview as it is chosen; `case_numbers` are those that can be imported.

    Raises `ConflictError` import-not-in-preview, or `DomainError` nothing-chosen when every case is left out.
    """
    _require(imported, ImportState.PREVIEW)
    if set(case_numbers) <= choices_of(imported).left_out:
        raise DomainError("nothing-chosen")
    imported.state, imported.error = ImportState.CONFIRMED, None
    db.session.flush()


def confirm_edition(imported: CasebookImport, case_numbers: Collection[int]) -> None:
    """Take the preview as the new edition of the casebook chosen; nothing of it need be taken over.

    Raises `ConflictError` import-not-in-preview, or `DomainError` nothing-chosen when there is nothing to do at all.
    """
    _require(imported, ImportState.PREVIEW)
    choices = choices_of(imported)
    if set(case_numbers) <= choices.left_out and not choices.withdrawn:
        raise DomainError("nothing-chosen")
    imported.state, imported.error = ImportState.CONFIRMED, None
    db.session.flush()


def try_again(imported: CasebookImport) -> None:
    """Put a failed import back to where its work can be taken up: to reading, or to building."""
    imported.state = ImportState.UPLOADED if imported.reading is None else ImportState.CONFIRMED
    imported.error = None
    db.session.flush()


def back_to_preview(imported: CasebookImport) -> None:
    """Open the preview of a failed import again. Raises `ConflictError` import-not-read when there is none."""
    if imported.reading is None:
        raise ConflictError("import-not-read")
    _require(imported, ImportState.FAILED)
    imported.state, imported.error = ImportState.PREVIEW, None
    db.session.flush()


def discard(imported: CasebookImport) -> None:
    """Give an import up; its bytes and its reading go. Raises `ConflictError` once it is confirmed or done."""
    _require(imported, ImportState.UPLOADED, ImportState.PREVIEW, ImportState.FAILED)
    if imported.casebook_id is not None:
        remove_staged(imported.casebook_id)
    imported.state, imported.content, imported.reading = ImportState.DISCARDED, b"", None
    db.session.flush()


def _require(imported: CasebookImport, *states: ImportState) -> None:
    if imported.state not in states:
        raise ConflictError("import-not-in-preview")
