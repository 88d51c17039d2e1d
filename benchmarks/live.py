"""`make bench-live`: a study session with many phones, all answering in the same instant; the server killed in a round.

The server is what `make run` serves with, without the background worker; the phones are another process on the same
machine, so both share its processors: the client's share is told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import func, insert, select

from benchmarks.processes import cpu_seconds, family, memory_mib
from benchmarks.report import Figure, print_all
from benchmarks.serving import ROOT, Visitor, cookie_of
from studyapp import clock, create_app
from studyapp.db import db
from studyapp.meetings.models import ArrivalWay, Attendance, AttendanceState, StudySession
from studyapp.meetings.planning import SessionPlan, plan_study_session
from studyapp.meetings.room_models import Ballot, Round, RoundKind
from studyapp.meetings.rounds import RoundDraft, add_round
from studyapp.people.models import Account, Membership, Role
from tests.database import Scratch, migrated
from tests.study.classroom import make_classroom

READY_WITHIN_SECONDS = 60
STANCE = RoundDraft(RoundKind.SCALE, "你会这样做吗？", (("不会", False), ("会", False)))
CHOICE = RoundDraft(RoundKind.SINGLE, "先做哪一件？", (("修路", False), ("装灯", False), ("清杂物", False)))


@dataclass(frozen=True)
class Prepared:
    """A planned study session with its people: cookies, and the numbers of the rounds to be held."""

    room: int
    host: str
    phones: list[str]
    rounds: list[int]


def prepare(app: Flask, phones: int, rounds: int) -> Prepared:
    """Make an organization with that many learners, all on the roll, and that many rounds and one more."""
    classroom = make_classroom(questions=1)
    house, now = classroom.house, clock.now()
    common = {"organization_id": house.organization.id}
    people = [
        {"sign_in_name": f"phone{number}", "name": f"学员{number}", "created_at": now, "password_hash": "-"}
        for number in range(phones)
    ]
    ids = list(db.session.scalars(insert(Account).returning(Account.id), people))
    memberships = [{"account_id": one, "unit_id": house.east.id, "role": Role.LEARNER, "joined_at": now} for one in ids]
    db.session.execute(insert(Membership), [one | common for one in memberships])
    plan = SessionPlan(
        title="千人集中学习",
        place="礼堂",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        host_id=house.organizer.id,
        recorder_id=None,
        unit_ids=frozenset({house.east.id}),
        module_id=classroom.module.id,
    )
    administrator = house.actor(house.administrator)
    found = plan_study_session(administrator, plan, STANCE, now, Random(1))
    numbers = [add_round(administrator, found.id, CHOICE).number for _ in range(rounds + 1)]
    there = {"study_session_id": found.id, "state": AttendanceState.PRESENT, "way": ArrivalWay.PHONE, "arrived_at": now}
    there |= common | {"unit_id": house.east.id, "is_guest": False, "is_late": False, "reason": ""}
    db.session.execute(insert(Attendance), [there | {"account_id": one} for one in ids])
    db.session.commit()
    host = cookie_of(app, house.organizer.id, house.organizer.credentials_version)
    return Prepared(found.id, host, [cookie_of(app, one, 1) for one in ids], numbers)


class Server:
    """The server, which can be killed and started again at the same port."""

    def __init__(self, scratch: Scratch, port: int, log: Path) -> None:
        address = {"HOST": "127.0.0.1", "PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}"}
        place = {"STUDYAPP_INSTANCE": str(scratch.folder), "DATABASE_URL": scratch.url}
        self.environment = os.environ | address | place | {"SECRET_KEY": str(scratch.settings["SECRET_KEY"])}
        self.port, self.log = port, log
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as output:
            command = [sys.executable, "-m", "gunicorn"]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError, RuntimeError):
                Visitor(self.port).get("/healthz")
                return
            time.sleep(0.05)
        raise RuntimeError(self.log.read_text(encoding="utf-8")[-2000:])

    def kill(self) -> None:
        """End every process of it at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def measure(folder: Path, phones: int, rounds: int) -> list[Figure]:
    """Run the whole benchmark over a database of its own."""
    with migrated(folder, "live") as scratch:
        app = create_app(scratch.settings)
        with app.app_context():
            prepared = prepare(app, phones, rounds)
            db.session.remove()
            server = Server(scratch, free_port(), folder / "server.log")
            try:
                return _held(prepared, server, folder)
            finally:
                with suppress(ProcessLookupError):
                    server.kill()
                db.session.remove()
                db.engine.dispose()


def _held(prepared: Prepared, server: Server, folder: Path) -> list[Figure]:
    plan = folder / "phones.json"
    words = {"port": server.port, "room": prepared.room, "host": prepared.host, "phones": prepared.phones}
    plan.write_text(json.dumps(words | {"rounds": prepared.rounds}), encoding="utf-8")
    Visitor(server.port, prepared.host).get(f"/remote/{prepared.room}")
    empty = memory_mib(family(server.process.pid))[1]
    client = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.live_phones", str(plan)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        return _talked(client, prepared, server, empty)
    finally:
        client.kill()
        client.wait()


def _talked(client: subprocess.Popen[str], prepared: Prepared, server: Server, empty: float) -> list[Figure]:
    count = len(prepared.phones)
    connected = _hear(client)
    print(f"{connected['connected']} of {count} connected in {connected['connecting_seconds']:.1f} s", flush=True)
    full = memory_mib(family(server.process.pid))[1]
    before = cpu_seconds(family(server.process.pid))
    _tell(client, go=True)
    held = [_hear(client) for _ in prepared.rounds[:-1]]
    for one in held:
        print(one, flush=True)
    spent = cpu_seconds(family(server.process.pid)) - before
    client_spent = _hear(client)["client_cpu_seconds"]
    gap = _hear(client)
    server.kill()
    killed = time.monotonic()
    _tell(client, killed=True)
    server.start()
    _tell(client, down_seconds=time.monotonic() - killed)
    down = time.monotonic() - killed
    after = _hear(client)
    stored = _stored(prepared)
    acknowledged = {one["round"]: one["acknowledged"] for one in held}
    acknowledged[prepared.rounds[-1]] = after["acknowledged_in_all"]
    lost = sum(max(0, acknowledged[number] - stored.get(number, 0)) for number in prepared.rounds)
    print(f"killed with {gap['acknowledged']} acknowledged; down for {down:.1f} s; {after}", flush=True)
    return [
        Figure("phones connected", connected["connected"], "phones"),
        Figure("opened to seen, p95, worst round", max(one["seen_p95_ms"] for one in held), "ms", 150),
        Figure("phones that saw a round, fewest", min(one["seen"] for one in held), "phones"),
        Figure("answer to acknowledged, p95, worst round", max(one["acknowledged_p95_ms"] for one in held), "ms"),
        Figure("all answers acknowledged, worst round", max(one["acknowledged_last_ms"] for one in held), "ms", 1500),
        Figure("acknowledged answers that are not stored", lost, "answers", 0),
        Figure("memory a phone", (full - empty) * 1024 / count, "KB", 30),
        Figure("server CPU a round", spent / len(held), "s"),
        Figure("client CPU in all", client_spent, "s"),
        Figure("server down after the kill", down, "s"),
        Figure("phones not back within 10 s of the restart", (1 - after["back_within_10_s"]) * 100, "%", 0),
        Figure("back after the restart, p95", after["back_p95_s"], "s"),
    ]


def _stored(prepared: Prepared) -> dict[int, int]:
    """Return how many ballots each round has in the database."""
    rows = db.session.execute(
        select(Round.number, func.count(Ballot.id))
        .join(Ballot, Ballot.round_id == Round.id)
        .join(StudySession, StudySession.id == Round.study_session_id)
        .where(StudySession.id == prepared.room)
        .group_by(Round.number)
    )
    return {row[0]: row[1] for row in rows}


def _hear(client: subprocess.Popen[str]) -> dict[str, float]:
    line = client.stdout.readline() if client.stdout else ""
    if not line:
        raise RuntimeError("the phones have ended")
    return dict(json.loads(line))


def _tell(client: subprocess.Popen[str], **words: object) -> None:
    if client.stdin:
        client.stdin.write(json.dumps(words) + "\n")
        client.stdin.flush()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Measure, and print a table and one line of JSON."""
    arguments = argparse.ArgumentParser(prog="make bench-live")
    arguments.add_argument("--phones", type=int, default=1000, help="how many phones are connected (at most 6000)")
    arguments.add_argument("--rounds", type=int, default=5, help="how many rounds are held before the kill")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="studyapp-bench-") as folder:
        print_all(measure(Path(folder), min(wanted.phones, 6000), max(1, min(wanted.rounds, 20))))


if __name__ == "__main__":
    main()
