"""How long `make run` takes on a prepared clone until the first page is there."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks.report import Figure
from benchmarks.serving import served


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Return the seconds of the first run, which makes the database, and of later ones."""
    command = ["make", "run", "DEMO=0", "PORT={port}"]
    environment = {"STUDYAPP_INSTANCE": str(folder), "DATABASE_URL": f"sqlite:///{folder}/studyapp.sqlite3"}
    seconds = []
    for _ in range(rounds + 1):
        started = time.monotonic()
        with served(command, environment, folder / "run.log", settle_seconds=0):
            seconds.append(time.monotonic() - started)
    return [
        Figure("make run on a prepared clone, empty, to the first page", seconds[0], "s"),
        Figure("make run again, to the first page", statistics.median(seconds[1:]), "s"),
    ]
