"""`make chaos-answers`: two hundred learners answer while the server is killed and started again, twenty times.

The database is SQLite, or a new one in the cluster that STUDYAPP_TEST_DATABASE names (`.ci/with-postgresql`). The last
line is one JSON object; the status is 1 where an acknowledged answer is gone, stored twice, or somebody else's.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import select

from benchmarks.chaos_learner import Learner, Ledger
from benchmarks.chaos_verdict import Row, judge
from benchmarks.population import QUESTIONS, populate
from benchmarks.processes import family
from benchmarks.serving import ROOT, Visitor, cookie_of, form_on, free_port, product, wait_until_ready
from studyapp import create_app
from studyapp.db import db
from studyapp.study.models import Attempt, Paper, PaperQuestion, Response
from tests.database import migrated

OPTIONS = 4
ALIVE_SECONDS = (0.5, 3.0)
AT_MOST_SECONDS = 270
LAST_SENDS_SECONDS = 40


class Server:
    """The whole product on one port; killed means killed, every process of it."""

    def __init__(self, settings: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self._command, environment = product(settings)
        self._environment = os.environ | {name: value.format(port=self.port) for name, value in environment.items()}
        self._log = log
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=output, stderr=output
            )
        wait_until_ready(self._process, self.port, self._log)

    def kill(self) -> None:
        """End every process with SIGKILL, and wait until none is left."""
        pids = family(self._process.pid)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait(10)
        until = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
            time.sleep(0.02)


def main() -> None:
    """Run it, print what happened, and end with the verdict."""
    arguments = argparse.ArgumentParser(prog="make chaos-answers")
    arguments.add_argument("--learners", type=int, default=200)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--seed", type=int, default=None, help="chance is drawn from it; printed in the report")
    wanted = arguments.parse_args()
    seed = time.time_ns() % 10**6 if wanted.seed is None else wanted.seed
    with tempfile.TemporaryDirectory(prefix="studyapp-chaos-") as folder:
        report = run(Path(folder), wanted.learners, wanted.kills, seed)
    print(json.dumps(report))
    sys.exit(int(bool(report["lost"] or report["twice"] or report["foreign"] or report["unsaved"])))


def run(folder: Path, learners: int, kills: int, seed: int) -> dict[str, object]:
    """Return the figures of one run."""
    started, chance = time.monotonic(), Random(seed)
    with migrated(folder, "chaos") as scratch:
        app = create_app(scratch.settings)
        with app.app_context():
            people = populate().learners[:learners]
            dialect = db.engine.dialect.name
        settings = {"STUDYAPP_INSTANCE": str(folder), "DATABASE_URL": scratch.url}
        settings |= {"SECRET_KEY": str(scratch.settings["SECRET_KEY"]), "WEB_CONCURRENCY": "2"}
        server = Server(settings, folder / "product.log")
        try:
            class_ = [_sit_down(app, server.port, who, Random(chance.random())) for who in people]
            print(f"{len(class_)} learners have a paper open on {dialect}; seed {seed}", flush=True)
            done = _storm(server, class_, kills, chance, started + AT_MOST_SECONDS)
        finally:
            server.kill()
        ledgers = [one.ledger for one in class_]
        with app.app_context():
            rows = _rows()
            db.engine.dispose()
    counts = sum((ledger.counts for ledger in ledgers), Counter())
    unsaved = sum(len(one.unsaved()) for one in class_)
    figures = {"database": dialect, "seed": seed, "learners": len(class_), "kills": done, "answers": _answers(ledgers)}
    verdict = asdict(judge(ledgers, rows))
    seconds = {"seconds": round(time.monotonic() - started)}
    return figures | dict(sorted(counts.items())) | {"rows": len(rows), "unsaved": unsaved} | verdict | seconds


def _sit_down(app: Flask, port: int, who: tuple[int, int], chance: Random) -> Learner:
    """Start an attempt, and take from its first question what saving needs."""
    cookie = cookie_of(app, *who)
    visitor = Visitor(port, cookie)
    address, fields = form_on(visitor.get("/study/1"), "/attempts")
    attempt = visitor.post(address, fields).partition("/questions")[0]
    token = dict(form_on(visitor.get(f"{attempt}/questions/1"), "/questions/1")[1])["csrf_token"]
    ledger = Ledger(who[0], int(attempt.rpartition("/")[2]), f"page-of-{who[0]}")
    return Learner(port, visitor.cookie, token, ledger, chance)


def _storm(server: Server, learners: list[Learner], kills: int, chance: Random, deadline: float) -> int:
    """Let all answer at once while the server dies and comes back; return how often it died."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=one.study, args=(stop, deadline, QUESTIONS, OPTIONS), daemon=True) for one in learners
    ]
    for thread in threads:
        thread.start()
    done = 0
    while done < kills and time.monotonic() < deadline - LAST_SENDS_SECONDS:
        time.sleep(chance.uniform(*ALIVE_SECONDS))
        server.kill()
        server.start()
        done += 1
        print(f"killed and started again: {done} of {kills}", flush=True)
    time.sleep(chance.uniform(*ALIVE_SECONDS))
    stop.set()
    for thread in threads:
        thread.join(max(0.1, deadline + 15 - time.monotonic()))
    return done


def _answers(ledgers: list[Ledger]) -> int:
    return sum(len(ledger.sent) for ledger in ledgers)


def _rows() -> list[Row]:
    """Return every stored answer; what it chose as the place on the page, as it was sent."""
    query = (
        select(Attempt.account_id, Response, PaperQuestion.option_order)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(Paper, Paper.attempt_id == Attempt.id)
        .join(PaperQuestion, (PaperQuestion.paper_id == Paper.id) & (PaperQuestion.position == Response.position))
        .where(Response.save_key.startswith("page-of-"))
    )
    return [
        Row(account_id, one.attempt_id, one.position, one.version, one.save_key, _place(one.content, order))
        for account_id, one, order in db.session.execute(query)
    ]


def _place(content: dict[str, list[int]], order: list[int]) -> int | None:
    chosen = content.get("chosen") or [None]
    return order.index(chosen[0]) if chosen[0] is not None else None


if __name__ == "__main__":
    main()
