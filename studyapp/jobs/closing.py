"""The server closes attempts whose time is over by itself, a few at a time."""

from __future__ import annotations

from datetime import datetime

from studyapp.db import begin_writing, db
from studyapp.study.handing_in import close_overdue, has_overdue

AT_A_TIME = 20


def close_all_overdue(now: datetime, secret: str) -> int:
    """Close and mark every overdue attempt, each few in a short transaction of their own; return how many.

    `secret` is what receipts are made with. Where nothing is overdue, nothing is written.
    """
    closed = 0
    while has_overdue(now):
        db.session.rollback()
        begin_writing()
        closed += close_overdue(now, secret, limit=AT_A_TIME)
        db.session.commit()
    db.session.rollback()
    return closed
