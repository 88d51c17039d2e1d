"""Where people are signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from studyapp.db import Model, UTCDateTime
from studyapp.people.models import ADDRESS_LENGTH

DEVICE_LENGTH = 60


class DeviceSignIn(Model):
    """One browser in which an account is signed in; the row goes with the signing out.

    The cookie carries a token, the database only its SHA-256. `previous_hash` is that of the token before, which still
    serves until the new one has come back: an answer that carries it may be lost on the way. A change of the password
    ends those with an older `credentials_version`.
    """

    __tablename__ = "device_sign_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    credentials_version: Mapped[int]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    previous_hash: Mapped[str | None] = mapped_column(String(64))
    rotated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    device: Mapped[str] = mapped_column(String(DEVICE_LENGTH), default="")
    address: Mapped[str] = mapped_column(String(ADDRESS_LENGTH), default="")
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
