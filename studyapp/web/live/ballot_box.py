"""The ballot box: ballots that arrive in the same moment are committed together.

A room answers in one instant. A transaction for each ballot makes a thousand of them wait for a thousand commits, and
two processes for each other; so whoever comes first waits a moment, stores what has gathered, and everybody is answered
once that is committed. A lone ballot waits `GATHER_SECONDS` longer.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import datetime

from sqlalchemy.exc import OperationalError

from studyapp.db import begin_writing, db
from studyapp.errors import BusyError, ConflictError
from studyapp.meetings.voting import Voter, save_ballots

GATHER_SECONDS = 0.01
MOST_AT_ONCE = 200  # a writing transaction stays short


class _Slip:
    """A ballot in the box, and what became of it."""

    def __init__(self, voter: Voter, now: datetime) -> None:
        self.voter, self.now = voter, now
        self.is_settled = False
        self.version: int | None = None
        self.error: Exception | None = None


class BallotBox:
    """The box of a process."""

    def __init__(self) -> None:
        self._waiting: deque[_Slip] = deque()
        self._emptying = threading.Lock()

    def put(self, voter: Voter, now: datetime) -> int:
        """Return the ballot's version once it is committed. Called with no transaction open.

        Raises `ConflictError` round-not-open, and what hinders the commit: a busy database for every ballot of it,
        anything else for the ballot that it lies in alone.
        """
        slip = _Slip(voter, now)
        self._waiting.append(slip)
        with self._emptying:
            if not slip.is_settled:
                time.sleep(GATHER_SECONDS)
            while not slip.is_settled:
                self._store(self._take())
        if slip.error is not None:
            raise slip.error
        if slip.version is None:
            raise ConflictError("round-not-open")
        return slip.version

    def _take(self) -> list[_Slip]:
        return [self._waiting.popleft() for _ in range(min(MOST_AT_ONCE, len(self._waiting)))]

    @classmethod
    def _store(cls, slips: list[_Slip]) -> None:
        try:
            begin_writing()
            versions = save_ballots([(one.voter, one.now) for one in slips])
            db.session.commit()
            for one, version in zip(slips, versions, strict=True):
                one.version = version
        except Exception as error:  # noqa: BLE001 - raised again for everybody whose ballot it was
            db.session.rollback()
            if len(slips) > 1 and not isinstance(error, BusyError | OperationalError):
                for one in slips:  # a ballot that cannot be stored spoils none that came with it
                    cls._store([one])
            else:
                for one in slips:
                    one.error = error
        finally:
            for one in slips:
                one.is_settled = True


ballot_box = BallotBox()
