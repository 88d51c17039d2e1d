"""`make bench-learner`: what learners' pages cost when one, sixteen and sixty-four ask at once, and what they weigh."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle
from pathlib import Path

from flask import Flask

from benchmarks import floor as floor_app
from benchmarks.pages import Sitting, save, sit_down
from benchmarks.population import Population, populate
from benchmarks.report import Figure
from benchmarks.serving import Served, Visitor, cookie_of, floor, product, served
from studyapp import create_app
from tests.database import migrated

CONCURRENCY = (1, 16, 64)
WALKS = 256  # of each kind at each concurrency, shared by those who ask at once
HAND_INS = 64
GOALS = {"home": 8, "reading page": 8, "question page": 8, "save one answer": 5, "hand-in and result": 15}
FIRST_KB, LATER_KB = 120, 12


class Classroom:
    """As many learners as ask at once, each with an attempt open and a case to read, and papers to hand in."""

    def __init__(self, app: Flask, population: Population, port: int) -> None:
        self._app, self._people, self._port = app, population.learners, port
        self._next = count()
        self.sittings = [self._sit_down(1) for _ in range(max(CONCURRENCY))]
        self.case = re.search(r'href="(/study/1/cases/\d+)"', self.sittings[0].visitor.get("/study/1"))

    def to_hand_in(self, how_many: int) -> list[Sitting]:
        """Return fresh sittings with one answer each; making them is not measured."""
        made = [self._sit_down(2) for _ in range(how_many)]
        for one in made:
            save(one)
        return made

    def _sit_down(self, assignment_id: int) -> Sitting:
        who = self._people[next(self._next)]
        return sit_down(Visitor(self._port, cookie_of(self._app, *who)), assignment_id)


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Return cost and time of each page at each concurrency, and the weight of the pages."""
    floor_app.make(folder / "floor.sqlite3")
    with migrated(folder, "bench") as scratch:
        app = create_app(scratch.settings)
        with app.app_context():
            population = populate()
        settings = {"STUDYAPP_INSTANCE": str(folder), "DATABASE_URL": scratch.url}
        settings["SECRET_KEY"] = str(scratch.settings["SECRET_KEY"])
        command, environment = floor(folder)
        with (
            served(command, environment, folder / "floor.log") as ground,
            served(*product(settings), folder / "product.log") as server,
        ):
            room = Classroom(app, population, server.port)
            figures = [one for at_once in CONCURRENCY for one in _at_once(at_once, room, ground, server, rounds)]
            return figures + _weights(room, server.port)


def _at_once(at_once: int, room: Classroom, ground: Served, server: Served, rounds: int) -> list[Figure]:
    """Measure every page with so many asking at once, the floor first in each round."""
    bare = [Visitor(ground.port) for _ in range(at_once)]
    costs: dict[str, list[float]] = {name: [] for name in GOALS}
    waits: dict[str, list[float]] = {name: [] for name in GOALS}
    for _ in range(rounds):
        unit, _waited = _cost(ground, [lambda one=one: one.get("/") for one in bare], at_once, WALKS * 2)
        for name, walks in _walks(room, at_once).items():
            cost, waited = _cost(server, walks, at_once, HAND_INS if name == "hand-in and result" else WALKS)
            costs[name].append(cost / unit)
            waits[name] += waited
    figures = []
    for name, goal in GOALS.items():
        figures.append(Figure(f"{name}, {at_once} at once", statistics.median(costs[name]), "floors", goal))
        p95 = statistics.quantiles(waits[name], n=20)[-1] * 1000
        figures.append(Figure(f"{name}, {at_once} at once: 95 of 100 within", p95, "ms"))
    return figures


def _walks(room: Classroom, at_once: int) -> dict[str, list[Callable[[], object]]]:
    sittings = room.sittings[:at_once]
    case = room.case.group(1) if room.case else "/"
    return {
        "home": [lambda one=one: one.visitor.get("/") for one in sittings],
        "reading page": [lambda one=one: one.visitor.get(case) for one in sittings],
        "question page": [lambda one=one: one.visitor.get(one.page) for one in sittings],
        "save one answer": [lambda one=one: save(one) for one in sittings],
        "hand-in and result": [lambda one=one: _hand_in(one) for one in room.to_hand_in(HAND_INS)],
    }


def _hand_in(sitting: Sitting) -> None:
    attempt = sitting.page.partition("/questions")[0]
    token = [field for field in sitting.fields if field[0] == "csrf_token"]
    sitting.visitor.post(f"{attempt}/hand-in", [*token, ("confirmed", "yes")])
    sitting.visitor.get(f"{attempt}/result")


def _cost(server: Served, walks: Sequence[Callable[[], object]], at_once: int, times: int) -> tuple[float, list[float]]:
    """Take `times` walks in all, `at_once` at a time; return the CPU ms of one, and the seconds that each took.

    Each asker goes through its own share of the walks, again and again where there are fewer than `times`.
    """

    def ask(place: int) -> list[float]:
        own, waited = cycle(walks[place::at_once]), []
        for _ in range(times // at_once):
            started = time.monotonic()
            next(own)()
            waited.append(time.monotonic() - started)
        return waited

    before = server.cpu_seconds()
    with ThreadPoolExecutor(at_once) as pool:
        waits = [one for share in pool.map(ask, range(at_once)) for one in share]
    return (server.cpu_seconds() - before) * 1000 / len(waits), waits


def _weights(room: Classroom, port: int) -> list[Figure]:
    """Return what a first and a later question page weigh on the wire, in kB."""
    sitting, packed = room.sittings[0], {"Accept-Encoding": "gzip"}
    page = sitting.visitor.weight(sitting.page, packed)
    assets = set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', sitting.visitor.get(sitting.page)))
    first = page + sum(Visitor(port).weight(one, packed) for one in assets)
    return [
        Figure("question page, the first time", first / 1000, "kB", FIRST_KB),
        Figure("question page, later", page / 1000, "kB", LATER_KB),
    ]
