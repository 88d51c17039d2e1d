"""What marking gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """`score` from 0 to 1; `details` hold what a result page shows: per blank, point or pair, whether it was right."""

    score: float
    details: dict[str, Any] = field(default_factory=dict)


def field_of(response: object, name: str) -> object:
    """Return a named part of a response, None where the response is something else."""
    return response.get(name) if isinstance(response, Mapping) else None


def items_of(value: object) -> Sequence[object]:
    """Return the value where it is a list or tuple, otherwise nothing."""
    return value if isinstance(value, (list, tuple)) else ()


def index_of(value: object) -> int | None:
    """Return an index that a response names: an int or its digits; None for anything else (True is no index)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 4:
        return int(value)
    return None
