"""How one person wants to be told outside the product."""

from __future__ import annotations

from studyapp.chasing.models import NotificationPreference
from studyapp.db import db


def preference_of(account_id: int) -> NotificationPreference:
    """Return a person's preference; where there is none, the usual one, not stored."""
    found = db.session.get(NotificationPreference, account_id)
    return found or NotificationPreference(account_id=account_id, mail_address="", wants_mail=True, wants_digest=True)


def save_preference(account_id: int, mail_address: str, *, wants_mail: bool, wants_digest: bool) -> None:
    """Keep a person's preference; the address was checked before."""
    preference = preference_of(account_id)
    preference.mail_address = mail_address.strip()
    preference.wants_mail, preference.wants_digest = wants_mail, wants_digest
    db.session.add(preference)
    db.session.flush()
