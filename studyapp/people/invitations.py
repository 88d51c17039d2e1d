"""Invitations: a link or QR code through which people join a unit by themselves, as learners. Functions flush only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.erasing import count_memberships, erase_account
from studyapp.people.invitation_models import Invitation, Joining, JoiningState
from studyapp.people.models import Account, Membership, Role, Unit
from studyapp.people.organizations import add_membership, get_unit

MOST_DAYS = 90
MOST_PLACES = 2000


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom an invitation is good: `unit_id`, how many days and places, and whether an organizer has to approve."""

    unit_id: int
    days: int = 14
    places: int = 50
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation in the list, with its unit's name and how many wait for approval."""

    invitation: Invitation
    unit_name: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Joiner:
    """Somebody who followed an invitation."""

    joining: Joining
    name: str
    sign_in_name: str


def invite(actor: Actor, terms: Terms, token: str, now: datetime) -> Invitation:
    """Make an invitation with an unguessable `token`.

    Raises `NotFoundError` unit-not-found, or `DomainError` invitation-days or invitation-places (`most`).
    """
    unit = get_unit(actor, terms.unit_id)
    if not 1 <= terms.days <= MOST_DAYS:
        raise DomainError("invitation-days", most=MOST_DAYS)
    if not 1 <= terms.places <= MOST_PLACES:
        raise DomainError("invitation-places", most=MOST_PLACES)
    invitation = Invitation(
        organization_id=actor.organization_id,
        unit_id=unit.id,
        created_by_id=actor.account_id,
        created_at=now,
        token=token,
        expires_at=now + timedelta(days=terms.days),
        places=terms.places,
        uses=0,
        needs_approval=terms.needs_approval,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def list_invitations(actor: Actor) -> list[InvitationLine]:
    """Return the invitations into the units that the actor organizes, newest first."""
    waiting = (
        select(func.count())
        .where(Joining.invitation_id == Invitation.id, Joining.state == JoiningState.WAITING)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Invitation, Unit.name, waiting)
        .join(Unit, Unit.id == Invitation.unit_id)
        .where(
            Invitation.organization_id == actor.organization_id,
            or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
        )
        .order_by(Invitation.id.desc())
        .limit(200)
    )
    return [InvitationLine(invitation, name, count) for invitation, name, count in rows]


def get_invitation(actor: Actor, invitation_id: int) -> Invitation:
    """Return an invitation into a unit that the actor organizes. Raises `NotFoundError` invitation-not-found."""
    invitation = db.session.get(Invitation, invitation_id)
    unit = db.session.get(Unit, invitation.unit_id) if invitation else None
    is_mine = unit is not None and unit.organization_id == actor.organization_id and actor.organizes(unit.path)
    if invitation is None or not is_mine:
        raise NotFoundError("invitation-not-found")
    return invitation


def revoke(actor: Actor, invitation_id: int, now: datetime) -> Invitation:
    """End an invitation at once; whoever has joined stays."""
    invitation = get_invitation(actor, invitation_id)
    invitation.revoked_at = invitation.revoked_at or now
    db.session.flush()
    return invitation


def list_joiners(invitation: Invitation) -> list[Joiner]:
    """Return who followed an invitation: those who wait first, then the latest."""
    rows = db.session.execute(
        select(Joining, Account.name, Account.sign_in_name)
        .join(Account, Account.id == Joining.account_id)
        .where(Joining.invitation_id == invitation.id)
        .order_by(Joining.decided_at.is_not(None), Joining.id.desc())
    )
    return [Joiner(*row) for row in rows]


def find_open(token: str, now: datetime, *, to_join: bool = False) -> tuple[Invitation, Unit]:
    """Return the invitation of a token, and its unit; `to_join` makes others who want to join wait for their turn.

    Raises `NotFoundError` invitation-not-found, `ConflictError` invitation-revoked, -expired or -used-up.
    """
    query = select(Invitation).where(Invitation.token == token[:64])
    invitation = db.session.scalar(query.with_for_update() if to_join else query)
    if invitation is None:
        raise NotFoundError("invitation-not-found")
    for code, holds in (
        ("invitation-revoked", invitation.revoked_at is not None),
        ("invitation-expired", invitation.expires_at <= now),
        ("invitation-used-up", invitation.uses >= invitation.places),
    ):
        if holds:
            raise ConflictError(code)
    return invitation, db.session.get_one(Unit, invitation.unit_id)


def is_member(account_id: int, unit: Unit) -> bool:
    """Say whether somebody learns in the unit already."""
    query = select(Membership.id).where(
        Membership.unit_id == unit.id,
        Membership.account_id == account_id,
        Membership.role == Role.LEARNER,
        Membership.left_at.is_(None),
    )
    return db.session.scalar(query) is not None


def follow(
    invitation: Invitation, account: Account, now: datetime, *, is_new: bool
) -> tuple[Joining, Membership | None]:
    """Take a place and join the unit, or wait for approval (no membership then). Following twice is following once.

    `invitation` is one found `to_join`. The place is taken by one statement that holds under any number of others who
    try. Raises `ConflictError` invitation-used-up or joining-declined.
    """
    unit = db.session.get_one(Unit, invitation.unit_id)
    joining = db.session.scalar(
        select(Joining).where(Joining.invitation_id == invitation.id, Joining.account_id == account.id)
    )
    if joining is not None and joining.state is JoiningState.DECLINED:
        raise ConflictError("joining-declined")
    if joining is not None and joining.state is JoiningState.WAITING:
        return joining, None
    if joining is None:
        _take_place(invitation, now)
        joining = Joining(
            organization_id=invitation.organization_id,
            invitation_id=invitation.id,
            account_id=account.id,
            state=JoiningState.WAITING if invitation.needs_approval else JoiningState.JOINED,
            is_new=is_new,
            asked_at=now,
            decided_at=None if invitation.needs_approval else now,
        )
        db.session.add(joining)
        db.session.flush()
        if invitation.needs_approval:
            return joining, None
    return joining, add_membership(unit, account, Role.LEARNER, now)


def decide(actor: Actor, joining_id: int, *, is_approved: bool, now: datetime) -> tuple[Joining, Membership | None]:
    """Let somebody who waits join, or decline, which frees the place and forgets whoever was new by it.

    Raises `NotFoundError` joining-not-found, or `ConflictError` joining-decided where somebody else was faster.
    """
    joining = db.session.get(Joining, joining_id, with_for_update=True)  # of two who decide, one is told
    if joining is None or joining.organization_id != actor.organization_id:
        raise NotFoundError("joining-not-found")
    invitation = get_invitation(actor, joining.invitation_id)
    if joining.state is not JoiningState.WAITING:
        raise ConflictError("joining-decided")
    joining.state = JoiningState.JOINED if is_approved else JoiningState.DECLINED
    joining.decided_at, joining.decided_by_id = now, actor.account_id
    db.session.flush()
    if is_approved:
        unit, account = get_unit(actor, invitation.unit_id), db.session.get_one(Account, joining.account_id)
        return joining, add_membership(unit, account, Role.LEARNER, now)
    db.session.execute(update(Invitation).where(Invitation.id == invitation.id).values(uses=Invitation.uses - 1))
    _forget_stranger(joining, now)
    return joining, None


def count_waiting(actor: Actor) -> int:
    """Return how many people wait for the actor's approval."""
    query = (
        select(func.count())
        .select_from(Joining)
        .join(Invitation, Invitation.id == Joining.invitation_id)
        .join(Unit, Unit.id == Invitation.unit_id)
        .where(
            Joining.organization_id == actor.organization_id,
            Joining.state == JoiningState.WAITING,
            or_(*(Unit.path.startswith(path) for path in actor.organized_paths)),
        )
    )
    return db.session.scalar(query) or 0


def waiting_at(account_id: int) -> Sequence[str]:
    """Return the names of the units that somebody waits to be let into."""
    return db.session.scalars(
        select(Unit.name)
        .join(Invitation, Invitation.unit_id == Unit.id)
        .join(Joining, Joining.invitation_id == Invitation.id)
        .where(Joining.account_id == account_id, Joining.state == JoiningState.WAITING)
    ).all()


def _forget_stranger(joining: Joining, now: datetime) -> None:
    """Delete the person of an account that only an invitation made and that leads nowhere else."""
    account = db.session.get_one(Account, joining.account_id)
    if joining.is_new and not count_memberships(account) and not waiting_at(account.id):
        erase_account(account, now)


def _take_place(invitation: Invitation, now: datetime) -> None:
    taken = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.uses < Invitation.places,
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .values(uses=Invitation.uses + 1)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined] # a statement that changes rows counts them
        raise ConflictError("invitation-used-up")
