"""What may stand on a ballot, read from what a phone sends: pure functions over values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studyapp.errors import DomainError
from studyapp.meetings.room_models import RoundKind
from studyapp.meetings.rounds import SCALE

TEXT_LENGTH = 100
Content = dict[str, Any]


def read_ballot(kind: RoundKind, option_count: int, given: Sequence[str]) -> Content:
    """Return the content of a ballot: {"chosen"}, {"value"}, {"ranked"} (option indices, first first) or {"text"}.

    `given` are the values of the field: option indices, a figure of the scale, for a ranking the place of each option
    in turn, or a text. Raises `DomainError` ballot-empty, ballot-invalid, ballot-places or ballot-long (`most`).
    """
    if kind is RoundKind.TEXT:
        return _text(given)
    figures = [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 4]
    if len(figures) < len(given):
        raise DomainError("ballot-places" if kind is RoundKind.RANKING else "ballot-invalid")
    if not figures:
        raise DomainError("ballot-empty")
    if kind is RoundKind.RANKING:
        if sorted(figures) != list(range(1, option_count + 1)):
            raise DomainError("ballot-places")
        return {"ranked": sorted(range(option_count), key=lambda option: figures[option])}
    if kind is RoundKind.SCALE:
        if len(figures) != 1 or not 1 <= figures[0] <= SCALE:
            raise DomainError("ballot-invalid")
        return {"value": figures[0]}
    chosen = sorted(set(figures))
    if chosen[-1] >= option_count or (kind is not RoundKind.MULTIPLE and len(chosen) != 1):
        raise DomainError("ballot-invalid")
    return {"chosen": chosen}


def _text(given: Sequence[str]) -> Content:
    text = " ".join(" ".join(given).split())
    if not text:
        raise DomainError("ballot-empty")
    if len(text) > TEXT_LENGTH:
        raise DomainError("ballot-long", most=TEXT_LENGTH)
    return {"text": text}
