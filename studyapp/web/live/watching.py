"""One watcher a process: it follows the event table and wakes every open stream of a room that has changed.

A stream waits here and holds no database connection. What it sends is the room's present picture, so one that was
away, or slept through several changes, has missed nothing once it has the last.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.meetings.conducting import close_overdue
from studyapp.meetings.events import latest_numbers
from studyapp.meetings.room import count_room
from studyapp.meetings.timers import overdue_rooms
from studyapp.study.closed_books import whose_book_is_closed
from studyapp.web.live.frames import Frame, event, frame

LOOK_EVERY_SECONDS = 0.04
COUNT_EVERY_SECONDS = 0.5
LOOK_AT_BOOKS_EVERY_SECONDS = 1
HEARTBEAT_SECONDS = 15
NAME = "room-watcher"


@dataclass(frozen=True, slots=True)
class ClosedBooks:
    """Who answered a closed-book quiz on these cases when it was last looked up, by the process's own clock."""

    case_ids: tuple[int, ...]
    looked_at: float
    account_ids: frozenset[int]

    def answers(self, case_ids: tuple[int, ...], now: float) -> bool:
        """Say whether this was looked up for these cases, and lately enough."""
        return self.case_ids == case_ids and now - self.looked_at < LOOK_AT_BOOKS_EVERY_SECONDS


@dataclass
class Room:
    """What a process knows of a room that somebody here watches."""

    number: int
    changed: threading.Condition = field(default_factory=threading.Condition)
    frames: dict[str, Frame] = field(default_factory=dict)
    closed_books: ClosedBooks | None = None
    drawing: threading.Lock = field(default_factory=threading.Lock)
    counts: tuple[int, int] = (0, 0)
    phones: int = 0
    desks: int = 0


class Watcher:
    """Follows the rooms that have streams in this process; it runs only while there are any."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rooms: dict[int, Room] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def phone_stream(
        self, study_session_id: int, number: int, seen: int | None, phone: tuple[str, int]
    ) -> Iterator[bytes]:
        """Yield the stage now, unless `seen` is its number, and whenever it changes; a heartbeat when nothing does.

        A `phone` is (language, its owner's account).
        """
        room = self._enter(study_session_id, number, is_desk=False)
        try:
            yield b"retry: 1000\n: open\n\n"
            while True:
                if seen != room.number:
                    drawn = self._frame(study_session_id, room, phone[0])
                    seen = drawn.number
                    yield drawn.for_closed_books if self._is_kept_away(room, drawn, phone[1]) else drawn.for_all
                elif not self._wait(room, lambda: room.number != seen):  # noqa: B023 - asked before the next turn
                    yield b": still here\n\n"
        finally:
            self._leave(study_session_id, room, is_desk=False)

    def desk_stream(self, study_session_id: int, number: int) -> Iterator[bytes]:
        """Yield the room's number and counts for remote and projector, which then fetch their own page."""
        room = self._enter(study_session_id, number, is_desk=True)
        told: tuple[int, tuple[int, int]] | None = None
        try:
            yield b"retry: 1000\n: open\n\n"
            while True:
                if told != (room.number, room.counts):
                    told = (room.number, room.counts)
                    data = {"number": told[0], "present": told[1][0], "answered": told[1][1]}
                    yield event("counts", told[0], data)
                elif not self._wait(room, lambda: told != (room.number, room.counts)):  # noqa: B023 - likewise
                    yield b": still here\n\n"
        finally:
            self._leave(study_session_id, room, is_desk=True)

    def _frame(self, study_session_id: int, room: Room, locale: str) -> Frame:
        with room.drawing:
            known = room.frames.get(locale)
            if known is None or known.number < room.number:
                known = frame(self._app, study_session_id, locale)
                room.frames[locale] = known
                room.number = max(room.number, known.number)
            return known

    def _is_kept_away(self, room: Room, drawn: Frame, account_id: int) -> bool:
        """Looked up once a second for all phones: a thousand of them are told of a commentary in the same instant."""
        if not drawn.told_case_ids:
            return False
        with room.drawing:
            known, now = room.closed_books, time.monotonic()
            if known is None or not known.answers(drawn.told_case_ids, now):
                with self._app.app_context():
                    known = ClosedBooks(drawn.told_case_ids, now, whose_book_is_closed(drawn.told_case_ids))
                    db.session.remove()
                room.closed_books = known
            return account_id in known.account_ids

    @staticmethod
    def _wait(room: Room, has_changed: object) -> bool:
        with room.changed:
            return bool(room.changed.wait_for(has_changed, timeout=HEARTBEAT_SECONDS))  # type: ignore[arg-type]

    def _enter(self, study_session_id: int, number: int, *, is_desk: bool) -> Room:
        with self._lock:
            room = self._rooms.setdefault(study_session_id, Room(number))
            room.number = max(room.number, number)
            if is_desk:
                room.desks += 1
            else:
                room.phones += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name=NAME, daemon=True)
                self._thread.start()
            return room

    def _leave(self, study_session_id: int, room: Room, *, is_desk: bool) -> None:
        with self._lock:
            if is_desk:
                room.desks -= 1
            else:
                room.phones -= 1
            if room.desks + room.phones == 0:
                self._rooms.pop(study_session_id, None)

    def _follow(self) -> None:
        counted = 0.0
        while True:
            with self._lock:
                rooms = dict(self._rooms)
                if not rooms:
                    self._thread = None
                    return
            try:
                self._look(rooms)
                if time.monotonic() - counted >= COUNT_EVERY_SECONDS:
                    counted = time.monotonic()
                    self._count(rooms)
            except Exception:  # the database may be away for a moment: the streams stay, and we look again
                self._app.logger.exception("the rooms could not be looked at")
                time.sleep(1)
            time.sleep(LOOK_EVERY_SECONDS)

    def _look(self, rooms: dict[int, Room]) -> None:
        with self._app.app_context():
            numbers = latest_numbers(list(rooms))
            db.session.remove()
        for study_session_id, number in numbers.items():
            room = rooms[study_session_id]
            if number > room.number:
                self._wake(room, number, room.counts)

    def _count(self, rooms: dict[int, Room]) -> None:
        with self._app.app_context():
            counts = {key: count_room(key) for key, room in rooms.items() if room.desks}
            overdue = overdue_rooms(list(rooms), clock.now())
            db.session.remove()
            for study_session_id in overdue:
                begin_writing()
                close_overdue(study_session_id, clock.now())
                db.session.commit()
                db.session.remove()
        for study_session_id, found in counts.items():
            room = rooms[study_session_id]
            if room.counts != found:
                self._wake(room, room.number, found)

    @staticmethod
    def _wake(room: Room, number: int, counts: tuple[int, int]) -> None:
        with room.changed:
            room.number, room.counts = max(room.number, number), counts
            room.changed.notify_all()
