"""`make bench`: every figure, and one line of JSON at the end. `--rounds 3` measures more often."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import cold, learner, pages, reading, starting
from benchmarks.report import print_all

PARTS = {"cold": cold.measure, "pages": pages.measure, "reading": reading.measure, "start": starting.measure}
FURTHER = {"learner": learner.measure}  # only where it is asked for


def main() -> None:
    """Measure the parts that are asked for, one after the other."""
    arguments = argparse.ArgumentParser(prog="make bench")
    arguments.add_argument(
        "parts", nargs="*", choices=[*PARTS, *FURTHER, []], help="what to measure; everything when empty"
    )
    arguments.add_argument("--rounds", type=int, default=2, help="how often each figure is measured")
    wanted = arguments.parse_args()
    figures = []
    for name in wanted.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="studyapp-bench-") as folder:
            figures += (PARTS | FURTHER)[name](Path(folder), wanted.rounds)
    print_all(figures)


if __name__ == "__main__":
    main()
