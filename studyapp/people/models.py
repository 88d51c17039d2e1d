"""Organizations, their tree of units, accounts, memberships, and what was done by whom."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from studyapp.db import Model, UTCDateTime, choice

NAME_LENGTH = 100  # of a person or a unit
PATH_LENGTH = 500
ADDRESS_LENGTH = 64
DEVICE_LENGTH = 64


class Role(StrEnum):
    """What a membership allows: to learn, to organize a unit's subtree, to administer the organization."""

    LEARNER = "learner"
    ORGANIZER = "organizer"
    ADMINISTRATOR = "administrator"


class Organization(Model):
    """A tenant. `zone` is an IANA time zone name in which its deadlines are shown."""

    __tablename__ = "organization"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    zone: Mapped[str] = mapped_column(String(64), default="Asia/Shanghai")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Unit(Model):
    """A node of an organization's tree. `path` lists the ids from the root, `/1/4/9/`: a subtree is a prefix."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("organization_id", "parent_id", "name"),
        Index(
            "uq_unit_root",
            "organization_id",
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
        Index(None, "organization_id", "path"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    path: Mapped[str] = mapped_column(String(PATH_LENGTH), default="")
    position: Mapped[int] = mapped_column(default=0)

    @property
    def depth(self) -> int:
        """Return 0 for the root, 1 for its children, and so on."""
        return self.path.count("/") - 2


class Account(Model):
    """A person's way in: one for the whole installation. `credentials_version` grows to end every open sign-in."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    credentials_version: Mapped[int] = mapped_column(default=1)
    is_active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Membership(Model):
    """A person in a unit with a role, from `joined_at` until `left_at`."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("unit_id", "account_id", "role"),
        Index(None, "account_id", "organization_id"),
        Index(None, "organization_id", "role"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unit: Mapped[Unit] = relationship(lazy="raise")
    account: Mapped[Account] = relationship(lazy="raise")


class SignInThrottle(Model):
    """How often sign-in failed of late for one key (a name, or a network address)."""

    __tablename__ = "sign_in_throttle"
    __table_args__ = (CheckConstraint("failures >= 0", "failures"),)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure_at: Mapped[datetime] = mapped_column(UTCDateTime)


class AuditEntry(Model):
    """Who did what, to which thing, when, from where, on which device.

    The database refuses to change or delete an entry (triggers, made by the migration). Within an organization, or
    among those of the installation itself, entries are numbered from 1 in `sequence`; `digest` is the SHA-256 of all
    the rest (`studyapp.people.audit_chain`), `previous` the digest of the entry before.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("organization_id", "sequence"),
        Index(
            "uq_audit_entry_installation",
            "sequence",
            unique=True,
            sqlite_where=text("organization_id IS NULL"),
            postgresql_where=text("organization_id IS NULL"),
        ),
        Index(None, "organization_id", "at"),
        Index(None, "organization_id", "account_id", "sequence"),
        Index(None, "organization_id", "subject_kind", "subject_id"),
        CheckConstraint("sequence > 0", "sequence"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="RESTRICT"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    action: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    address: Mapped[str | None] = mapped_column(String(ADDRESS_LENGTH))
    device: Mapped[str | None] = mapped_column(String(DEVICE_LENGTH))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    sequence: Mapped[int]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
