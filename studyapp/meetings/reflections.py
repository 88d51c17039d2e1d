"""Writing a reflection: a draft, handed in, returned with the organizer's remark or accepted, shared with consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.meetings.models import Attendance, AttendanceState, StudySession, StudySessionState
from studyapp.meetings.reflection_models import Reflection, ReflectionState, ReflectionTask
from studyapp.people.actor import Actor
from studyapp.people.models import Account

LONGEST = 5000
OWN_TURN = frozenset({ReflectionState.DRAFT, ReflectionState.RETURNED})


@dataclass(frozen=True, slots=True)
class OwnReflection:
    """The study session that asks, what it asks for, and what its participant has written, if anything."""

    meeting: StudySession
    task: ReflectionTask
    reflection: Reflection | None

    @property
    def is_own_turn(self) -> bool:
        """Say whether the author may write now."""
        return self.reflection is None or self.reflection.state in OWN_TURN


@dataclass(frozen=True, slots=True)
class Shared:
    """A reflection that its author and the organizer show to the others."""

    name: str
    text: str
    remark: str


_ASKED = (
    select(StudySession, ReflectionTask, Reflection)
    .join(ReflectionTask, ReflectionTask.study_session_id == StudySession.id)
    .join(Attendance, Attendance.study_session_id == StudySession.id)
    .outerjoin(
        Reflection,
        and_(Reflection.study_session_id == StudySession.id, Reflection.account_id == bindparam("account_id")),
    )
    .where(
        StudySession.organization_id == bindparam("organization_id"),
        StudySession.state.in_([StudySessionState.ENDED, StudySessionState.CONFIRMED]),
        Attendance.account_id == bindparam("account_id"),
        or_(Attendance.state == AttendanceState.PRESENT, Attendance.made_up_at.is_not(None)),
    )
)
_ONE = _ASKED.where(StudySession.id == bindparam("study_session_id"))
# Built once: it runs with every look at the home page.
_OWED = _ASKED.where(or_(Reflection.id.is_(None), Reflection.state.in_(OWN_TURN))).order_by(
    StudySession.starts_at.desc()
)


def get_own(actor: Actor, study_session_id: int) -> OwnReflection:
    """Return what the actor was asked to write. Raises `NotFoundError` reflection-not-asked for whoever was not."""
    whose = {"account_id": actor.account_id, "organization_id": actor.organization_id}
    row = db.session.execute(_ONE, whose | {"study_session_id": study_session_id}).one_or_none()
    if row is None:
        raise NotFoundError("reflection-not-asked")
    return OwnReflection(row[0], row[1], row[2])


def list_owed(actor: Actor) -> list[OwnReflection]:
    """Return what the actor still has to write or to improve, latest study session first."""
    whose = {"account_id": actor.account_id, "organization_id": actor.organization_id}
    rows = db.session.execute(_OWED, whose)
    return [OwnReflection(row[0], row[1], row[2]) for row in rows]


def write(actor: Actor, study_session_id: int, text: str, version: int, now: datetime) -> Reflection:
    """Keep the draft; `version` is the one that the author's page knows, 0 for none; the same text twice is once.

    Raises as `get_own`, `DomainError` reflection-long (`most`), `ConflictError` reflection-with-organizer once it was
    handed in, reflection-newer where another page has saved in between.
    """
    own = get_own(actor, study_session_id)
    found = own.reflection
    _check_may_write(own, text, version)
    if found is not None and found.text == text.strip():
        return found  # what leaves the page by itself and by a button arrives twice
    if found is None:
        found = Reflection(
            organization_id=own.meeting.organization_id,
            study_session_id=own.meeting.id,
            account_id=actor.account_id,
            version=0,
            state=ReflectionState.DRAFT,
        )
        db.session.add(found)
    found.text, found.saved_at = text.strip(), now
    found.version += 1
    db.session.flush()
    return found


def hand_in(actor: Actor, study_session_id: int, text: str, version: int, now: datetime) -> Reflection:
    """Give the piece to the organizer. Raises as `write`, and `DomainError` reflection-short (`least`, `has`).

    What is refused changes no version, so that the page which is shown again can be handed in.
    """
    own = get_own(actor, study_session_id)
    _check_may_write(own, text, version)
    least, length = max(own.task.least, 1), length_of(text)
    if length < least:
        raise DomainError("reflection-short", least=least, has=length)
    found = write(actor, study_session_id, text, version, now)
    found.state, found.handed_in_at = ReflectionState.HANDED_IN, now
    db.session.flush()
    return found


def consent(actor: Actor, study_session_id: int, *, is_consented: bool) -> None:
    """Let others read the piece with one's name, or no longer. Raises as `get_own`, and reflection-not-asked."""
    found = get_own(actor, study_session_id).reflection
    if found is None:
        raise NotFoundError("reflection-not-asked")
    found.is_consented = is_consented
    found.is_shared = found.is_shared and is_consented
    db.session.flush()


def list_shared(found: StudySession) -> list[Shared]:
    """Return the reflections that are shown to all who took part."""
    rows = db.session.execute(
        select(Account.name, Reflection.text, Reflection.remark)
        .join(Account, Account.id == Reflection.account_id)
        .where(Reflection.study_session_id == found.id, Reflection.is_shared)
        .order_by(Reflection.handed_in_at, Reflection.id)
    )
    return [Shared(*row) for row in rows]


def _check_may_write(own: OwnReflection, text: str, version: int) -> None:
    found = own.reflection
    if found is not None:
        db.session.refresh(found, with_for_update=True)  # of two pages that save at once, the second is told
    if not own.is_own_turn:
        raise ConflictError("reflection-with-organizer")
    if found is not None and found.text == text.strip():
        return
    if version != (found.version if found else 0):
        raise ConflictError("reflection-newer")
    if len(text) > LONGEST:
        raise DomainError("reflection-long", most=LONGEST)


def length_of(text: str) -> int:
    """Return how many characters a text has, spaces not counted."""
    return sum(not char.isspace() for char in text)
