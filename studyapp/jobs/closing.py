"""The server closes attempts whose time is over by itself, a few at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from studyapp.db import begin_writing, db
from studyapp.study.handing_in import close_overdue, has_overdue

AT_A_TIME = 20
TRIED_AGAIN_AFTER = timedelta(minutes=10)


class Closer:
    """Closes what is overdue, round after round, and remembers which attempts could not be marked lately."""

    def __init__(self) -> None:
        self._failed_at: dict[int, datetime] = {}

    def close_all(self, now: datetime, secret: str) -> int:
        """Close and mark every overdue attempt, each few in a short transaction of their own; return how many.

        `secret` is what receipts are made with. Where nothing is overdue, nothing is written. One that cannot be marked
        is tried again after some minutes, since an update of the product may have mended it.
        """
        self._failed_at = {one: at for one, at in self._failed_at.items() if now - at < TRIED_AGAIN_AFTER}
        closed = 0
        while has_overdue(now, without=self._failed_at):
            db.session.rollback()
            begin_writing()
            ended = close_overdue(now, secret, without=self._failed_at, limit=AT_A_TIME)
            db.session.commit()
            closed += len(ended.closed)
            self._failed_at |= dict.fromkeys(ended.failed, now)
            if not (ended.closed or ended.failed):
                break  # somebody else was faster
        db.session.rollback()
        return closed
