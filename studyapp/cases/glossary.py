"""Key terms with a short explanation: an organizer's glossary first, then what a case explains itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from studyapp.cases.glossary_models import EXPLANATION_LENGTH, TERM_LENGTH, GlossaryEntry
from studyapp.cases.models import Case, Casebook, CaseRevision
from studyapp.db import db
from studyapp.errors import DomainError
from studyapp.text.explained_terms import explained_terms

MOST_ENTRIES = 300
_PARTED = re.compile(r"\s*[：:]\s*")


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A term that stands in a case; `is_own_words`: the case explains it itself, and `start` is where."""

    term: str
    explanation: str
    is_own_words: bool = False
    start: int | None = None


def list_entries(casebook: Casebook) -> list[GlossaryEntry]:
    """Return a casebook's glossary in its order."""
    query = select(GlossaryEntry).where(GlossaryEntry.casebook_id == casebook.id).order_by(GlossaryEntry.position)
    return list(db.session.scalars(query))


def parse_entries(typed: str) -> list[tuple[str, str]]:
    """Return terms and explanations, typed as `term：explanation`, one to a line; empty lines part nothing.

    Raises `DomainError` glossary-line (`line` from 1), glossary-twice (`term`) or glossary-many (`most`).
    """
    entries: dict[str, str] = {}
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        term, *rest = _PARTED.split(line.strip(), maxsplit=1)
        if not term or not rest or not rest[0] or len(term) > TERM_LENGTH or len(rest[0]) > EXPLANATION_LENGTH:
            raise DomainError("glossary-line", line=number, term=TERM_LENGTH, explanation=EXPLANATION_LENGTH)
        if term in entries:
            raise DomainError("glossary-twice", term=term)
        entries[term] = rest[0]
    if len(entries) > MOST_ENTRIES:
        raise DomainError("glossary-many", most=MOST_ENTRIES)
    return list(entries.items())


def replace_entries(casebook: Casebook, entries: Sequence[tuple[str, str]]) -> None:
    """Let these be the casebook's glossary."""
    db.session.execute(delete(GlossaryEntry).where(GlossaryEntry.casebook_id == casebook.id))
    db.session.add_all(
        GlossaryEntry(
            organization_id=casebook.organization_id,
            casebook_id=casebook.id,
            term=term,
            explanation=explanation,
            position=position,
        )
        for position, (term, explanation) in enumerate(entries, 1)
    )
    db.session.flush()


def key_terms(revision: CaseRevision) -> list[KeyTerm]:
    """Return the terms of a case's body that are explained, in the order in which they stand in it; one query.

    Nothing of the commentary is looked at: it may not have been opened.
    """
    body = revision.body
    own = select(Case.casebook_id).where(Case.id == revision.case_id).scalar_subquery()
    rows = db.session.execute(
        select(GlossaryEntry.term, GlossaryEntry.explanation).where(GlossaryEntry.casebook_id == own)
    )
    found = {term: KeyTerm(term, explanation) for term, explanation in rows if term in body}
    for one in explained_terms(body):
        found.setdefault(one.term, KeyTerm(one.term, one.sentence, is_own_words=True, start=one.start))
    return sorted(found.values(), key=lambda one: body.index(one.term))
