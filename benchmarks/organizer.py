"""`make bench-organizer`: what organizers' pages cost in a large house, and its large pieces of work.

Every page is measured twice: with all responses, and with a hundredth of them. The pieces of work (a workbook, an
import of people, a run of reminders) each have a process of their own, so that its memory can be told.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from benchmarks import floor as floor_app
from benchmarks.house import House, Size, build
from benchmarks.report import Figure, print_all
from benchmarks.serving import ROOT, Served, Visitor, cookie_of, floor, product, served
from studyapp import clock, create_app
from studyapp.db import db
from studyapp.jobs.figuring import gather_one
from tests.database import migrated

REQUESTS = 30
GOAL = 20
TASKS = {
    "workbook": ("workbook of everybody in one assignment", 20, 300),
    "import": ("import of as many people again", 20, None),
    "reminders": ("reminder run for everybody", None, None),
    "figures": ("figures over weeks gathered", None, None),
}


def main() -> None:
    """Build the house at the size that is asked for, and print every figure."""
    arguments = argparse.ArgumentParser(prog="make bench-organizer")
    full = Size()
    arguments.add_argument("--learners", type=int, default=full.learners)
    arguments.add_argument("--units", type=int, default=full.units)
    arguments.add_argument("--modules", type=int, default=full.modules)
    arguments.add_argument("--responses", type=int, default=full.responses)
    arguments.add_argument("--rounds", type=int, default=2)
    wanted = arguments.parse_args()
    size = Size(wanted.learners, wanted.units, wanted.modules, wanted.responses)
    figures = _measured(replace(size, responses=size.responses // 100), wanted.rounds, with_tasks=False)
    print_all([*figures, *_measured(size, wanted.rounds, with_tasks=True)])


def _measured(size: Size, rounds: int, *, with_tasks: bool) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="studyapp-bench-") as place:
        folder = Path(place)
        floor_app.make(folder / "floor.sqlite3")
        with migrated(folder, "bench") as scratch:
            app = create_app(scratch.settings)
            with app.app_context():
                house = _built(size)
            settings = {"STUDYAPP_INSTANCE": place, "DATABASE_URL": scratch.url}
            settings["SECRET_KEY"] = str(scratch.settings["SECRET_KEY"])
            command, environment = floor(folder)
            with (
                served(command, environment, folder / "floor.log") as ground,
                served(*product(settings), folder / "product.log") as server,
            ):
                figures = _pages(app, house, ground, server, rounds)
            return figures + (_tasks(settings, house) if with_tasks else [])


def _built(size: Size) -> House:
    """Build the house without waiting for the disk: a benchmark that dies begins anew."""

    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-400000")

    event.listen(db.engine, "connect", hurry)
    db.engine.dispose()
    house = build(size)
    gather_one(1, clock.now())
    event.remove(db.engine, "connect", hurry)
    db.engine.dispose()
    return house


def _pages(app: Flask, house: House, ground: Served, server: Served, rounds: int) -> list[Figure]:
    """Measure each page once a round, the floor first, and take the median of the rounds' ratios."""
    bare, costs = Visitor(ground.port), defaultdict(list)
    walks = _walks(app, house, server)
    for walk in walks.values():
        for _ in range(6):  # both processes compile their templates
            walk()
    for _ in range(rounds):
        unit = _milliseconds(ground, lambda: bare.get("/"), REQUESTS * 10)
        costs["floor"].append(unit)
        for name, walk in walks.items():
            costs[name].append(_milliseconds(server, walk, REQUESTS) / unit)
    floor_cost = statistics.median(costs.pop("floor"))
    told = f"{house.responses:,} responses"
    return [
        Figure(f"floor, {told}", floor_cost, "ms"),
        *(Figure(f"{name}, {told}", statistics.median(found), "floors", GOAL) for name, found in costs.items()),
    ]


def _walks(app: Flask, house: House, server: Served) -> dict[str, Callable[[], object]]:
    assignment = house.assignments[-2]
    one = f"/overview/assignments/{assignment}"
    pages = {
        "overview": "/overview",
        "earlier assignments": "/overview/earlier",
        "one assignment": one,
        "one assignment, unfinished by score": f"{one}?state=unfinished&order=score",
        "one assignment, one unit": f"{one}?unit={house.branch_id}",
        "over the weeks": "/overview/trend",
        "modules": "/overview/modules",
        "one module": f"/overview/modules/{house.module_id}",
        "one person": f"/overview/people/{house.learner_ids[0]}",
        "reminders": "/reminders",
    }
    walks: dict[str, Callable[[], object]] = {}
    for role, who in (("administrator", house.administrator), ("lead", house.lead)):
        visitor = Visitor(server.port, cookie_of(app, *who))
        for name, path in pages.items():
            if role == "administrator" or path in {"/overview", one, "/overview/trend"}:
                walks[f"{name} ({role})"] = _walk(visitor, path)
    return walks


def _walk(visitor: Visitor, path: str) -> Callable[[], object]:
    return lambda: visitor.get(path)


def _milliseconds(server: Served, walk: Callable[[], object], times: int) -> float:
    before = server.cpu_seconds()
    for _ in range(times):
        walk()
    return (server.cpu_seconds() - before) * 1000 / times


def _tasks(settings: dict[str, str], house: House) -> list[Figure]:
    figures = []
    for name, (words, seconds, mebibytes) in TASKS.items():
        command = [sys.executable, "-m", "benchmarks.organizer_tasks", name, str(house.assignments[-2])]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=True)
        told = json.loads(done.stdout.splitlines()[-1])
        figures.append(Figure(words, told["seconds"], "s", seconds))
        figures.append(Figure(f"{words}, memory at most", told["mebibytes"], "MiB", mebibytes))
        figures.append(Figure(f"{words}, how many", told["count"], "rows"))
    return figures


if __name__ == "__main__":
    main()
