"""Cold commands: reading a book and drafting its questions, alone and at five times the length."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.books import generated
from benchmarks.processes import CommandCost, run
from benchmarks.report import Figure

CHARACTERS = 50_000
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
COMMANDS = {"casebook read": ["casebook", "read"], "questions draft": ["questions", "draft"]}


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Return time and peak memory for 50,000 characters, and how CPU and memory grow at five times the length."""
    books = {}
    for factor in (1, 5):
        books[factor] = folder / f"book-{factor}.txt"
        books[factor].write_text(generated(CHARACTERS * factor), encoding="utf-8")
    figures = []
    for name, command in COMMANDS.items():
        once, fivefold = (_best(command, book, folder, rounds) for book in books.values())
        figures += [
            Figure(f"{name}, 50,000 characters", once.seconds, "s"),
            Figure(f"{name}, 50,000 characters: CPU", once.cpu_seconds, "s"),
            Figure(f"{name}, 50,000 characters: peak memory", once.peak_mib, "MiB"),
            Figure(f"{name}, 5 times the length: CPU", fivefold.cpu_seconds / once.cpu_seconds, "times"),
            Figure(f"{name}, 5 times the length: peak memory", fivefold.peak_mib / once.peak_mib, "times"),
        ]
    return figures


def _best(command: list[str], book: Path, folder: Path, rounds: int) -> CommandCost:
    """Return the quickest of several runs: what else the machine does only ever adds."""
    costs = [run([*FLASK, *command, str(book), "--json"], folder / "out.json") for _ in range(rounds)]
    return min(costs, key=lambda cost: cost.seconds)
