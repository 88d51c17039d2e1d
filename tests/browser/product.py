"""The running product for journeys: the real server and worker over a database of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from studyapp import create_app
from studyapp.config import ROOT
from tests.database import Scratch

READY_WITHIN_SECONDS = 60


@dataclass(frozen=True)
class LiveServer:
    """The address of the running product, and an application over the same database to prepare and look at data."""

    url: str
    app: Flask
    folder: Path
    process: subprocess.Popen[bytes]


@contextmanager
def served(scratch: Scratch) -> Iterator[LiveServer]:
    """Run studyapp/serve.py, as `make run` does, on a free port over a migrated database."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": url,
        "STUDYAPP_INSTANCE": str(scratch.folder),
        "DATABASE_URL": scratch.url,
        "SECRET_KEY": str(scratch.settings["SECRET_KEY"]),
    }
    log = scratch.folder / "server.log"
    with log.open("wb") as output:
        command = [sys.executable, "-P", str(ROOT / "studyapp" / "serve.py")]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait_until_ready(url, process, log)
        yield LiveServer(url, create_app(scratch.settings | {"PUBLIC_URL": url}), scratch.folder, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the product did not start:\n{log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
