"""Which function does the jobs of which kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Report(Protocol):
    """What a handler calls to say how far it is: `share` from 0 to 1, `note` a code for what is being done."""

    def __call__(self, share: float, note: str = "") -> None:
        """Say it; returns at once, and costs one tiny transaction."""


@dataclass(frozen=True)
class Task:
    """What a handler is given: the job's id, its payload, who asked in which organization, and the way to report."""

    job_id: int
    payload: dict[str, Any]
    organization_id: int | None
    created_by_id: int | None
    report: Report


Handler = Callable[[Task], dict[str, Any] | None]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the decorated function for jobs of `kind`.

    It returns the job's result (or None), and may be run twice for the same job: after a crash it starts again from
    the beginning. It commits its own short transactions; whatever it leaves open is committed with the result. A
    `DomainError` ends the job as failed with that code; any other exception is tried again a few times.
    """

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for {kind}")
        return handler

    return register


def handler_of(kind: str) -> Handler | None:
    """Return the function registered for `kind`."""
    return _handlers.get(kind)
