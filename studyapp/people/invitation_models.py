"""Invitations into a unit, and who followed them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime, choice


class Invitation(Model):
    """A link through which people join a unit as learners, until it expires, is used up or is revoked.

    `uses` counts the places taken, those that wait for approval included.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("uses BETWEEN 0 AND places", "uses"),
        Index(None, "organization_id", "unit_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    places: Mapped[int]
    uses: Mapped[int] = mapped_column(default=0)
    needs_approval: Mapped[bool] = mapped_column(default=False)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class JoiningState(StrEnum):
    """What became of somebody who followed an invitation."""

    WAITING = "waiting"
    JOINED = "joined"
    DECLINED = "declined"


class Joining(Model):
    """Somebody who followed an invitation; `is_new` says whether their account was made by that."""

    __tablename__ = "joining"
    __table_args__ = (
        UniqueConstraint("invitation_id", "account_id"),
        Index(None, "organization_id", "state"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", "decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    state: Mapped[JoiningState] = mapped_column(choice(JoiningState, "state"))
    is_new: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
