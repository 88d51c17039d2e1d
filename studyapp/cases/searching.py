"""Searching the library: words anywhere in a case, narrowed by casebook, place and flag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import selectinload

from studyapp.cases.models import Case, Casebook, CaseRevision, RevisionCommentary
from studyapp.cases.search_index import may_hold
from studyapp.db import db
from studyapp.text.bigrams import wanted
from studyapp.text.highlights import MarkedRun, excerpt, marked, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 20
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for; every word has to be found. Empty parts ask for nothing."""

    words: str = ""
    casebook_id: int | None = None
    place: str = ""
    flag: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked."""
        return not (terms_of(self.words) or self.casebook_id or self.place or self.flag)


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found, with the place where the words stand in it."""

    case_id: int
    number: int
    title: list[MarkedRun]
    casebook_id: int
    casebook_title: str
    place: str | None
    flags: list[str]
    excerpt: list[MarkedRun]
    is_in_commentary: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, counted from 1, and how many there are in all."""

    hits: list[Hit]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


def search(organization_id: int, asked: Search, page: int = 1) -> Found:
    """Return the organization's published cases that hold all the words; those with a word in the title come first."""
    terms = terms_of(asked.words)
    conditions = _conditions(organization_id, asked, terms)
    total = db.session.scalar(_joined(select(func.count(Case.id))).where(*conditions)) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    in_title = or_(*(like(CaseRevision.title, one) for one in terms)) if terms else None
    rank = case((in_title, 0), else_=1) if in_title is not None else Case.casebook_id
    rows = db.session.execute(
        _joined(select(Case, Casebook, CaseRevision))
        .where(*conditions)
        .options(selectinload(CaseRevision.commentaries))
        .order_by(rank, Case.casebook_id, Case.number)
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    )
    return Found([_hit(found, book, revision, terms) for found, book, revision in rows], total, page)


def list_places(organization_id: int) -> list[str]:
    """Return the places that the organization's cases name, in order."""
    rows = db.session.scalars(
        _joined(select(CaseRevision.place))
        .where(Case.organization_id == organization_id, Casebook.published_at.is_not(None), CaseRevision.place > "")
        .distinct()
        .order_by(CaseRevision.place)
        .limit(MOST_PLACES)
    )
    return [place for place in rows if place]


def like(column: Any, term: str) -> ColumnElement[bool]:
    """Return the condition that a text column holds a term, capitals or not."""
    found: ColumnElement[bool] = func.lower(column).contains(term.lower(), autoescape=True)
    return found


def _joined(query: Any) -> Any:
    """Return a select over cases with their casebook and their present revision."""
    return (
        query.select_from(Case)
        .join(Casebook, Casebook.id == Case.casebook_id)
        .join(CaseRevision, and_(CaseRevision.case_id == Case.id, CaseRevision.number == Case.revision_number))
    )


def _conditions(organization_id: int, asked: Search, terms: Sequence[str]) -> list[ColumnElement[bool]]:
    conditions = [Case.organization_id == organization_id, Casebook.published_at.is_not(None)]
    if terms:
        conditions.append(may_hold(dict.fromkeys(token for one in terms for token in wanted(one))))
        conditions += [_holds(one) for one in terms]
    if asked.casebook_id:
        conditions.append(Case.casebook_id == asked.casebook_id)
    if asked.place:
        conditions.append(CaseRevision.place == asked.place)
    if asked.flag:
        conditions.append(cast(CaseRevision.flags, String).contains(f'"{asked.flag}"', autoescape=True))
    return conditions


def _holds(term: str) -> ColumnElement[bool]:
    said = exists(
        select(RevisionCommentary.id).where(
            RevisionCommentary.revision_id == CaseRevision.id, like(RevisionCommentary.text, term)
        )
    )
    columns = (CaseRevision.title, CaseRevision.subtitle, CaseRevision.place, CaseRevision.body)
    return or_(*(like(column, term) for column in columns), said)


def _hit(found: Case, book: Casebook, revision: CaseRevision, terms: Sequence[str]) -> Hit:
    in_body = excerpt(revision.body, terms)
    said = "\n".join(one.text for one in revision.commentaries)
    shown = in_body or excerpt(said, terms)
    return Hit(
        case_id=found.id,
        number=found.number,
        title=marked(found.title, terms),
        casebook_id=book.id,
        casebook_title=book.title,
        place=revision.place,
        flags=revision.flags,
        excerpt=shown,
        is_in_commentary=bool(shown) and not in_body,
    )
