"""What imports leave behind is let go after a time: files, previews nobody confirmed, pictures nobody shows.

Kept for ever are the import itself (who handed in which file when, its size and hash), each revision with its way back
to the file, and the reading of a file as long as a case's present text came from it: the page of its source stands on
it. The functions flush and never commit; each does a little, so that its transaction is short.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, delete, exists, func, null, or_, select, update

from studyapp.cases.importing import discard
from studyapp.cases.models import Case, CasebookImport, CaseRevision, ImportState, Picture, RevisionPicture
from studyapp.db import db

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_UNCONFIRMED = (ImportState.UPLOADED, ImportState.PREVIEW, ImportState.FAILED)
_UNDER_WAY = (*_UNCONFIRMED, ImportState.CONFIRMED)
AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many days the files of finished imports, and imports that nobody went on with, are kept; 0 for ever."""

    files_days: int
    previews_days: int

    def files_until(self, now: datetime) -> datetime | None:
        """Return the moment before which a finished import's file may go."""
        return now - timedelta(days=self.files_days) if self.files_days > 0 else None

    def previews_until(self, now: datetime) -> datetime | None:
        """Return the moment before which an import must have been touched to be given up."""
        return now - timedelta(days=self.previews_days) if self.previews_days > 0 else None


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of something is kept, and how much of it may go now; sizes in bytes."""

    count: int
    size: int
    due_count: int
    due_size: int


@dataclass(frozen=True, slots=True)
class Storage:
    """What imports have left: files of finished ones, files of those under way, pictures."""

    files: Kept
    under_way: Kept
    pictures: Kept


def storage(keeping: Keeping, now: datetime, organization_id: int | None = None) -> Storage:
    """Return what is kept, of one organization or of all."""
    size = func.length(CasebookImport.content)
    own = [CasebookImport.organization_id == organization_id] if organization_id is not None else []
    files = [CasebookImport.state == ImportState.DONE, size > 0, *own]
    waiting = [CasebookImport.state.in_(_UNDER_WAY), *own]
    shown = [Picture.organization_id == organization_id] if organization_id is not None else []
    return Storage(
        _kept(size, files, _files_due(keeping, now)),
        _kept(size, waiting, _previews_due(keeping, now)),
        _kept(func.length(Picture.content), shown, _pictures_due(keeping, now)),
    )


def _kept(size: ColumnElement[int], of: Sequence[ColumnElement[bool]], due: ColumnElement[bool] | None) -> Kept:
    def counted(*more: ColumnElement[bool]) -> tuple[int, int]:
        count, total = db.session.execute(
            select(func.count(), func.coalesce(func.sum(size), 0)).where(*of, *more)
        ).one()
        return count, int(total)

    return Kept(*counted(), *(counted(due) if due is not None else (0, 0)))


def prune(keeping: Keeping, now: datetime) -> int:
    """Let a few things go that are due, and return how many; nothing is left when that is 0."""
    return _give_previews_up(keeping, now) or _let_files_go(keeping, now) or _let_pictures_go(keeping, now)


def is_due(keeping: Keeping, now: datetime) -> bool:
    """Say whether `prune` would do anything."""
    queries = (
        (CasebookImport.id, _previews_due(keeping, now)),
        (CasebookImport.id, _imports_due(keeping, now)),
        (Picture.id, _pictures_due(keeping, now)),
    )
    return any(due is not None and db.session.scalar(select(exists(select(key).where(due)))) for key, due in queries)


def _give_previews_up(keeping: Keeping, now: datetime) -> int:
    due = _previews_due(keeping, now)
    if due is None:
        return 0
    given_up = db.session.scalars(select(CasebookImport).where(due).limit(AT_A_TIME)).all()
    for imported in given_up:
        discard(imported)
    return len(given_up)


def _let_files_go(keeping: Keeping, now: datetime) -> int:
    due = _imports_due(keeping, now)
    if due is None:
        return 0
    rows = db.session.execute(select(CasebookImport.id, _is_source()).where(due).limit(AT_A_TIME)).all()
    sources = [import_id for import_id, is_source in rows if is_source]
    others = [import_id for import_id, is_source in rows if not is_source]
    change = update(CasebookImport).execution_options(synchronize_session=False)
    db.session.execute(change.where(CasebookImport.id.in_(sources)).values(content=b""))
    db.session.execute(change.where(CasebookImport.id.in_(others)).values(content=b"", reading=null()))
    return len(rows)


def _let_pictures_go(keeping: Keeping, now: datetime) -> int:
    due = _pictures_due(keeping, now)
    if due is None:
        return 0
    ids = db.session.scalars(select(Picture.id).where(due).limit(AT_A_TIME)).all()
    db.session.execute(delete(Picture).where(Picture.id.in_(ids)))
    return len(ids)


def _previews_due(keeping: Keeping, now: datetime) -> ColumnElement[bool] | None:
    until = keeping.previews_until(now)
    if until is None:
        return None
    return and_(CasebookImport.state.in_(_UNCONFIRMED), CasebookImport.touched_at < until)


def _files_due(keeping: Keeping, now: datetime) -> ColumnElement[bool] | None:
    until = keeping.files_until(now)
    return None if until is None else CasebookImport.touched_at < until


def _imports_due(keeping: Keeping, now: datetime) -> ColumnElement[bool] | None:
    """Return the condition on a finished import of which something may go."""
    old = _files_due(keeping, now)
    if old is None:
        return None
    has_file = func.length(CasebookImport.content) > 0
    is_of_no_use = and_(CasebookImport.reading.is_not(null()), ~_is_source())
    return and_(CasebookImport.state == ImportState.DONE, old, or_(has_file, is_of_no_use))


def _is_source() -> ColumnElement[bool]:
    """Return whether the present text of a case came from the import."""
    return exists(
        select(CaseRevision.id)
        .join(Case, (Case.id == CaseRevision.case_id) & (Case.revision_number == CaseRevision.number))
        .where(CaseRevision.import_id == CasebookImport.id)
    )


def _pictures_due(keeping: Keeping, now: datetime) -> ColumnElement[bool] | None:
    """Return the condition on a picture that no text shows and no import under way can be waiting for."""
    until = keeping.previews_until(now)
    if until is None:
        return None
    is_shown = exists(select(RevisionPicture.id).where(RevisionPicture.picture_id == Picture.id))
    is_awaited = exists(
        select(CasebookImport.id).where(
            CasebookImport.organization_id == Picture.organization_id,
            CasebookImport.state.in_(_UNDER_WAY),
            CasebookImport.created_at <= Picture.kept_at,
        )
    )
    return and_(Picture.kept_at < until, ~is_shown, ~is_awaited)
