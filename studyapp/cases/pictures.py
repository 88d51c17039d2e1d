"""The pictures of an organization's cases: kept once, shown where they stood. The functions flush and never commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import undefer

from studyapp.cases.models import Case, CaseRevision, Picture, RevisionPicture
from studyapp.db import db
from studyapp.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from studyapp.cases.casebook_text import CasePicture
    from studyapp.cases.casebook_text import Picture as ReadPicture

ALT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture at its place in a revision, without its content."""

    id: int
    part: str
    offset: int
    alt: str
    is_hidden: bool
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Description:
    """What is to be seen on a picture, and whether it is shown."""

    alt: str
    is_hidden: bool


def keep_pictures(organization_id: int, pictures: Sequence[ReadPicture], now: datetime) -> None:
    """Keep the pictures of a file, contents and all; those that the organization has already are wanted again."""
    wanted = {one.sha256: one for one in pictures}
    known = set(
        db.session.scalars(
            select(Picture.sha256).where(Picture.organization_id == organization_id, Picture.sha256.in_(wanted))
        )
    )
    db.session.execute(
        update(Picture)
        .where(Picture.organization_id == organization_id, Picture.sha256.in_(known))
        .values(kept_at=now)
        .execution_options(synchronize_session=False)
    )
    db.session.add_all(
        Picture(
            organization_id=organization_id,
            sha256=one.sha256,
            media_type=one.media_type,
            width=one.width,
            height=one.height,
            kept_at=now,
            content=one.content,
        )
        for one in wanted.values()
        if one.sha256 not in known
    )
    db.session.flush()


def place_pictures(revision: CaseRevision, pictures: Sequence[CasePicture]) -> None:
    """Put a case's pictures, kept before, at their places in its revision; one that is not kept is left out."""
    if not pictures:
        return
    rows = db.session.execute(
        select(Picture.sha256, Picture.id).where(
            Picture.organization_id == revision.organization_id,
            Picture.sha256.in_({one.sha256 for one in pictures}),
        )
    )
    ids = dict(rows.all())
    known = [one for one in pictures if one.sha256 in ids]
    db.session.add_all(
        RevisionPicture(
            organization_id=revision.organization_id,
            revision_id=revision.id,
            picture_id=ids[one.sha256],
            position=position,
            part=one.part,
            offset=one.offset,
            alt=one.alt[:ALT_LENGTH],
            is_hidden=one.is_hidden,
        )
        for position, one in enumerate(known, 1)
    )
    db.session.flush()


def list_pictures(revision: CaseRevision) -> list[ShownPicture]:
    """Return the pictures of a revision in their order, hidden ones too."""
    rows = db.session.execute(
        select(
            RevisionPicture.id,
            RevisionPicture.part,
            RevisionPicture.offset,
            RevisionPicture.alt,
            RevisionPicture.is_hidden,
            Picture.sha256,
            Picture.width,
            Picture.height,
        )
        .join(Picture, Picture.id == RevisionPicture.picture_id)
        .where(RevisionPicture.revision_id == revision.id)
        .order_by(RevisionPicture.position)
    )
    return [ShownPicture(*row) for row in rows]


def get_content(organization_id: int, shown_id: int, revision_id: int | None = None) -> tuple[RevisionPicture, Picture]:
    """Return a picture where it is shown, and its content; with `revision_id` only where it is shown in that text.

    Raises `NotFoundError` picture-not-found.
    """
    query = (
        select(RevisionPicture, Picture)
        .join(Picture, Picture.id == RevisionPicture.picture_id)
        .where(RevisionPicture.id == shown_id, RevisionPicture.organization_id == organization_id)
        .options(undefer(Picture.content))
    )
    if revision_id is not None:
        query = query.where(RevisionPicture.revision_id == revision_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFoundError("picture-not-found")
    return row[0], row[1]


def describe_pictures(case: Case, descriptions: Mapping[str, Description]) -> None:
    """Say by its hash what each picture of a case shows, and whether it is shown, in all texts of the case."""
    of_case = select(CaseRevision.id).where(CaseRevision.case_id == case.id)
    for sha256, said in descriptions.items():
        which = select(Picture.id).where(Picture.organization_id == case.organization_id, Picture.sha256 == sha256)
        db.session.execute(
            update(RevisionPicture)
            .where(RevisionPicture.revision_id.in_(of_case), RevisionPicture.picture_id.in_(which))
            .values(alt=said.alt.strip()[:ALT_LENGTH], is_hidden=said.is_hidden)
        )
    db.session.flush()
