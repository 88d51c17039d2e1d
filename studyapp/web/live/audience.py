"""Who listens to a room in this process: phones that are sent the stage, desks that are sent counts."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field

from studyapp.web.live.frames import Frame, event
from studyapp.web.live.lines import Line

SPREAD_MS = (500, 3000)  # after a restart a thousand phones do not come back in the same instant


@dataclass(frozen=True, slots=True)
class ClosedBooks:
    """Who answered a closed-book quiz on these cases when it was last looked up, by the process's own clock."""

    case_ids: tuple[int, ...]
    looked_at: float
    account_ids: frozenset[int]


@dataclass(slots=True, eq=False)
class Phone:
    """A participant's line: the language it speaks, whose it is, and the number of the stage that it has."""

    line: Line
    locale: str
    account_id: int
    seen: int | None


@dataclass(slots=True, eq=False)
class Desk:
    """The line of a remote or projector, and what it was told last."""

    line: Line
    told: tuple[int, tuple[int, int]] | None = None


@dataclass(eq=False)
class Room:
    """What a process knows of a room that somebody here watches."""

    number: int
    frames: dict[str, Frame] = field(default_factory=dict)
    closed_books: ClosedBooks | None = None
    drawing: threading.Lock = field(default_factory=threading.Lock)
    counts: tuple[int, int] = (0, 0)
    phones: set[Phone] = field(default_factory=set)
    desks: set[Desk] = field(default_factory=set)

    def add(self, one: Phone | Desk) -> None:
        """Take in a listener."""
        if isinstance(one, Phone):
            self.phones.add(one)
        else:
            self.desks.add(one)

    def listeners(self) -> list[Phone | Desk]:
        """Return everybody who is here now."""
        return [*self.phones, *self.desks]

    def is_empty(self) -> bool:
        """Say whether nobody listens any more."""
        return not any(one.line.is_open for one in self.listeners())

    def send(self, one: Phone | Desk, data: bytes) -> None:
        """Send to one listener; who has left is forgotten."""
        if one.line.send(data):
            return
        if isinstance(one, Phone):
            self.phones.discard(one)
        else:
            self.desks.discard(one)

    def tell_desk(self, desk: Desk) -> None:
        """Send a desk the room's number and counts, unless it has them."""
        if desk.told != (self.number, self.counts):
            desk.told = (self.number, self.counts)
            data = {"number": self.number, "present": self.counts[0], "answered": self.counts[1]}
            self.send(desk, event("counts", self.number, data))


def greeting() -> bytes:
    """Return the first words of a stream: when to come back after a loss, another moment for each."""
    return f"retry: {random.randint(*SPREAD_MS)}\n: open\n\n".encode()  # noqa: S311 - not a secret
