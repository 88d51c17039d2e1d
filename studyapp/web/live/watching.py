"""One watcher a process: it follows the rooms that have lines here, and sends to them what has changed.

A line holds neither a database connection nor a thread. What it is sent is the room's present picture, so a phone that
was away, or slept through several changes, has missed nothing once it has the last.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

from flask import Flask

from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.meetings.conducting import close_overdue
from studyapp.meetings.events import latest_numbers
from studyapp.meetings.room import count_room
from studyapp.meetings.timers import overdue_rooms
from studyapp.study.closed_books import whose_book_is_closed
from studyapp.web.live.audience import ClosedBooks, Desk, Phone, Room, greeting
from studyapp.web.live.frames import Frame, event, frame

LOOK_EVERY_SECONDS = 0.04
COUNT_EVERY_SECONDS = 0.5
LOOK_AT_BOOKS_EVERY_SECONDS = 1
HEARTBEAT_SECONDS = 15
SENT_IN_ONE_GO = 100  # then whoever has an answer to save comes first
NAME = "room-watcher"


class Watcher:
    """Follows the rooms that have lines in this process; it runs only while there are any."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rooms: dict[int, Room] = {}
        self._lock = threading.Lock()
        self._sending = threading.Lock()
        self._thread: threading.Thread | None = None

    def add_phone(self, study_session_id: int, number: int, phone: Phone) -> None:
        """Send a phone the stage now, unless it has seen this number, and from now on whenever it changes."""
        room = self._enter(study_session_id, number, phone)
        if phone.seen != number:
            phone.seen = None
        self._show(study_session_id, room, [phone])

    def add_desk(self, study_session_id: int, number: int, desk: Desk) -> None:
        """Send remote or projector the room's number and counts, now and on every change; they fetch their own page."""
        self._enter(study_session_id, number, desk).tell_desk(desk)

    def _enter(self, study_session_id: int, number: int, one: Phone | Desk) -> Room:
        one.line.send(greeting())
        with self._lock:
            room = self._rooms.get(study_session_id)
            if room is None or room.is_empty():
                room = self._rooms[study_session_id] = Room(number)
            room.number = max(room.number, number)
            room.add(one)
            if self._thread is None:
                thread = threading.Thread(target=self._follow, name=NAME, daemon=True)
                thread.start()  # one that cannot start is tried again by the next who comes
                self._thread = thread
            return room

    def _show(self, study_session_id: int, room: Room, phones: Iterable[Phone]) -> None:
        for count, phone in enumerate(phones, 1):
            if phone.seen == room.number:
                continue
            drawn = self._frame(study_session_id, room, phone.locale)
            data = drawn.for_closed_books if self._is_kept_away(room, drawn, phone.account_id) else drawn.for_all
            with self._sending:  # the later picture must not be overtaken by the earlier
                if phone.seen is None or phone.seen < drawn.number:
                    phone.seen = drawn.number
                    room.send(phone, data)
            if count % SENT_IN_ONE_GO == 0:
                time.sleep(0)

    def _frame(self, study_session_id: int, room: Room, locale: str) -> Frame:
        known = room.frames.get(locale)
        if known is not None and known.number >= room.number:
            return known
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
            is_late = known is None or now - known.looked_at >= LOOK_AT_BOOKS_EVERY_SECONDS
            if known is None or is_late or known.case_ids != drawn.told_case_ids:
                with self._app.app_context():
                    known = ClosedBooks(drawn.told_case_ids, now, whose_book_is_closed(drawn.told_case_ids))
                    db.session.remove()
                room.closed_books = known
            return account_id in known.account_ids

    def _follow(self) -> None:
        counted = greeted = time.monotonic()
        while True:
            with self._lock:
                self._rooms = {key: room for key, room in self._rooms.items() if not room.is_empty()}
                if not self._rooms:
                    self._thread = None
                    return
                rooms = dict(self._rooms)
            try:
                self._look(rooms)
                if time.monotonic() - counted >= COUNT_EVERY_SECONDS:
                    counted = time.monotonic()
                    self._count(rooms)
                if time.monotonic() - greeted >= HEARTBEAT_SECONDS:
                    greeted = time.monotonic()
                    self._greet(rooms.values())
            except Exception:  # the database may be away for a moment: the lines stay, and we look again
                self._app.logger.exception("the rooms could not be looked at")
                time.sleep(1)
            time.sleep(LOOK_EVERY_SECONDS)

    def _look(self, rooms: dict[int, Room]) -> None:
        with self._app.app_context():
            numbers = latest_numbers(list(rooms))
            db.session.remove()
        is_failed = False
        for study_session_id, room in rooms.items():
            if study_session_id not in numbers:
                self._end(room)
                continue
            room.number = max(room.number, numbers[study_session_id])
            for desk in list(room.desks):
                room.tell_desk(desk)
            try:
                self._show(study_session_id, room, list(room.phones))
            except Exception:  # a room that cannot be drawn keeps no other waiting
                is_failed = True
                self._app.logger.exception("room %s could not be shown", study_session_id)
        if is_failed:
            time.sleep(1)

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
            rooms[study_session_id].counts = found

    @staticmethod
    def _greet(rooms: Iterable[Room]) -> None:
        for room in rooms:
            for one in room.listeners():
                room.send(one, b": still here\n\n")

    @staticmethod
    def _end(room: Room) -> None:
        """The study session is there no longer: everybody is told, and asks the server what to show instead."""
        for one in room.listeners():
            room.send(one, event("gone", 0, {}))
            one.line.close()
        room.phones.clear()
        room.desks.clear()
