"""Slowing down those who guess: after a few failures each further try must wait longer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from studyapp.db import db
from studyapp.errors import ThrottledError
from studyapp.people.models import SignInThrottle

FREE_TRIES = {
    "name": 5,
    "address": 50,
    "provider": 50,
    "setup": 5,
    "password": 5,
    "join": 5,
    "invitation": 20,
    "certificate": 20,
}
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=12)


def key(kind: str, value: str) -> str:
    """Return the counter's key for a `kind` of FREE_TRIES and what it counts for."""
    return f"{kind}:{value.casefold()}"[:128]


def waiting_time(kind: str, failures: int) -> timedelta:
    """Return how long after the last failure the next try is taken: 30 s, then doubling, 15 minutes at most."""
    beyond = failures - FREE_TRIES[kind]
    if beyond < 0:
        return timedelta()
    return min(timedelta(seconds=30 * 2 ** min(beyond, 10)), LONGEST_WAIT)


def check(keys: Iterable[str], now: datetime) -> None:
    """Raise `ThrottledError` sign-in-throttled (`minutes`: rounded up) where one of the counters must still wait."""
    for counter in db.session.scalars(select(SignInThrottle).where(SignInThrottle.key.in_(list(keys)))):
        wait = counter.last_failure_at + waiting_time(counter.key.partition(":")[0], counter.failures) - now
        if wait > timedelta():
            raise ThrottledError("sign-in-throttled", minutes=-(-int(wait.total_seconds()) // 60))


def count_failure(keys: Iterable[str], now: datetime) -> None:
    """Add a failure to each counter; one that rested for twelve hours starts anew."""
    for one in keys:
        counter = db.session.get(SignInThrottle, one)
        if counter is None:
            counter = SignInThrottle(key=one, failures=0, last_failure_at=now)
            db.session.add(counter)
        if now - counter.last_failure_at > FORGOTTEN_AFTER:
            counter.failures = 0
        counter.failures += 1
        counter.last_failure_at = now
    db.session.flush()


def forget(keys: Iterable[str]) -> None:
    """Remove the counters after a success."""
    db.session.execute(delete(SignInThrottle).where(SignInThrottle.key.in_(list(keys))))
