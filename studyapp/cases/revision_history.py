"""The texts that a case had: who made each, when and why. Looking up only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, selectinload

from studyapp.cases.models import CasebookImport, CaseRevision, RevisionOrigin
from studyapp.db import db
from studyapp.errors import NotFoundError
from studyapp.people.models import Account

if TYPE_CHECKING:
    from datetime import datetime

    from studyapp.cases.models import Case


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """A text of a case in a list: `file_name` is the file that brought it, `restored_number` what it restores."""

    number: int
    created_at: datetime
    origin: RevisionOrigin
    by: str | None
    reason: str
    restored_number: int | None
    file_name: str | None


def list_revisions(case: Case) -> list[RevisionEntry]:
    """Return the texts that a case had, the present one first."""
    importer = aliased(Account)
    rows = db.session.execute(
        select(
            CaseRevision.number,
            CaseRevision.created_at,
            CaseRevision.origin,
            func.coalesce(Account.name, importer.name),
            CaseRevision.reason,
            CaseRevision.restored_number,
            CasebookImport.file_name,
        )
        .outerjoin(Account, Account.id == CaseRevision.made_by_id)
        .outerjoin(CasebookImport, CasebookImport.id == CaseRevision.import_id)
        .outerjoin(importer, importer.id == CasebookImport.created_by_id)
        .where(CaseRevision.case_id == case.id)
        .order_by(CaseRevision.number.desc())
    )
    return [RevisionEntry(*row) for row in rows]


def get_revision(case: Case, number: int) -> CaseRevision:
    """Return one text of a case, commentaries loaded. Raises `NotFoundError` revision-not-found."""
    revision = db.session.scalar(
        select(CaseRevision)
        .where(CaseRevision.case_id == case.id, CaseRevision.number == number)
        .options(selectinload(CaseRevision.commentaries))
    )
    if revision is None:
        raise NotFoundError("revision-not-found")
    return revision
