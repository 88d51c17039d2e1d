"""One HTTP POST that ends in time whatever the other side does, and follows nobody anywhere."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

ANSWER_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and the beginning of the body."""

    status: int
    body: bytes


class NotHandedOverError(Exception):
    """The request never reached the other side."""


class NoAnswerError(Exception):
    """The request went out, and nothing that could be read came back in time."""


def post(address: str, body: bytes, seconds: float) -> Answer:
    """Send JSON to `address` and return the answer; a redirect is an answer like any other.

    Everything together takes at most `seconds` after the connection stands, and the connection as long again.
    """
    parts = urlsplit(address)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, seconds)
    try:
        try:
            connection.connect()
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise NotHandedOverError(str(error)) from error
        with cut_after(connection.sock, seconds):
            return _exchange(connection, f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path, body)
    finally:
        connection.close()


@contextmanager
def cut_after(connection: socket.socket | None, seconds: float) -> Iterator[None]:
    """Shut the connection when the block takes longer: a byte now and then would outlive every timeout of a read."""

    def cut() -> None:
        with suppress(OSError):
            if connection is not None:
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _exchange(connection: http.client.HTTPConnection, path: str, body: bytes) -> Answer:
    try:
        connection.request("POST", path or "/", body, {"Content-Type": "application/json; charset=utf-8"})
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(ANSWER_BYTES))
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswerError(str(error)) from error


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=seconds)
