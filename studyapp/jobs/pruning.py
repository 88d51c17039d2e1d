"""Old imports are let go by the worker, a few times a day and a few at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from studyapp.cases import pruning
from studyapp.cases.pruning import Keeping
from studyapp.db import begin_writing, db

EVERY = timedelta(hours=6)


def keeping_of(config: Mapping[str, Any]) -> Keeping:
    """Return how long the application's settings say that imports are kept."""
    return Keeping(config["KEEP_FILES_DAYS"], config["KEEP_PREVIEWS_DAYS"])


def prune_all(keeping: Keeping, now: datetime) -> int:
    """Let everything go that is due, each few in a short transaction; return how many things that were."""
    gone = 0
    while pruning.is_due(keeping, now):
        db.session.rollback()
        begin_writing()
        done = pruning.prune(keeping, now)
        db.session.commit()
        gone += done
        if not done:
            break  # somebody else was faster
    db.session.rollback()
    return gone


class Pruner:
    """Prunes now and then, and remembers when it last did."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    def prune_in_time(self, keeping: Keeping, now: datetime) -> int:
        """Prune where the last time is long enough ago; return how many things were let go."""
        if self._next is not None and now < self._next:
            return 0
        self._next = now + EVERY
        return prune_all(keeping, now)
