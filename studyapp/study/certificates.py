"""Certificates: for each assignment passed, shown to their learner, checked by anybody, or revoked.

The hand-in only says that somebody has passed. The certificate is issued when first it is asked for, by the learner or
an organizer, and dated by the passing: a hand-in stays short, and what a correction made passed is not forgotten.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from studyapp.db import db
from studyapp.errors import ConflictError, DomainError, NotFoundError
from studyapp.people.actor import Actor
from studyapp.people.models import Account, Organization, Unit
from studyapp.study.assignment_reach import in_my_units
from studyapp.study.assignments import get_assignment
from studyapp.study.certificate_codes import certificate_number, check_code
from studyapp.study.certificate_models import Certificate
from studyapp.study.models import Assignment, Enrolment, EnrolmentState, Module
from studyapp.study.receipts import letters_of

REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """A certificate as an organizer sees it."""

    certificate: Certificate
    unit_name: str | None


def issue_own(actor: Actor, secret: str) -> int:
    """Issue the certificates of what the actor passed, dated by the passing; return how many were missing."""
    return _issue(_own(actor), secret)


def issue_of_assignment(actor: Actor, assignment_id: int, secret: str) -> int:
    """Issue those of an assignment's people in the actor's units. Raises `NotFoundError` assignment-not-found."""
    get_assignment(actor, assignment_id)
    return _issue((Enrolment.assignment_id == assignment_id) & in_my_units(actor), secret)


def is_own_missing(actor: Actor) -> bool:
    """Say whether `issue_own` would issue any; only reads."""
    return _is_missing(_own(actor))


def is_missing_of_assignment(actor: Actor, assignment_id: int) -> bool:
    """Say whether `issue_of_assignment` would issue any; only reads."""
    return _is_missing((Enrolment.assignment_id == assignment_id) & in_my_units(actor))


def list_own(actor: Actor) -> list[Certificate]:
    """Return one's own certificates, newest first."""
    query = select(Certificate).where(
        Certificate.account_id == actor.account_id, Certificate.organization_id == actor.organization_id
    )
    return list(db.session.scalars(query.order_by(Certificate.issued_at.desc(), Certificate.id.desc())))


def get_own(actor: Actor, certificate_id: int) -> Certificate:
    """Return a certificate of one's own. Raises `NotFoundError` certificate-not-found."""
    found = db.session.get(Certificate, certificate_id)
    if found is None or (found.account_id, found.organization_id) != (actor.account_id, actor.organization_id):
        raise NotFoundError("certificate-not-found")
    return found


def get_own_valid(actor: Actor, certificate_id: int) -> Certificate:
    """Return one that may be taken along. Raises as `get_own`, and `ConflictError` certificate-revoked."""
    found = get_own(actor, certificate_id)
    if found.revoked_at is not None:
        raise ConflictError("certificate-revoked")
    return found


def find_certificate(number: str, code: str, secret: str) -> Certificate:
    """Return the certificate with that number and check code, for anybody. Raises `NotFoundError` certificate-unknown.

    A right number with a wrong code is told from an unknown number to nobody.
    """
    year, _, letters = number.strip().partition("-")
    wanted = f"{year}-{letters_of(letters)}"
    found = db.session.scalar(select(Certificate).where(Certificate.number == wanted[:20]))
    right = code_of(found, secret) if found else ""
    if found is None or not hmac.compare_digest(letters_of(code), right):
        raise NotFoundError("certificate-unknown")
    return found


def code_of(one: Certificate, secret: str) -> str:
    """Return the check code of a certificate."""
    return check_code(one.number, (one.name, one.organization_name, one.title, one.module_title), one.issued_at, secret)


def list_of_assignment(actor: Actor, assignment_id: int) -> list[Listed]:
    """Return the certificates of an assignment's people in the actor's units, by unit and name.

    Raises `NotFoundError` assignment-not-found.
    """
    get_assignment(actor, assignment_id)
    rows = db.session.execute(
        select(Certificate, Unit.name)
        .join(Enrolment, Enrolment.id == Certificate.enrolment_id)
        .outerjoin(Unit, Unit.id == Enrolment.unit_id)
        .where(Enrolment.assignment_id == assignment_id, in_my_units(actor))
        .order_by(Unit.path, Certificate.name, Certificate.id)
    )
    return [Listed(*row) for row in rows]


def get_managed(actor: Actor, certificate_id: int) -> tuple[Certificate, int]:
    """Return a certificate of somebody in the actor's units, and its assignment's id.

    Raises `NotFoundError` certificate-not-found.
    """
    row = db.session.execute(
        select(Certificate, Enrolment.assignment_id)
        .join(Enrolment, Enrolment.id == Certificate.enrolment_id)
        .where(
            Certificate.id == certificate_id,
            Certificate.organization_id == actor.organization_id,
            in_my_units(actor),
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError("certificate-not-found")
    return row[0], row[1]


def revoke(actor: Actor, certificate_id: int, reason: str, now: datetime) -> Certificate:
    """Revoke a certificate, saying why; revoking again changes nothing.

    Raises as `get_managed`, and `DomainError` revocation-reason (`most`).
    """
    found, _ = get_managed(actor, certificate_id)
    if not reason.strip() or len(reason.strip()) > REASON_LENGTH:
        raise DomainError("revocation-reason", most=REASON_LENGTH)
    if found.revoked_at is None:
        found.revoked_at, found.revoked_reason, found.revoked_by_id = now, reason.strip(), actor.account_id
        db.session.flush()
    return found


def restore(actor: Actor, certificate_id: int) -> Certificate:
    """Take a revocation back. Raises as `get_managed`."""
    found, _ = get_managed(actor, certificate_id)
    found.revoked_at, found.revoked_reason, found.revoked_by_id = None, "", None
    db.session.flush()
    return found


def _own(actor: Actor) -> ColumnElement[bool]:
    return (Enrolment.account_id == actor.account_id) & (Enrolment.organization_id == actor.organization_id)


def _is_missing(which: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists(select(Enrolment.id).where(which, *_without())))))


def _without() -> tuple[ColumnElement[bool], ...]:
    issued = exists(select(Certificate.id).where(Certificate.enrolment_id == Enrolment.id))
    return Enrolment.state == EnrolmentState.PASSED, Enrolment.passed_at.is_not(None), ~issued


def _issue(which: ColumnElement[bool], secret: str) -> int:
    rows = db.session.execute(
        select(Enrolment, Account.name, Organization.name, Assignment.title, Module.title, Assignment.mode)
        .join(Account, Account.id == Enrolment.account_id)
        .join(Organization, Organization.id == Enrolment.organization_id)
        .join(Assignment, Assignment.id == Enrolment.assignment_id)
        .join(Module, Module.id == Assignment.module_id)
        .where(which, *_without())
        .with_for_update(of=Enrolment)
    ).all()
    for enrolment, name, organization_name, title, module_title, mode in rows:
        passed_at = enrolment.passed_at
        if passed_at is None:
            continue
        db.session.add(
            Certificate(
                organization_id=enrolment.organization_id,
                enrolment_id=enrolment.id,
                account_id=enrolment.account_id,
                number=certificate_number(enrolment.id, passed_at, secret),
                name=name,
                organization_name=organization_name,
                title=title,
                module_title=module_title,
                mode=mode,
                issued_at=passed_at,
            )
        )
    db.session.flush()
    return len(rows)
