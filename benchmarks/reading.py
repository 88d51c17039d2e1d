"""Reading a long book: CPU and memory for a million characters of plain text, with and without line breaks."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.books import generated
from benchmarks.processes import CommandCost, run
from benchmarks.report import Figure

CHARACTERS = 500_000
READ = [sys.executable, "-m", "flask", "--app", "wsgi", "casebook", "read"]


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Return CPU and peak memory for a million characters, and how both grow from half of it."""
    text = {factor: generated(CHARACTERS) * factor for factor in (1, 2)}
    half, whole = (_best(text[factor], folder, rounds) for factor in (1, 2))
    one_line = _best(text[2].replace("\n", " "), folder, 1)
    growth = whole.cpu_seconds / half.cpu_seconds
    mebibytes = len(text[2].encode()) / 1048576
    return [
        Figure("casebook read, 1 million characters: CPU", whole.cpu_seconds, "s", 60),
        Figure("casebook read, 1 million characters: growth of CPU", growth, "times", 2.4),
        Figure("casebook read, 1 million characters: peak memory", whole.peak_mib, "MiB", 10 * mebibytes + 150),
        Figure("casebook read, the same on one line: CPU", one_line.cpu_seconds, "s", 60),
    ]


def _best(text: str, folder: Path, rounds: int) -> CommandCost:
    path = folder / "long.txt"
    path.write_text(text, encoding="utf-8")
    return min((run([*READ, str(path), "--json"], folder / "out.json") for _ in range(rounds)), key=lambda c: c.seconds)
