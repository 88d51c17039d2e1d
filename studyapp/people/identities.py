"""People who sign in through an identity provider: which of its subjects is which account here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, db
from studyapp.errors import ConflictError, ForbiddenError, NotFoundError
from studyapp.people.accounts import create_account, find_by_sign_in_name
from studyapp.people.models import Account


class ExternalIdentity(Model):
    """A subject of an identity provider (OpenID Connect's iss and sub) that signs in as an account."""

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("issuer", "account_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime] = mapped_column(UTCDateTime)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a provider vouches for: who it is there, and by which sign-in name and name they may be known here."""

    issuer: str
    subject: str
    sign_in_name: str
    name: str


def account_of(claimed: Claimed, now: datetime, *, may_create: bool) -> Account:
    """Return the account of a person whom a provider vouches for; the first time it is found by its sign-in name.

    Raises `NotFoundError` identity-unknown where nobody is known by that name and none may be made, `ForbiddenError`
    identity-switched-off, `ConflictError` identity-of-another where the account is another subject's already.
    """
    known = db.session.scalar(
        select(ExternalIdentity).where(
            ExternalIdentity.issuer == claimed.issuer, ExternalIdentity.subject == claimed.subject
        )
    )
    account = db.session.get_one(Account, known.account_id) if known else _by_name(claimed, now, may_create=may_create)
    if not account.is_active:
        raise ForbiddenError("identity-switched-off")
    if known is None:
        _link(account, claimed, now)
    return account


def forget_identities(account: Account) -> None:
    """Let nobody sign in as this account through a provider any more."""
    db.session.execute(delete(ExternalIdentity).where(ExternalIdentity.account_id == account.id))


def _by_name(claimed: Claimed, now: datetime, *, may_create: bool) -> Account:
    account = find_by_sign_in_name(claimed.sign_in_name) if claimed.sign_in_name.strip() else None
    if account is not None:
        return account
    if not may_create or not claimed.sign_in_name.strip():
        raise NotFoundError("identity-unknown", name=claimed.sign_in_name[:64])
    return create_account(claimed.sign_in_name, claimed.name or claimed.sign_in_name, now)


def _link(account: Account, claimed: Claimed, now: datetime) -> None:
    is_taken = select(ExternalIdentity.id).where(
        ExternalIdentity.issuer == claimed.issuer, ExternalIdentity.account_id == account.id
    )
    if db.session.scalar(is_taken):
        raise ConflictError("identity-of-another", name=account.sign_in_name)
    names = {"issuer": claimed.issuer, "subject": claimed.subject, "linked_at": now}
    db.session.add(ExternalIdentity(account_id=account.id, **names))
    db.session.flush()
