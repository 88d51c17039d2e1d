"""Marked passages with private notes: kept on the text they were made on, and carried to a later one where they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.cases.models import CaseRevision
from studyapp.db import db
from studyapp.errors import DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.study.reading import find_case
from studyapp.study.reading_models import NOTE_LENGTH, QUOTE_LENGTH, Highlight


@dataclass(frozen=True, slots=True)
class ShownHighlight:
    """A highlight as it stands in the text shown: `start` is None where the passage is not, or not once, in it."""

    id: int
    start: int | None
    quote: str
    note: str

    @property
    def span(self) -> tuple[int, int] | None:
        """Return where it stands, half-open."""
        return None if self.start is None else (self.start, self.start + len(self.quote))


def list_highlights(actor: Actor, revision: CaseRevision) -> Sequence[ShownHighlight]:
    """Return one's own highlights of a case in the order of the text, those from an earlier edition last."""
    query = select(Highlight).where(Highlight.account_id == actor.account_id, Highlight.case_id == revision.case_id)
    shown = [ShownHighlight(one.id, _place(one, revision), one.quote, one.note) for one in db.session.scalars(query)]
    return sorted(shown, key=lambda one: (one.start is None, one.start or 0, one.id))


def mark_passage(
    actor: Actor, assignment_id: int, case_id: int, quote: str, note: str, start: int | None, now: datetime
) -> Highlight:
    """Mark a passage of the case's body, `start` where it is known; a passage marked before gets the new note.

    Raises as `find_case`, and `DomainError` passage-missing, or passage-not-once when it cannot be told where it is.
    """
    revision = find_case(actor, assignment_id, case_id, now).revision
    quote = quote.strip()[:QUOTE_LENGTH]
    if not quote:
        raise DomainError("passage-missing")
    if start is None or start < 0 or revision.body[start : start + len(quote)] != quote:
        start = _only_place(revision.body, quote)
    if start is None:
        raise DomainError("passage-not-once")
    place = {"revision_id": revision.id, "start": start, "end": start + len(quote)}
    known = db.session.scalar(select(Highlight).filter_by(account_id=actor.account_id, **place))
    if known is not None:
        known.note = note.strip()[:NOTE_LENGTH] or known.note
        db.session.flush()
        return known
    made = Highlight(
        organization_id=actor.organization_id,
        account_id=actor.account_id,
        case_id=case_id,
        quote=quote,
        note=note.strip()[:NOTE_LENGTH],
        made_at=now,
        **place,
    )
    db.session.add(made)
    db.session.flush()
    return made


def change_note(actor: Actor, highlight_id: int, note: str) -> Highlight:
    """Keep another note with a highlight of one's own. Raises `NotFoundError` highlight-not-found."""
    highlight = _own(actor, highlight_id)
    highlight.note = note.strip()[:NOTE_LENGTH]
    db.session.flush()
    return highlight


def remove_highlight(actor: Actor, highlight_id: int) -> None:
    """Remove a highlight of one's own with its note. Raises `NotFoundError` highlight-not-found."""
    db.session.delete(_own(actor, highlight_id))
    db.session.flush()


def _own(actor: Actor, highlight_id: int) -> Highlight:
    highlight = db.session.get(Highlight, highlight_id)
    if highlight is None or (highlight.account_id, highlight.organization_id) != (
        actor.account_id,
        actor.organization_id,
    ):
        raise NotFoundError("highlight-not-found")
    return highlight


def _place(highlight: Highlight, revision: CaseRevision) -> int | None:
    if highlight.revision_id == revision.id:
        return highlight.start
    return _only_place(revision.body, highlight.quote)


def _only_place(body: str, quote: str) -> int | None:
    start = body.find(quote)
    return start if start >= 0 and body.find(quote, start + 1) < 0 else None
