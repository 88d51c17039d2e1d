"""Reflections on the organizer's desk: asked for, read with what overlaps, remarked on, returned, accepted, shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from studyapp.cases.models import RevisionCommentary
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.access import get_managed
from studyapp.meetings.models import StudySession, StudySessionCase, StudySessionState
from studyapp.meetings.people_named import names_of
from studyapp.meetings.reflection_models import Reflection, ReflectionState, ReflectionTask
from studyapp.meetings.reflections import length_of
from studyapp.meetings.roll import list_roll
from studyapp.people.actor import Actor
from studyapp.text.overlaps import Overlap, find_overlaps, overlapped_share, runs_of

MOST_ASKED = 3000
REMARK_LENGTH = 2000
HINT_LENGTH = 300
COMMENTARY = 0
"""Stands among the accounts for the commentary of the cases."""


@dataclass(frozen=True, slots=True)
class Line:
    """One participant in the list: their reflection, None where none was handed in; its length, and what overlaps."""

    name: str
    reflection: Reflection | None
    length: int = 0
    overlap: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """A reflection with its author's name and the sentences that others hold too; `names` of those others."""

    meeting: StudySession
    reflection: Reflection
    name: str
    overlaps: list[Overlap[int]]
    names: dict[int | None, str]
    previous_id: int | None
    next_id: int | None


def find_task(found: StudySession) -> ReflectionTask | None:
    """Return what a study session asks its participants to write, or None."""
    return db.session.scalar(select(ReflectionTask).where(ReflectionTask.study_session_id == found.id))


def ask_for(actor: Actor, study_session_id: int, least: int | None, hint: str) -> ReflectionTask | None:
    """Ask for reflections of at least so many characters, or with None for none any more.

    Raises `DomainError` reflection-least (`most`) or reflection-hint (`most`); `ConflictError`
    study-session-cancelled, and reflections-begun where some are written already and none would be asked.
    """
    found = get_managed(actor, study_session_id)
    if found.state is StudySessionState.CANCELLED:
        raise ConflictError("study-session-cancelled")
    task = find_task(found)
    if least is None:
        if task is not None and _all(found):
            raise ConflictError("reflections-begun")
        if task is not None:
            db.session.delete(task)
            db.session.flush()
        return None
    if not 0 <= least <= MOST_ASKED:
        raise DomainError("reflection-least", most=MOST_ASKED)
    if len(hint.strip()) > HINT_LENGTH:
        raise DomainError("reflection-hint", most=HINT_LENGTH)
    if task is None:
        task = ReflectionTask(organization_id=found.organization_id, study_session_id=found.id)
        db.session.add(task)
    task.least, task.hint = least, hint.strip()
    db.session.flush()
    return task


def list_lines(found: StudySession) -> list[Line]:
    """Return everybody who took part, those first whose reflection waits to be read; drafts are nobody's but theirs."""
    kept = {one.account_id: one for one in _all(found)}
    runs = _runs(found, list(kept.values()))
    lines = []
    for entry in list_roll(found):
        if entry.account_id is None or not (entry.is_present or entry.made_up_at):
            continue
        one = kept.pop(entry.account_id, None)
        lines.append(_line(entry.name, one, runs))
    names = names_of(kept)
    lines += [_line(names.get(account_id, ""), one, runs) for account_id, one in kept.items()]
    return sorted(lines, key=lambda line: line.reflection is None or line.reflection.state != "handed_in")


def read(actor: Actor, study_session_id: int, reflection_id: int) -> Read:
    """Return a reflection that was handed in. Raises `NotFoundError` reflection-not-found."""
    found = get_managed(actor, study_session_id)
    all_of_it = _all(found)
    ids = [one.id for one in all_of_it]
    if reflection_id not in ids:
        raise NotFoundError("reflection-not-found")
    place = ids.index(reflection_id)
    one = all_of_it[place]
    overlaps = _overlaps(one, _runs(found, all_of_it))
    names = names_of([one.account_id, *(each.other for each in overlaps)])
    before = ids[place - 1] if place else None
    after = ids[place + 1] if place + 1 < len(ids) else None
    return Read(found, one, names.get(one.account_id, ""), overlaps, names, before, after)


def remark(
    actor: Actor, study_session_id: int, reflection_id: int, text: str, now: datetime, *, is_accepted: bool
) -> Reflection:
    """Accept a reflection, or return it to be improved, with the organizer's own words, which a return needs.

    Raises as `read`, `ConflictError` reflection-not-here while the author writes, `DomainError` remark-missing or
    remark-long (`most`).
    """
    one = read(actor, study_session_id, reflection_id).reflection
    if one.state not in {ReflectionState.HANDED_IN, ReflectionState.ACCEPTED}:
        raise ConflictError("reflection-not-here")
    if not is_accepted and not text.strip():
        raise DomainError("remark-missing")
    if len(text) > REMARK_LENGTH:
        raise DomainError("remark-long", most=REMARK_LENGTH)
    one.remark, one.remarked_by_id, one.remarked_at = text.strip(), actor.account_id, now
    one.is_shared = one.is_shared and is_accepted
    one.state = ReflectionState.ACCEPTED if is_accepted else ReflectionState.RETURNED
    db.session.flush()
    return one


def share(actor: Actor, study_session_id: int, reflection_id: int, *, is_shared: bool) -> Reflection:
    """Show an accepted reflection to all who took part, or no longer.

    Raises as `read`, and `ConflictError` reflection-no-consent.
    """
    one = read(actor, study_session_id, reflection_id).reflection
    if is_shared and not (one.is_consented and one.state is ReflectionState.ACCEPTED):
        raise ConflictError("reflection-no-consent")
    one.is_shared = is_shared
    db.session.flush()
    return one


def _all(found: StudySession) -> list[Reflection]:
    """Return what was handed in at least once: a returned one is still shown as it was handed back."""
    query = select(Reflection).where(Reflection.study_session_id == found.id, Reflection.state != ReflectionState.DRAFT)
    return list(db.session.scalars(query.order_by(Reflection.handed_in_at, Reflection.id)))


def _line(name: str, one: Reflection | None, runs: dict[int, frozenset[str]]) -> Line:
    if one is None:
        return Line(name, None)
    return Line(name, one, length_of(one.text), overlapped_share(one.text, _overlaps(one, runs)))


def _runs(found: StudySession, reflections: list[Reflection]) -> dict[int, frozenset[str]]:
    """Return the runs of all texts of a study session: by account, and those of the commentaries."""
    query = (
        select(RevisionCommentary.text)
        .join(StudySessionCase, StudySessionCase.revision_id == RevisionCommentary.revision_id)
        .where(StudySessionCase.study_session_id == found.id)
    )
    commentary: frozenset[str] = frozenset().union(*(runs_of(text) for text in db.session.scalars(query)))
    return {COMMENTARY: commentary} | {one.account_id: runs_of(one.text) for one in reflections}


def _overlaps(one: Reflection, runs: dict[int, frozenset[str]]) -> list[Overlap[int]]:
    return find_overlaps(one.text, {key: found for key, found in runs.items() if key != one.account_id})
