"""Runs of reminders: decided by the schedule or by hand, and planned into notices and deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from studyapp.chasing.models import Delivery, Notice, ReminderRun, Robot, RunKind
from studyapp.chasing.moments import Rules, after_quiet, digest_moments, is_due, occasions
from studyapp.chasing.once import AT_A_TIME, add_once
from studyapp.chasing.recipients import Recipient, list_recipients, notice_key
from studyapp.chasing.schedules import rules_of, schedule_of
from studyapp.db import db
from studyapp.errors import ConflictError
from studyapp.people.actor import Actor
from studyapp.people.models import Unit
from studyapp.study.assignment_people import PersonFilter
from studyapp.study.assignments import get_assignment
from studyapp.study.models import Assignment

NAMES_IN_A_GROUP = 30
UNITS_IN_A_GROUP = 10
WORDS_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Ways:
    """By which further ways a run by hand tells people; the notice inside the product always goes."""

    by_mail: bool = False
    by_robots: bool = False


def today_of(rules: Rules, now: datetime) -> date:
    """Return the day that the organization's wall clock shows."""
    return now.astimezone(ZoneInfo(rules.zone)).date()


def start_due_runs(organization_id: int, now: datetime) -> list[ReminderRun]:
    """Add the runs that the schedule holds for now and nobody has added yet; none where it is off."""
    schedule = schedule_of(organization_id)
    if not schedule.is_on:
        return []
    rules = rules_of(organization_id)
    due: list[tuple[str, int | None, RunKind]] = [
        (f"schedule:{one.id}:{day}", one.id, RunKind.SCHEDULED)
        for one, day in _due_assignments(rules, organization_id, now)
    ]
    if schedule.sends_digest:
        weeks = digest_moments(rules, today_of(rules, now))
        due += [(f"digest:{week}", None, RunKind.DIGEST) for week, at in weeks if is_due(at, now)]
    return [run for key, assignment_id, kind in due if (run := _add(organization_id, key, assignment_id, kind, now))]


def _due_assignments(rules: Rules, organization_id: int, now: datetime) -> Iterator[tuple[Assignment, date]]:
    for one in running_assignments(organization_id, now):
        for occasion in occasions(rules, one.opens_at, one.closes_at):
            if is_due(occasion.at, now):
                yield one, occasion.day


def running_assignments(organization_id: int, now: datetime) -> list[Assignment]:
    """Return the open assignments that the schedule may remind of, by deadline."""
    query = select(Assignment).where(
        Assignment.organization_id == organization_id,
        Assignment.withdrawn_at.is_(None),
        Assignment.is_reminded,
        Assignment.opens_at <= now,
        Assignment.closes_at > now,
    )
    return list(db.session.scalars(query.order_by(Assignment.closes_at, Assignment.id)))


def start_run(
    actor: Actor, assignment_id: int, chosen: PersonFilter, ways: Ways, words: str, token: str, now: datetime
) -> tuple[ReminderRun, bool]:
    """Add a run by hand, and say whether it is new: the same `token` of a page adds no second one.

    It waits for the end of quiet hours. Raises `NotFoundError` assignment-not-found, `ConflictError`
    assignment-not-running.
    """
    assignment = get_assignment(actor, assignment_id)
    if not is_running(assignment, now):
        raise ConflictError("assignment-not-running")
    key = f"hand:{assignment.id}:{actor.account_id}:{token[:32]}"
    known = _find(actor.organization_id, key)
    if known is not None:
        return known, False
    run = ReminderRun(
        organization_id=actor.organization_id,
        assignment_id=assignment.id,
        created_by_id=actor.account_id,
        kind=RunKind.BY_HAND,
        key=key,
        chosen=asdict(replace(chosen, page=1)) | asdict(ways),
        words=" ".join(words.split())[:WORDS_LENGTH],
        created_at=now,
        due_at=after_quiet(rules_of(actor.organization_id), now),
    )
    db.session.add(run)
    db.session.flush()
    return run, True


def is_running(assignment: Assignment, now: datetime) -> bool:
    """Say whether people can work on an assignment now."""
    return assignment.withdrawn_at is None and assignment.opens_at <= now < assignment.closes_at


def start_trial(actor: Actor, robot: Robot, now: datetime) -> ReminderRun:
    """Let a robot say once that it is connected, at once, also in quiet hours."""
    run = ReminderRun(
        organization_id=actor.organization_id,
        created_by_id=actor.account_id,
        kind=RunKind.TRIAL,
        key=f"trial:{robot.id}:{now.timestamp():.6f}",
        created_at=now,
        due_at=now,
        planned_at=now,
    )
    db.session.add(run)
    db.session.flush()
    common = {"organization_id": actor.organization_id, "run_id": run.id, "told": {"name": robot.name}}
    store(Delivery, [common | {"robot_id": robot.id, "account_id": None, "key": run.key, "next_try_at": now}])
    return run


def filter_of(run: ReminderRun) -> PersonFilter:
    """Return whom a run by hand is about; of one by schedule, everybody."""
    names = ("state", "unit_id", "name")
    return PersonFilter(**{name: run.chosen[name] for name in names if name in run.chosen})


def ways_of(run: ReminderRun) -> Ways:
    """Return the ways a run takes: one by hand those chosen, one by schedule those the organization has set up."""
    if run.kind is RunKind.BY_HAND:
        return Ways(bool(run.chosen.get("by_mail")), bool(run.chosen.get("by_robots")))
    return Ways(schedule_of(run.organization_id).sends_mail, by_robots=run.kind is RunKind.SCHEDULED)


def planned_rows(
    run: ReminderRun,
    assignment: Assignment,
    people: list[Recipient],
    robots: list[tuple[Robot, str]],
    ways: Ways,
    now: datetime,
) -> Iterator[tuple[type[Notice | Delivery], list[dict[str, Any]]]]:
    """Yield what a run of reminders writes, some rows at a time: notices, mails, and messages of robots."""
    today = today_of(rules_of(run.organization_id), now)
    told = {"title": assignment.title, "closes_at": assignment.closes_at.isoformat(), "words": run.words}
    common = {"organization_id": run.organization_id, "run_id": run.id, "told": told}
    due = [one for one in people if not one.left_out]
    notices = (
        common
        | {
            "account_id": one.account_id,
            "assignment_id": assignment.id,
            "key": notice_key(assignment.id, one.account_id, today),
            "created_at": now,
        }
        for one in due
    )
    waiting = common | {"next_try_at": now, "account_id": None, "robot_id": None}
    mails = (
        waiting | {"account_id": one.account_id, "key": f"{notice_key(assignment.id, one.account_id, today)}:mail"}
        for one in due
        if ways.by_mail and one.mail_address
    )
    messages = (
        waiting
        | {
            "robot_id": robot.id,
            "key": f"robot:{robot.id}:{assignment.id}:{today}",
            "told": told | group_message(robot, path, due),
        }
        for robot, path in (robots if ways.by_robots else [])
        if any(one.unit_path.startswith(path) for one in due)
    )
    for model, rows in ((Notice, notices), (Delivery, mails), (Delivery, messages)):
        yield from ((model, some) for some in _in_batches(rows))


def group_message(robot: Robot, path: str, due: Iterable[Recipient]) -> dict[str, Any]:
    """Return what a group is told: how many, in which units, and who, where the robot may name people."""
    mine = [one for one in due if one.unit_path.startswith(path)]
    units: dict[str, int] = {}
    for one in mine:
        units[one.unit_name] = units.get(one.unit_name, 0) + 1
    largest = sorted(units.items(), key=lambda unit: -unit[1])[:UNITS_IN_A_GROUP]
    names = [one.name for one in mine[:NAMES_IN_A_GROUP]] if robot.names_people else []
    return {"people": len(mine), "units": [list(one) for one in largest], "names": names}


def robots_of(organization_id: int, actor: Actor | None = None) -> list[tuple[Robot, str]]:
    """Return the robots that are on, each with the path of its unit; with an `actor`, those of their subtrees."""
    query = select(Robot, Unit.path).join(Unit, Unit.id == Robot.unit_id)
    rows = db.session.execute(query.where(Robot.organization_id == organization_id, Robot.is_on).order_by(Robot.id))
    return [(robot, path) for robot, path in rows if actor is None or actor.organizes(path)]


def recipients_of(run: ReminderRun, assignment: Assignment, actor: Actor | None, now: datetime) -> list[Recipient]:
    """Return whom a run is about at this moment."""
    today = today_of(rules_of(run.organization_id), now)
    return list_recipients(assignment, filter_of(run), today, now, actor)


def store(model: type[Notice | Delivery], rows: list[dict[str, Any]]) -> int:
    """Write some planned rows, each once; return how many are new."""
    return add_once(model, rows)


def _in_batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_A_TIME)):
        yield some


def _find(organization_id: int, key: str) -> ReminderRun | None:
    query = select(ReminderRun).where(ReminderRun.organization_id == organization_id, ReminderRun.key == key)
    return db.session.scalar(query)


def _add(organization_id: int, key: str, assignment_id: int | None, kind: RunKind, now: datetime) -> ReminderRun | None:
    row: dict[str, Any] = {
        "organization_id": organization_id,
        "assignment_id": assignment_id,
        "kind": kind,
        "key": key,
        "chosen": {},
        "words": "",
        "created_at": now,
        "due_at": now,
    }
    added = add_once(ReminderRun, [row], key=("organization_id", "key"))
    return _find(organization_id, key) if added else None
