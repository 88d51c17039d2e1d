"""Importing a casebook without waiting for the worker: for the command line and for what ships with the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studyapp.cases import importing
from studyapp.cases.importing import Upload
from studyapp.config import ROOT
from studyapp.db import begin_writing, db
from studyapp.errors import ConflictError, DomainError
from studyapp.jobs.casebook_imports import ALL, build, read_upload

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.people.models import Organization
    from studyapp.study.building import Built

SHIPPED = ROOT / "content" / "casebooks"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: `approve_from` as for `build`, `twice` even if the same bytes are a casebook already."""

    approve_from: float | None = None
    twice: bool = False


def import_casebook(organization_id: int, upload: Upload, now: datetime, wishes: Wishes | None = None) -> Built:
    """Read, confirm and build a file as it is understood. Commits what is open, and short transactions of its own.

    Raises what reading raises, and `ConflictError` already-imported; nothing of a refused file stays.
    """
    wishes = wishes or Wishes()
    db.session.commit()
    begin_writing()
    imported = importing.start_import(organization_id, upload, now)
    earlier = importing.find_finished(imported)
    if earlier is not None and not wishes.twice:
        db.session.rollback()
        raise ConflictError("already-imported", at=earlier.at, title=earlier.title, casebook_id=earlier.casebook_id)
    import_id = imported.id
    db.session.commit()
    try:
        read_upload(import_id, _say_nothing)
        _confirm(organization_id, import_id)
        built = build(import_id, _say_nothing, wishes.approve_from, now)
    except DomainError:
        _forget(organization_id, import_id)
        raise
    if built is None:
        raise ConflictError("import-taken-over")
    return built


def import_shipped(organization: Organization, now: datetime) -> list[int]:
    """Import every casebook that ships with the product, all questions approved; return the casebooks' ids.

    One that the organization has already is left as it is. Commits as `import_casebook` does.
    """
    organization_id = organization.id
    made = []
    for text in sorted(SHIPPED.glob("*/casebook.md")):
        upload = Upload(f"{text.parent.name}.md", text.read_bytes())
        try:
            made.append(import_casebook(organization_id, upload, now, Wishes(approve_from=ALL)).casebook_id)
        except ConflictError as error:
            if error.code != "already-imported":
                raise
            made.append(int(str(error.parameters["casebook_id"])))
    return made


def _confirm(organization_id: int, import_id: int) -> None:
    numbers = importing.case_numbers(importing.get_import(organization_id, import_id, with_reading=True))
    db.session.rollback()
    begin_writing()
    importing.confirm(importing.get_import(organization_id, import_id), numbers)
    db.session.commit()


def _forget(organization_id: int, import_id: int) -> None:
    db.session.rollback()
    begin_writing()
    imported = importing.get_import(organization_id, import_id)
    db.session.delete(imported)
    db.session.commit()


def _say_nothing(share: float, note: str = "") -> None:
    """Take a report of progress to which nobody listens."""
