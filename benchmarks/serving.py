"""Servers to be measured, and a visitor who keeps a connection and a sign-in."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import lxml.html
from flask import Flask

from benchmarks.processes import cpu_seconds, family
from studyapp import clock
from studyapp.db import begin_writing, db
from studyapp.people.accounts import get_account
from studyapp.people.sign_ins import begin
from studyapp.web.current import identity

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN_SECONDS = 60
IDLE_SECONDS = 10


class Served:
    """A running server: its port and every process that serves."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.pids = family(process.pid)

    def cpu_seconds(self) -> float:
        """Return what all its processes have spent so far."""
        return cpu_seconds(self.pids)


@contextmanager
def served(command: list[str], environment: dict[str, str], log: Path, settle_seconds: float = 8) -> Iterator[Served]:
    """Run a server until the block ends. `{port}` in the command and environment becomes a free port.

    `settle_seconds` leave the background worker and the greeting time to finish starting.
    """
    port = free_port()
    filled = {name: value.format(port=port) for name, value in environment.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [word.format(port=port) for word in command],
            cwd=ROOT,
            env=os.environ | filled,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until_ready(process, port, log)
        time.sleep(settle_seconds)
        yield Served(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def floor(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return how the floor is started."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "/dev/null",
        "--no-control-socket",
        "--log-level",
        "warning",
    ]
    command += ["-k", "gthread", "-w", "2", "--threads", "8", "--keep-alive", "20", "-b", "127.0.0.1:{port}"]
    return [*command, "benchmarks.floor:app"], {"FLOOR_DATABASE": str(folder / "floor.sqlite3")}


def product(settings: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return how the product is started, as `make run` does."""
    environment = settings | {"HOST": "127.0.0.1", "PORT": "{port}", "PUBLIC_URL": "http://127.0.0.1:{port}"}
    return [sys.executable, "-P", "studyapp/serve.py"], environment


class Visitor:
    """A person's browser without JavaScript, on one kept connection."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = cookie
        self._last_used = 0.0

    def get(self, path: str, headers: dict[str, str] | None = None) -> str:
        """Return the page at `path`, or raise when it is not one."""
        return self._ask("GET", path, None, headers or {})[0].decode("utf-8", "replace")

    def weight(self, path: str, headers: dict[str, str]) -> int:
        """Return how many bytes the answer at `path` has on the wire, without its head."""
        return len(self._ask("GET", path, None, headers)[0])

    def post(self, path: str, fields: list[tuple[str, str]]) -> str:
        """Send a form; return where it leads."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), headers)[1]

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[bytes, str]:
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        if time.monotonic() - self._last_used > IDLE_SECONDS:
            self._connection.close()  # the server has given it up by now, or will in this moment
        self._connection.request(method, path, body, headers | cookie)
        response = self._connection.getresponse()
        content = response.read()
        self._last_used = time.monotonic()
        if kept := response.headers.get("Set-Cookie"):  # the product sets one cookie: the signed session
            self.cookie = kept.partition(";")[0]
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} answered {response.status}: {content[:300]!r}")
        return content, response.headers.get("Location", "")


def cookie_of(app: Flask, account_id: int, _credentials_version: int = 1) -> str:
    """Return the cookie that a sign-in of this account would set, and write the sign-in down."""
    serializer, token = app.session_interface.get_signing_serializer(app), secrets.token_urlsafe(24)
    with app.app_context():
        begin_writing()
        begin(get_account(account_id), token, "", "127.0.0.1", clock.now())
        db.session.commit()
    session = {"_user_id": identity(account_id, token), "_fresh": True, "_permanent": True}
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(session)}"


def form_on(page: str, ending: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the address of the form whose action ends so, and its fields with the first option chosen."""
    for form in lxml.html.fromstring(page).forms:
        if (form.action or "").endswith(ending):
            fields = [(name, value) for name, value in form.form_values() if name != "save_key"]
            radios = form.xpath(".//input[@type='radio' or @type='checkbox'][@name='chosen']")
            if radios and not any(name == "chosen" for name, _ in fields):
                fields.append(("chosen", radios[0].get("value")))
            return form.action, fields
    raise RuntimeError(f"no form on the page leads to …{ending}")


def wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return once the server answers; raise when it has ended or `READY_WITHIN_SECONDS` are over."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, RuntimeError):
            Visitor(port).get("/healthz")
            return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
