"""Deleting a person, with what they were told and where: nothing more is sent to them, and nothing of it is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from studyapp.chasing.models import Delivery, Notice, NotificationPreference
from studyapp.db import db
from studyapp.meetings import erasing
from studyapp.people.actor import Actor
from studyapp.people.models import Account


def erase_person(actor: Actor, account_id: int, typed: str, now: datetime) -> Account:
    """Delete a person everywhere, for good. Arguments and errors are those of `studyapp.meetings.erasing`."""
    account = erasing.erase_person(actor, account_id, typed, now)
    for model in (Delivery, Notice, NotificationPreference):
        db.session.execute(delete(model).where(model.account_id == account.id))
    return account
