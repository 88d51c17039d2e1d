"""What became of a message that was to leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DETAILS_LENGTH = 200


class Fate(StrEnum):
    """Taken; certainly not taken and worth another try; refused for good; or handed over without an answer."""

    SENT = "sent"
    AGAIN = "again"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A message's fate; `problem` is a code, `details` what the other side said, without any address or secret."""

    fate: Fate
    problem: str = ""
    details: str = ""


SENT = Outcome(Fate.SENT)


def told(text: object, *secrets: str) -> str:
    """Return what the other side said as one short line in which no secret stands."""
    line = " ".join(str(text).split())
    for secret in secrets:
        line = line.replace(secret, "…") if secret else line
    return line[:DETAILS_LENGTH]
