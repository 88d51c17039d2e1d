"""CPU per request of the pages that people open most, as multiples of the floor of the same round."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

from flask import Flask, url_for

from benchmarks import floor as floor_app
from benchmarks.population import Population, populate
from benchmarks.processes import family, memory_mib
from benchmarks.report import Figure
from benchmarks.serving import Served, Visitor, cookie_of, floor, form_on, product, served
from studyapp import create_app
from tests.database import migrated

REQUESTS = 200
HAND_INS = 30
SITTINGS = 10
GOALS = {
    "learner's home": 8,
    "question page": 8,
    "save one answer": 5,
    "hand-in and result": 15,
    "organizer's dashboard": 20,
}
_save_keys = count()


@dataclass(frozen=True)
class Sitting:
    """A learner who has an attempt open: the page of its first question and the filled form that saves an answer."""

    visitor: Visitor
    page: str
    save_to: str
    fields: list[tuple[str, str]]


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Serve a thousand learners with twenty modules, and return what each page costs."""
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
            idle = memory_mib(family(server.process.pid))
            figures = _rounds(app, population, ground, server, rounds)
            return figures + _memory(idle, memory_mib(family(server.process.pid)))


def _rounds(app: Flask, population: Population, ground: Served, server: Served, rounds: int) -> list[Figure]:
    """Measure everything once a round, the floor first, and take the median of the rounds' ratios."""
    walks = _walks(app, population, server)
    costs: dict[str, list[float]] = defaultdict(list)
    bare = Visitor(ground.port)
    for walk, times in walks.values():
        _warm(walk, times)
    for _ in range(rounds):
        unit = _milliseconds(ground, lambda: bare.get("/"), REQUESTS * 3)
        costs["floor"].append(unit)
        for name, (walk, times) in walks.items():
            costs[name].append(_milliseconds(server, walk, times) / unit)
    unit = Figure("floor: 30-row page from two raw reads", statistics.median(costs.pop("floor")), "ms")
    return [unit, *(Figure(name, statistics.median(found), "floors", GOALS.get(name)) for name, found in costs.items())]


def _warm(walk: Callable[[], object], times: int) -> None:
    """Let both server processes compile their templates before anything is counted."""
    for _ in range(min(times, 20)):
        walk()


def _milliseconds(server: Served, walk: Callable[[], object], times: int) -> float:
    before = server.cpu_seconds()
    for _ in range(times):
        walk()
    return (server.cpu_seconds() - before) * 1000 / times


def _walks(app: Flask, population: Population, server: Served) -> dict[str, tuple[Callable[[], object], int]]:
    """Return what is measured: a name, one walk, and how many make a round."""
    with app.test_request_context():
        home, dashboard = url_for("learner.home"), url_for("dashboard.home")
    learners = cycle([Visitor(server.port, cookie_of(app, *who)) for who in population.learners[:20]])
    sittings = cycle(
        [sit_down(Visitor(server.port, cookie_of(app, *who)), 1) for who in population.learners[20 : 20 + SITTINGS]]
    )
    fresh = _sittings_to_hand_in(app, population, server)
    organizer = Visitor(server.port, cookie_of(app, *population.organizer))

    def question() -> str:
        sitting = next(sittings)
        return sitting.visitor.get(sitting.page)

    return {
        "learner's home": (lambda: next(learners).get(home), REQUESTS),
        "learner's home, compressed": (lambda: next(learners).get(home, {"Accept-Encoding": "gzip"}), REQUESTS),
        "question page": (question, REQUESTS),
        "save one answer": (lambda: save(next(sittings)), REQUESTS),
        "hand-in and result": (lambda: _hand_in(next(fresh)), HAND_INS),
        "organizer's dashboard": (lambda: organizer.get(dashboard), REQUESTS // 4),
    }


def sit_down(visitor: Visitor, assignment_id: int) -> Sitting:
    """Start an attempt and open its first question."""
    address, fields = form_on(visitor.get(f"/study/{assignment_id}"), "/attempts")
    page = f"{visitor.post(address, fields).partition('/questions')[0]}/questions/1"
    save_to, fields = form_on(visitor.get(page), "/questions/1")
    return Sitting(visitor, page, save_to, fields)


def save(sitting: Sitting) -> None:
    """Save another answer than before, as the open page would: the same one again would not be stored."""
    number = next(_save_keys)
    kept = [field for field in sitting.fields if field[0] not in {"chosen", "save_key"}]
    sitting.visitor.post(
        sitting.save_to, [*kept, ("chosen", str(number // SITTINGS % 2)), ("save_key", f"page.{number}")]
    )


def _sittings_to_hand_in(app: Flask, population: Population, server: Served) -> Iterator[tuple[Sitting, str]]:
    """Yield attempts with one answer, each by another learner; sitting down is not part of what is measured."""
    ready = []
    for who in population.learners[100 : 100 + 5 * HAND_INS]:
        sitting = sit_down(Visitor(server.port, cookie_of(app, *who)), 2)
        save(sitting)
        ready.append((sitting, sitting.page.partition("/questions")[0]))
    return iter(ready)


def _hand_in(prepared: tuple[Sitting, str]) -> None:
    sitting, attempt = prepared
    token = [field for field in sitting.fields if field[0] == "csrf_token"]
    sitting.visitor.post(f"{attempt}/hand-in", [*token, ("confirmed", "yes")])
    sitting.visitor.get(f"{attempt}/result")


def _memory(idle: tuple[float, float], after: tuple[float, float]) -> list[Figure]:
    return [
        Figure("memory when idle, shared pages counted once", idle[1], "MiB", 200),
        Figure("memory when idle, sum of the processes", idle[0], "MiB"),
        Figure("memory after the benchmark, shared pages counted once", after[1], "MiB"),
        Figure("memory after the benchmark, sum of the processes", after[0], "MiB"),
    ]
