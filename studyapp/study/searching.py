"""A learner's search: within the cases that they may read now, in the text that they would read.

A commentary is searched only by somebody who has opened it; otherwise what it says would leak through the hits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, or_, select

from studyapp.cases.models import Case, CaseRevision, RevisionCommentary
from studyapp.cases.searching import like
from studyapp.db import db
from studyapp.study.closed_books import keeps_away
from studyapp.study.models import Assignment, CaseReading, Enrolment, ModuleCase
from studyapp.text.highlights import MarkedRun, excerpt, marked, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from studyapp.people.actor import Actor

MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class ReadingHit:
    """A case that was found, in the assignment in which it is read."""

    assignment_id: int
    assignment_title: str
    case_id: int
    title: list[MarkedRun]
    excerpt: list[MarkedRun]
    is_in_commentary: bool


def search_reading(actor: Actor, words: str, now: datetime) -> list[ReadingHit]:
    """Return the cases of the actor's open assignments that hold every word, each once, at most `MOST_HITS`."""
    terms = terms_of(words)
    if not terms:
        return []
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, CaseRevision, CaseReading.commentary_opened_at)
        .select_from(Enrolment)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(ModuleCase, ModuleCase.module_id == Assignment.module_id)
        .join(Case, Case.id == ModuleCase.case_id)
        .outerjoin(CaseReading, and_(CaseReading.enrolment_id == Enrolment.id, CaseReading.case_id == Case.id))
        .join(
            CaseRevision,
            and_(
                CaseRevision.case_id == Case.id,
                or_(
                    CaseRevision.id == CaseReading.revision_id,
                    and_(CaseReading.id.is_(None), CaseRevision.number == Case.revision_number),
                ),
            ),
        )
        .where(
            Enrolment.account_id == actor.account_id,
            Enrolment.organization_id == actor.organization_id,
            Enrolment.withdrawn_at.is_(None),
            Assignment.withdrawn_at.is_(None),
            Assignment.opens_at <= now,
            ~keeps_away(actor, Case.id),
            *(_may_be_shown(one) for one in terms),
        )
        .order_by(CaseReading.commentary_opened_at.is_(None), Assignment.id.desc(), ModuleCase.position)
        .limit(MOST_HITS)
    ).all()
    opened = [revision.id for _, _, revision, at in rows if at is not None]
    said = _commentaries(opened)
    hits = {
        revision.case_id: _hit(assignment_id, title, revision, said.get(revision.id, "") if at else "", terms)
        for assignment_id, title, revision, at in reversed(rows)
    }
    return list(reversed(hits.values()))


def _may_be_shown(term: str) -> ColumnElement[bool]:
    said = exists(
        select(RevisionCommentary.id).where(
            RevisionCommentary.revision_id == CaseRevision.id, like(RevisionCommentary.text, term)
        )
    )
    columns = (CaseRevision.title, CaseRevision.subtitle, CaseRevision.place, CaseRevision.body)
    return or_(*(like(one, term) for one in columns), and_(CaseReading.commentary_opened_at.is_not(None), said))


def _commentaries(revision_ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(RevisionCommentary.revision_id, RevisionCommentary.text)
        .where(RevisionCommentary.revision_id.in_(revision_ids))
        .order_by(RevisionCommentary.revision_id, RevisionCommentary.position)
    )
    said: dict[int, str] = {}
    for revision_id, text in rows:
        said[revision_id] = f"{said[revision_id]}\n{text}" if revision_id in said else text
    return said


def _hit(assignment_id: int, title: str, revision: CaseRevision, said: str, terms: Sequence[str]) -> ReadingHit:
    in_body = excerpt(revision.body, terms)
    shown = in_body or excerpt(said, terms)
    return ReadingHit(
        assignment_id=assignment_id,
        assignment_title=title,
        case_id=revision.case_id,
        title=marked(revision.title, terms),
        excerpt=shown,
        is_in_commentary=bool(shown) and not in_body,
    )
