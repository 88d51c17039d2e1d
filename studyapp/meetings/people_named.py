"""The names of people by their accounts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from studyapp.db import db
from studyapp.people.models import Account


def names_of(account_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the name of each account that still exists."""
    wanted = {one for one in account_ids if one is not None}
    rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}
