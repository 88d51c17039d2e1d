"""Lines to phones and desks: what is sent to one goes out at once or ends the line; nobody is ever waited for.

Under gunicorn a line is the connection itself, taken over once its request is answered: it costs a file descriptor and
not a greenlet with its stack. Elsewhere (a development server, TLS of our own, the tests) it is a queue that the
response reads from.
"""

from __future__ import annotations

import os
import queue
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Protocol

from flask import Response

WAITING_EVENTS = 64


class Line(Protocol):
    """A way to one browser."""

    @property
    def is_open(self) -> bool:
        """Say whether nobody has ended it, as far as is known here."""

    def send(self, data: bytes) -> bool:
        """Send without waiting; False where the line has ended, which is then closed."""

    def close(self) -> None:
        """End it; nothing happens the second time."""


class ConnectionLine:
    """A connection of which the server's own handler has let go.

    One that takes nothing more, because its phone has slept or left, is closed: a browser comes back by itself and is
    sent where the room is then.
    """

    __slots__ = ("_descriptor",)

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @property
    def is_open(self) -> bool:
        """Say whether the connection was not found to be gone."""
        return self._descriptor >= 0

    def send(self, data: bytes) -> bool:
        """Send the whole of it, or end the line."""
        with suppress(OSError):
            if self.is_open and os.write(self._descriptor, data) == len(data):
                return True
        self.close()
        return False

    def close(self) -> None:
        """Close the connection."""
        if self.is_open:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)


class QueueLine:
    """Events kept for a response that a thread or greenlet reads."""

    def __init__(self) -> None:
        self._events: queue.Queue[bytes | None] = queue.Queue(WAITING_EVENTS)
        self.is_open = True

    def send(self, data: bytes) -> bool:
        """Keep it for the reader."""
        if self.is_open:
            try:
                self._events.put_nowait(data)
            except queue.Full:
                self.close()
        return self.is_open

    def close(self) -> None:
        """Let the reader end with what it has."""
        self.is_open = False
        with suppress(queue.Empty):
            while self._events.full():  # the last word must find room, or the reader would wait for ever
                self._events.get_nowait()
        with suppress(queue.Full):
            self._events.put_nowait(None)

    def __iter__(self) -> Iterator[bytes]:
        """Yield events as they come, until the line is closed."""
        while (found := self._events.get()) is not None:
            yield found


class EventStream(Response):
    """The answer that opens a line: its head goes out as ever, then `begin(line)` has the line until either side ends.

    Proxies are asked not to keep events back.
    """

    def __init__(self, begin: Callable[[Line], None]) -> None:
        super().__init__(mimetype="text/event-stream")
        self.headers["X-Accel-Buffering"] = "no"
        self.headers["Cache-Control"] = "no-store"
        self._begin = begin

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request. Raises `StopIteration` to tell gunicorn that the connection is no longer its own."""
        descriptor = _taken_over(environ)
        if descriptor is None:
            self.response = self._queued()
            return super().__call__(environ, start_response)
        line = ConnectionLine(descriptor)
        fields = [(name, value) for name, value in self.get_wsgi_headers(environ) if name != "Content-Length"]
        head = "".join(f"{name}: {value}\r\n" for name, value in [*fields, ("Connection", "close")])
        if line.send(f"HTTP/1.1 {self.status}\r\n{head}\r\n".encode("latin-1")):
            try:
                self._begin(line)
            except BaseException:
                line.close()
                raise
        raise StopIteration

    def _queued(self) -> Iterator[bytes]:
        line = QueueLine()
        try:
            self._begin(line)
            yield from line
        finally:
            line.close()


def _taken_over(environ: dict[str, Any]) -> int | None:
    """Return a descriptor of our own for the request's connection, or None where it cannot be had."""
    connection = environ.get("gunicorn.socket")
    is_plain = environ["REQUEST_METHOD"] == "GET" and environ["SERVER_PROTOCOL"] == "HTTP/1.1"
    if connection is None or not is_plain or isinstance(connection, ssl.SSLSocket) or "HTTP_VERSION" in environ:
        return None
    descriptor = os.dup(connection.fileno())
    os.set_blocking(descriptor, False)
    return descriptor
