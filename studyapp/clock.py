"""The server's clock: the only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_stopped: list[datetime] = []


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _stopped[-1] if _stopped else datetime.now(UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[datetime]:
    """Stop the clock of this process at an aware `moment`: for tests, and for making a demo's past."""
    _stopped.append(moment.astimezone(UTC))
    try:
        yield _stopped[-1]
    finally:
        _stopped.pop()
