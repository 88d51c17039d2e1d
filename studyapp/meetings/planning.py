"""Planning a study session: when and where, who hosts and records, who is invited, which module is studied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import bindparam, delete, exists, or_, select

from studyapp.cases.models import Case, CaseRevision
from studyapp.db import db
from studyapp.errors import ConflictError, DomainError
from studyapp.meetings.access import concerns, get_managed, invites
from studyapp.meetings.agenda import add_steps, draft_agenda
from studyapp.meetings.events import announce
from studyapp.meetings.models import StudySession, StudySessionCase, StudySessionState, StudySessionUnit
from studyapp.meetings.rounds import RoundDraft, prepare_votes
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import get_unit, list_units
from studyapp.study.models import ModuleCase
from studyapp.study.modules import get_module

TITLE_LENGTH = 300
PLACE_LENGTH = 200
SHORTEST, LONGEST = timedelta(minutes=10), timedelta(hours=12)
STILL_SHOWN = timedelta(hours=6)
# Built once: it runs with every home page, and putting it together costs several times what running it does.
_UPCOMING = (
    select(
        StudySession.id,
        StudySession.title,
        StudySession.place,
        StudySession.starts_at,
        StudySession.ends_at,
        StudySession.state,
        (StudySession.recorder_id == bindparam("account_id")).label("is_recorder"),
    )
    .where(
        StudySession.organization_id == bindparam("organization_id"),
        or_(
            StudySession.state == StudySessionState.RUNNING,
            (StudySession.state == StudySessionState.PLANNED) & (StudySession.ends_at > bindparam("shown_from")),
            (StudySession.state == StudySessionState.ENDED) & (StudySession.recorder_id == bindparam("account_id")),
        ),
        or_(
            invites(bindparam("unit_ids", expanding=True)),
            StudySession.host_id == bindparam("account_id"),
            StudySession.recorder_id == bindparam("account_id"),
        ),
    )
    .order_by(StudySession.starts_at, StudySession.id)
)


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What an organizer fills in; moments are aware. `recorder_id` may be left open."""

    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    host_id: int
    recorder_id: int | None
    unit_ids: frozenset[int]
    module_id: int
    guests_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A study session on somebody's home page; its recorder sees it until the minutes are filed."""

    id: int
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    state: StudySessionState
    is_recorder: bool

    @property
    def is_running(self) -> bool:
        """Say whether its room is open."""
        return self.state is StudySessionState.RUNNING


def plan_study_session(
    actor: Actor, plan: SessionPlan, stance: RoundDraft, now: datetime, random: Random
) -> StudySession:
    """Plan a study session with an agenda and the votes of its cases; `stance` is asked where the bank has no question.

    Raises as `check_plan`, `NotFoundError` module-not-found or unit-not-found, `DomainError` units-missing,
    starts-in-the-past, host-unknown, recorder-unknown or module-empty.
    """
    check_plan(plan)
    if plan.starts_at < now - timedelta(hours=1):
        raise DomainError("starts-in-the-past")
    _check_people(actor, plan)
    revisions = _present_texts(actor, plan.module_id)
    found = StudySession(
        organization_id=actor.organization_id,
        created_by_id=actor.account_id,
        created_at=now,
        join_number=free_number(random),
        module_id=plan.module_id,
        **_facts(plan),
    )
    db.session.add(found)
    db.session.flush()
    _invite(actor, found, plan.unit_ids)
    common = {"organization_id": found.organization_id, "study_session_id": found.id}
    for position, (case_id, revision_id) in enumerate(revisions, 1):
        db.session.add(StudySessionCase(case_id=case_id, revision_id=revision_id, position=position, **common))
    db.session.flush()
    minutes = int((plan.ends_at - plan.starts_at).total_seconds() // 60)
    steps = add_steps(found, draft_agenda([case_id for case_id, _ in revisions], minutes))
    prepare_votes(found, steps, stance)
    return found


def change_plan(actor: Actor, study_session_id: int, plan: SessionPlan) -> StudySession:
    """Change time, place, people and units of a study session that has not begun; its module and agenda stay.

    Raises as `plan_study_session`, and `ConflictError` study-session-begun.
    """
    found = get_managed(actor, study_session_id)
    if found.state is not StudySessionState.PLANNED:
        raise ConflictError("study-session-begun")
    check_plan(plan)
    _check_people(actor, plan)
    for name, value in _facts(plan).items():
        setattr(found, name, value)
    known = set(list_unit_ids(found))
    gone = (known & {unit.id for unit in list_units(actor)}) - plan.unit_ids  # units of others stay invited
    db.session.execute(
        delete(StudySessionUnit).where(
            StudySessionUnit.study_session_id == found.id, StudySessionUnit.unit_id.in_(gone)
        )
    )
    _invite(actor, found, plan.unit_ids - known)
    return found


def cancel(actor: Actor, study_session_id: int, now: datetime) -> StudySession:
    """Call a study session off, also while it runs: every phone is told, and what was recorded is kept.

    Raises `ConflictError` study-session-over or study-session-cancelled.
    """
    found = get_managed(actor, study_session_id)
    if found.state is StudySessionState.CANCELLED:
        raise ConflictError("study-session-cancelled")
    if found.state in {StudySessionState.ENDED, StudySessionState.CONFIRMED}:
        raise ConflictError("study-session-over")
    found.state, found.ended_at = StudySessionState.CANCELLED, now
    db.session.flush()
    announce(found, "cancelled", now, actor.account_id)
    return found


def list_study_sessions(actor: Actor) -> list[StudySession]:
    """Return the study sessions that concern an organizer, host or recorder, latest first."""
    query = select(StudySession).where(concerns(actor)).order_by(StudySession.starts_at.desc(), StudySession.id.desc())
    return list(db.session.scalars(query))


def list_upcoming(actor: Actor, now: datetime) -> list[Upcoming]:
    """Return the study sessions that a learner is invited to, or hosts or records, running ones first; one query."""
    whose = {
        "organization_id": actor.organization_id,
        "account_id": actor.account_id,
        "unit_ids": actor.unit_ids,
        "shown_from": now - STILL_SHOWN,
    }
    rows = db.session.execute(_UPCOMING, whose).all()
    found = [
        Upcoming(row.id, row.title, row.place, row.starts_at, row.ends_at, row.state, bool(row.is_recorder))
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_running)


def list_unit_ids(found: StudySession) -> list[int]:
    """Return the ids of the invited units."""
    query = select(StudySessionUnit.unit_id).where(StudySessionUnit.study_session_id == found.id)
    return list(db.session.scalars(query.order_by(StudySessionUnit.id)))


def list_invited_units(found: StudySession) -> list[Unit]:
    """Return the invited units in the order of the tree."""
    query = select(Unit).join(StudySessionUnit, StudySessionUnit.unit_id == Unit.id)
    return list(db.session.scalars(query.where(StudySessionUnit.study_session_id == found.id).order_by(Unit.path)))


def list_hosts(actor: Actor) -> list[Account]:
    """Return who can host: the organization's present organizers and administrators."""
    return _list_members(actor, {Role.ORGANIZER, Role.ADMINISTRATOR})


def list_recorders(actor: Actor) -> list[Account]:
    """Return who can record: everybody in the organization's units, once."""
    return _list_members(actor, set(Role))


def check_plan(plan: SessionPlan) -> None:
    """Raise `DomainError` session-title-missing, session-times or session-length for a plan that cannot be held."""
    if not plan.title.strip():
        raise DomainError("session-title-missing")
    if plan.ends_at <= plan.starts_at:
        raise DomainError("session-times")
    if not SHORTEST <= plan.ends_at - plan.starts_at <= LONGEST:
        raise DomainError("session-length")
    if not plan.unit_ids:
        raise DomainError("units-missing")


def _check_people(actor: Actor, plan: SessionPlan) -> None:
    if plan.host_id not in {one.id for one in list_hosts(actor)}:
        raise DomainError("host-unknown")
    if plan.recorder_id is not None and plan.recorder_id not in {one.id for one in list_recorders(actor)}:
        raise DomainError("recorder-unknown")


def _list_members(actor: Actor, roles: set[Role]) -> list[Account]:
    member = exists().where(
        Membership.account_id == Account.id,
        Membership.organization_id == actor.organization_id,
        Membership.role.in_(roles),
        Membership.left_at.is_(None),
    )
    return list(db.session.scalars(select(Account).where(Account.is_active, member).order_by(Account.name, Account.id)))


def _present_texts(actor: Actor, module_id: int) -> Sequence[tuple[int, int]]:
    module = get_module(actor.organization_id, module_id)
    rows = db.session.execute(
        select(Case.id, CaseRevision.id)
        .join(ModuleCase, ModuleCase.case_id == Case.id)
        .join(CaseRevision, (CaseRevision.case_id == Case.id) & (CaseRevision.number == Case.revision_number))
        .where(ModuleCase.module_id == module.id)
        .order_by(ModuleCase.position)
    )
    found = [(case_id, revision_id) for case_id, revision_id in rows]
    if not found:
        raise DomainError("module-empty")
    return found


def _facts(plan: SessionPlan) -> dict[str, object]:
    return {
        "title": plan.title.strip()[:TITLE_LENGTH],
        "place": plan.place.strip()[:PLACE_LENGTH],
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "host_id": plan.host_id,
        "recorder_id": plan.recorder_id,
        "guests_allowed": plan.guests_allowed,
    }


def _invite(actor: Actor, found: StudySession, unit_ids: frozenset[int]) -> None:
    for unit_id in sorted(unit_ids):
        unit: Unit = get_unit(actor, unit_id)
        db.session.add(
            StudySessionUnit(organization_id=found.organization_id, study_session_id=found.id, unit_id=unit.id)
        )
    db.session.flush()


def free_number(random: Random) -> str:
    """Return six digits that no study session of the installation has."""
    while True:
        number = f"{random.randrange(1_000_000):06d}"
        if db.session.scalar(select(StudySession.id).where(StudySession.join_number == number)) is None:
            return number
