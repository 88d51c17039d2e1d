"""The whole product as one foreground command: gunicorn and the background worker, started, watched and ended together.

Run as `python -P studyapp/serve.py` it needs the standard library only and so stays a few megabytes small. HOST and
PORT say where (127.0.0.1:8000). Ctrl-C or SIGTERM ends both children; answers acknowledged before are committed.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
SERVER = [sys.executable, "-m", "gunicorn"]
WORKER = [sys.executable, "-m", "studyapp.work"]
WELCOME = [*FLASK, "welcome"]
READY_WITHIN_SECONDS = 60
END_WITHIN_SECONDS = 20
WORKER_REST_SECONDS = (1, 2, 5, 15, 30)


class Stop(BaseException):
    """Somebody asked the product to end."""


def main() -> int:
    """Serve until asked to stop; return the exit status for the shell."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if not port_is_free(host, port):
        return 1
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["server"] = start(SERVER)
        children["worker"] = start(WORKER)
        if not wait_until_ready(f"http://{host}:{port}/healthz", children["server"]):
            return 1
        subprocess.run([*WELCOME, f"http://{host}:{port}/"], cwd=ROOT, check=False)  # noqa: S603 - our own command
        return watch(children)
    except Stop:
        return 0
    finally:
        end(children)


def port_is_free(host: str, port: int) -> bool:
    """Return whether a server could listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start `command` in a group of its own, so that Ctrl-C reaches only this process, which then ends it in order."""
    lean = {"MALLOC_ARENA_MAX": "2", "STUDYAPP_SERVING": "1"}  # fewer heaps for threads; no tools for migrating
    environment = lean | os.environ
    return subprocess.Popen(  # noqa: S603 - a command of our own
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )


def wait_until_ready(url: str, server: subprocess.Popen[bytes]) -> bool:
    """Return whether `url` answered 200 within `READY_WITHIN_SECONDS`, giving up early when the server has ended."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def watch(children: dict[str, subprocess.Popen[bytes]]) -> int:
    """Bring the worker back whenever it dies, resting longer each time; return the server's status when that ends."""
    deaths, born = 0, time.monotonic()
    while (status := children["server"].poll()) is None:
        if children["worker"].poll() is not None:
            deaths = deaths + 1 if time.monotonic() - born < 60 else 1
            rest = WORKER_REST_SECONDS[min(deaths, len(WORKER_REST_SECONDS)) - 1]
            time.sleep(rest)
            children["worker"], born = start(WORKER), time.monotonic()
        time.sleep(0.5)
    return status or 1


def end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every child to finish what it is doing; after `END_WITHIN_SECONDS` insist."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_IGN)
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + END_WITHIN_SECONDS
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stop


if __name__ == "__main__":
    sys.exit(main())
