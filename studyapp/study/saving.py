"""Saving answers: each save is a row with a version, a repeated save is the same save, a late one does not count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, insert, or_, select, update

from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.study.answers import Content, as_shown, clean, is_answered
from studyapp.study.models import AttemptState, Feedback, Response
from studyapp.study.questions_asked import AskedQuestion
from studyapp.study.sittings import Sitting, find_asked

# Built once, and sent without the object mapper: this is the hottest path of all.
_PLACE = (Response.attempt_id == bindparam("attempt_id"), Response.position == bindparam("position"))
_EARLIER = select(Response).where(
    *_PLACE,
    or_(
        Response.version == select(func.max(Response.version)).where(*_PLACE).scalar_subquery(),
        Response.save_key == bindparam("save_key"),
    ),
)
_ADD = insert(db.metadata.tables["response"])
_ENROLMENT = db.metadata.tables["enrolment"]
_TOUCH = (
    update(_ENROLMENT).where(_ENROLMENT.c.id == bindparam("enrolment_id")).values(last_activity_at=bindparam("now"))
)


class NotCounted(StrEnum):
    """Why a stored answer does not count (a withdrawn one would count again if the assignment came back)."""

    TIME_OVER = "time-over"
    HANDED_IN = "handed-in"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Save:
    """An answer as it arrives: `given` names options by shown place; `base_version` is the version it was based on.

    `save_key` comes from the client as `page.counter`, counting the saves of one opened page, so that a repeated save
    is known and an overtaken one never wins. `is_final` asks to close the position (practice with feedback at once).
    """

    position: int
    given: object
    base_version: int
    save_key: str
    is_final: bool = False
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What was stored, with the reason why it does not count, if so; `closes_at` is when the attempt closes."""

    version: int
    saved_at: datetime
    is_final: bool
    not_counted: NotCounted | None
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class NewerAnswer:
    """The newest stored answer, as a page shows it: what a refused save is told."""

    version: int
    saved_at: datetime
    shown: Content
    is_flagged: bool


def save_response(actor: Actor, attempt_id: int, save: Save, now: datetime) -> Saved:
    """Store an answer. The same `save_key`, or the same answer again, changes nothing; no answer at all is version 0.

    Raises `NotFoundError` attempt-not-found or question-not-found; `ConflictError` answer-newer-elsewhere (based on an
    older version than the stored one) or answer-final, both with `newest: NewerAnswer`.
    """
    sitting, question = find_asked(actor, attempt_id, save.position, to_write=True)
    earlier = _earlier(attempt_id, save)
    newest = max(earlier, key=lambda one: one.version, default=None)
    content = clean(question, save.given)
    not_counted = _not_counted(sitting, now)
    is_final = save.is_final and sitting.feedback is Feedback.AT_ONCE and is_answered(content)
    for one in earlier:
        if one.save_key == save.save_key and one.content == content:
            return _saved(one, sitting, not_counted)
    if newest is None and not is_answered(content) and not save.is_flagged:
        return Saved(0, now, is_final=False, not_counted=not_counted, closes_at=sitting.closes_at)
    is_later = newest is not None and _is_overtaken(newest.save_key, save.save_key)
    # A later save of the same page is stored though it says the same: one between the two may still be on its way.
    if newest is not None and not is_later and _is_same(newest, content, save.is_flagged, is_final):
        return _saved(newest, sitting, not_counted)
    if newest is not None and _is_overtaken(save.save_key, newest.save_key):
        return _saved(newest, sitting, not_counted)
    if newest is not None and not_counted in {None, NotCounted.WITHDRAWN}:
        _check_is_based_on(newest, save, question)
    version = newest.version + 1 if newest else 1
    if any(one.save_key == save.save_key for one in earlier):
        save = replace(save, save_key=f"{save.save_key[:48]}~{version}")  # the key was used for another answer
    return _store(sitting, save, (content, is_final, version), not_counted, now)


def _earlier(attempt_id: int, save: Save) -> list[Response]:
    place = {"attempt_id": attempt_id, "position": save.position, "save_key": save.save_key}
    return list(db.session.scalars(_EARLIER, place))


def _not_counted(sitting: Sitting, now: datetime) -> NotCounted | None:
    if sitting.state is AttemptState.HANDED_IN:
        return NotCounted.HANDED_IN
    if not sitting.takes_answers(now):
        return NotCounted.TIME_OVER
    return NotCounted.WITHDRAWN if sitting.withdrawn_at else None


def _is_same(newest: Response, content: Content, is_flagged: bool, is_final: bool) -> bool:
    stored = (newest.content, newest.is_flagged, newest.is_final)
    return stored == (content, is_flagged, is_final or newest.is_final)


def _is_overtaken(key: str, other: str) -> bool:
    """Say whether `other` is a later save of the same page: keys are `page.counter`."""
    page, _, count = key.rpartition(".")
    other_page, _, other_count = other.rpartition(".")
    is_counted = count.isdecimal() and other_count.isdecimal()
    return bool(page) and page == other_page and is_counted and int(count) < int(other_count)


def _check_is_based_on(newest: Response, save: Save, question: AskedQuestion) -> None:
    shown = NewerAnswer(newest.version, newest.saved_at, as_shown(question, newest.content), newest.is_flagged)
    if newest.is_final:
        raise ConflictError("answer-final", newest=shown)
    if newest.version != save.base_version and not _is_overtaken(newest.save_key, save.save_key):
        raise ConflictError("answer-newer-elsewhere", newest=shown)


def _store(
    sitting: Sitting, save: Save, what: tuple[Content, bool, int], not_counted: NotCounted | None, now: datetime
) -> Saved:
    content, is_final, version = what
    is_late = not_counted in {NotCounted.TIME_OVER, NotCounted.HANDED_IN}
    connection = db.session.connection()
    connection.execute(
        _ADD,
        {
            "organization_id": sitting.organization_id,
            "attempt_id": sitting.attempt_id,
            "position": save.position,
            "version": version,
            "save_key": save.save_key,
            "content": content,
            "saved_at": now,
            "is_late": is_late,
            "is_final": is_final and not is_late,
            "is_flagged": save.is_flagged,
        },
    )
    if not is_late:
        connection.execute(_TOUCH, {"enrolment_id": sitting.enrolment_id, "now": now})
    return Saved(version, now, is_final and not is_late, not_counted, sitting.closes_at)


def _saved(response: Response, sitting: Sitting, not_counted: NotCounted | None) -> Saved:
    reason = not_counted if response.is_late else None
    return Saved(response.version, response.saved_at, response.is_final, reason, sitting.closes_at)
